"""Questions about estimates, proposals and contracts, always from the one who asks."""

from svyazka.deals.queries.contract import contract_of, contracts_visible_to, seller_on, vat_on
from svyazka.deals.queries.desk import desk
from svyazka.deals.queries.edition import contracts_behind, edition_of, newer_edition
from svyazka.deals.queries.estimate import (
    FLOOR,
    below_floor,
    clauses_left,
    floor_on,
    rates_on,
    sees_money,
    totals_of,
    visible_to,
)
from svyazka.deals.queries.proposal import (
    hour_of,
    offered_price,
    outdated,
    proposals_visible_to,
    verdict_shares,
    worth_of,
)

__all__ = [
    "FLOOR", "below_floor", "clauses_left", "contract_of", "contracts_behind", "contracts_visible_to", "desk", "edition_of", "floor_on", "hour_of", "newer_edition",
    "offered_price", "outdated", "proposals_visible_to", "rates_on", "sees_money", "seller_on", "totals_of", "vat_on",
    "verdict_shares", "visible_to", "worth_of",
]  # fmt: skip
