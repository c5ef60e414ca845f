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
from svyazka.deals.queries.paper import (
    Disagreement,
    applications_of,
    disagreements_of,
    editions_of,
    first_edition,
    first_price,
    first_stages,
    lacking_in,
    newest_text,
    series_for,
    series_in_force,
    shown_to_clients,
    stages_added_by,
    text_at,
    texts_in_force,
    warnings_before_signing,
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
    "COST", "CostTold", "Disagreement", "applications_of", "below_floor", "binding", "card", "clauses_left", "compared",
    "contract_of", "contracts_behind", "contracts_visible_to", "cost_told", "desk", "disagreements_of",
    "discounts_visible_to", "edition_of", "editions_of", "entity_for", "first_edition", "first_price", "first_stages", "floor_on",
    "hour_of", "lacking_in", "newer_edition", "newest_text", "offer_from", "offered_price", "outdated", "parts_in",
    "people_by_specialism", "people_card", "person_rates_on", "proposal_told", "proposals_visible_to", "rates_on",
    "screen_on", "sees_cost", "seller_on", "series_for", "series_in_force", "shares_of", "shown_to_clients",
    "stages_added_by", "term_on", "term_rows", "terms_on", "text_at", "texts_in_force", "to_replace", "totals_of",
    "vat_of", "vat_on", "verdict_shares", "visible_to", "warnings_before_signing", "worth_of",
]  # fmt: skip
