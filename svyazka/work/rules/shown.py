"""How many cards a column of a board draws: its first ones, and as many more as a person asks for."""

from collections.abc import Mapping

from svyazka.kit.asked import whole
from svyazka.work.rules.task import TaskState

SHOWN, DONE_SHOWN = 100, 30
STEP, MOST = 100, 1000  # what is beyond the most stands in the list


def shown_in(asked: Mapping) -> dict[TaskState, int]:
    """Return how many cards each column draws, as the address asks; never fewer than at first."""
    return {state: min(max(whole(asked.get(shown_by(state)), digits=6) or 0, _first_of(state)), MOST) for state in TaskState}


def _first_of(state: str) -> int:
    """Return how many cards the column draws unasked."""
    return DONE_SHOWN if state == TaskState.DONE else SHOWN


def shown_by(state: str) -> str:
    """Return by which name an address asks for more of the column."""
    return f"show-{state}"


def shown_next(count: int, drawn: int) -> int:
    """Return how many more cards are drawn at the next asking; none when all are, or no more may be."""
    return max(min(count - drawn, STEP, MOST - drawn), 0)
