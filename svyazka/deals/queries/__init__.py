"""Questions about estimates, proposals and contracts, always from the one who asks."""

from svyazka.deals.queries.contract import contract_of, contracts_visible_to, seller_on, vat_on
from svyazka.deals.queries.cost import COST, CostTold, cost_told, sees_cost, shares_of
from svyazka.deals.queries.desk import desk
from svyazka.deals.queries.edition import contracts_behind, edition_of, newer_edition
from svyazka.deals.queries.estimate import (
    below_floor,
    binding,
    clauses_left,
    compared,
    discounts_visible_to,
    entity_for,
    vat_of,
    visible_to,
)
from svyazka.deals.queries.proposal import (
    hour_of,
    offered_price,
    outdated,
    proposal_told,
    proposals_visible_to,
    to_replace,
    verdict_shares,
    worth_of,
)
from svyazka.deals.queries.rates import (
    card,
    floor_on,
    people_by_specialism,
    people_card,
    person_rates_on,
    rates_on,
    screen_on,
    term_on,
    term_rows,
    terms_on,
)
from svyazka.deals.queries.sums import offer_from, parts_in, totals_of

__all__ = [
    "COST", "CostTold", "below_floor", "binding", "card", "clauses_left", "compared", "contract_of", "contracts_behind",
    "contracts_visible_to", "cost_told", "desk", "discounts_visible_to", "edition_of", "entity_for", "floor_on",
    "hour_of", "newer_edition", "offer_from", "offered_price", "outdated", "parts_in",
    "people_by_specialism", "people_card", "person_rates_on", "proposal_told", "proposals_visible_to",
    "rates_on", "screen_on", "sees_cost", "seller_on", "shares_of", "term_on", "term_rows", "terms_on", "to_replace",
    "totals_of", "vat_of", "vat_on", "verdict_shares", "visible_to", "worth_of",
]  # fmt: skip
