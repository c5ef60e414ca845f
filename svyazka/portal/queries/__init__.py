"""What a client's contact may see: an allow-list over the rooms' own reads."""

from svyazka.portal.queries.contract import amendment, amendments_of, contract
from svyazka.portal.queries.home import home, one, open_proposals, talk
from svyazka.portal.queries.problem import KINDS, raised, said_wrong
from svyazka.portal.queries.specification import editions_of, specification

__all__ = ["KINDS", "amendment", "amendments_of", "contract", "editions_of", "home", "one", "open_proposals", "raised", "said_wrong", "specification", "talk"]
