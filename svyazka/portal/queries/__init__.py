"""What a client's contact may see: an allow-list over the rooms' own reads."""

from svyazka.portal.queries.contract import amendment, amendments_of, contract
from svyazka.portal.queries.home import home, one, open_proposals, talk
from svyazka.portal.queries.specification import editions_of, specification

__all__ = ["amendment", "amendments_of", "contract", "editions_of", "home", "one", "open_proposals", "specification", "talk"]
