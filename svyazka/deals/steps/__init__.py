"""Small writes on deals that later rooms' actions borrow."""

from svyazka.deals.steps.contract import move_contract
from svyazka.deals.steps.estimate import line_told, write_lines, write_passed
from svyazka.deals.steps.paper import paper_called, take_number
from svyazka.deals.steps.proposal import close_proposal
from svyazka.deals.steps.shipped import ship, ship_papers

__all__ = ["close_proposal", "line_told", "move_contract", "paper_called", "ship", "ship_papers", "take_number", "write_lines", "write_passed"]
