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
from svyazka.deals.queries.hours import (
    Limit,
    PeriodView,
    extras_visible_to,
    levels_on,
    limit_of,
    overage_of,
    period_views,
    periods_running_out,
    periods_to_turn,
    periods_visible_to,
    policy_of,
    sold_by_time,
    sold_by_time_now,
)
from svyazka.deals.queries.life import (
    ad_months,
    ads_of,
    amendments_visible_to,
    is_discussed,
    open_rows,
    rows_visible_to,
    told_to_client,
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
from svyazka.deals.queries.text import (
    altered_editions,
    annexes,
    contract_told,
    digest_of,
    edition_read,
    is_changed,
    last_edition,
    retainer_told,
)

__all__ = [
    "COST", "CostTold", "Limit", "PeriodView", "ad_months", "ads_of", "altered_editions", "amendments_visible_to",
    "annexes", "below_floor", "binding", "card", "clauses_left", "compared", "contract_of", "contract_told",
    "contracts_behind", "contracts_visible_to", "cost_told", "desk", "digest_of", "discounts_visible_to", "edition_of",
    "edition_read", "entity_for", "extras_visible_to", "floor_on", "hour_of", "is_changed", "is_discussed",
    "last_edition", "levels_on", "limit_of", "newer_edition", "offer_from", "offered_price", "open_rows", "outdated",
    "overage_of", "parts_in", "people_by_specialism", "people_card", "period_views", "periods_running_out",
    "periods_to_turn", "periods_visible_to", "person_rates_on", "policy_of", "proposal_told", "proposals_visible_to",
    "rates_on", "retainer_told", "rows_visible_to", "screen_on", "sees_cost", "seller_on", "shares_of", "sold_by_time",
    "sold_by_time_now", "term_on", "term_rows", "terms_on", "to_replace", "told_to_client", "totals_of", "vat_of",
    "vat_on", "verdict_shares", "visible_to", "worth_of",
]  # fmt: skip
