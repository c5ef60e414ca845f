"""Questions about estimates, proposals and contracts, always from the one who asks."""

from svyazka.deals.queries.amendment import (
    altered_answers,
    amendment_told,
    amendments_ever_told,
    amendments_told,
    last_days,
    terms_before,
    what_it_sets,
)
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
    Overage,
    PeriodView,
    extras_visible_to,
    levels_on,
    limit_of,
    overage_of,
    period_views,
    periods_running_out,
    periods_to_turn,
    periods_visible_to,
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
from svyazka.deals.queries.paper import (
    Disagreement,
    applications_of,
    disagreements_of,
    editions_of,
    first_edition,
    first_price,
    first_stages,
    first_terms,
    fullest_first,
    newest_text,
    price_after,
    reads_as_sent,
    series_for,
    series_in_force,
    shown_to_clients,
    stages_added_by,
    stages_changed_by,
    text_at,
    texts_in_force,
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
from svyazka.deals.queries.readiness import Lacking, lacking_in, warnings_before_signing
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
    "COST", "CostTold", "Disagreement", "Lacking", "Limit", "Overage", "PeriodView", "ad_months", "ads_of",
    "altered_answers", "altered_editions", "amendment_told", "amendments_ever_told", "amendments_told",
    "amendments_visible_to", "annexes", "applications_of", "below_floor", "binding", "card", "clauses_left", "compared",
    "contract_of", "contract_told", "contracts_behind", "contracts_visible_to", "cost_told", "desk", "digest_of",
    "disagreements_of", "discounts_visible_to", "edition_of", "edition_read", "editions_of", "entity_for",
    "extras_visible_to", "first_edition", "first_price", "first_stages", "first_terms", "floor_on", "fullest_first",
    "hour_of", "is_changed", "is_discussed", "lacking_in", "last_days", "last_edition", "levels_on", "limit_of",
    "newer_edition", "newest_text", "offer_from", "offered_price", "open_rows", "outdated", "overage_of", "parts_in",
    "people_by_specialism", "people_card", "period_views", "periods_running_out", "periods_to_turn",
    "periods_visible_to", "person_rates_on", "price_after", "proposal_told", "proposals_visible_to", "rates_on",
    "reads_as_sent", "retainer_told", "rows_visible_to", "screen_on", "sees_cost", "seller_on", "series_for",
    "series_in_force", "shares_of", "shown_to_clients", "sold_by_time", "sold_by_time_now", "stages_added_by",
    "stages_changed_by", "term_on", "term_rows", "terms_before", "terms_on", "text_at", "texts_in_force", "to_replace",
    "told_to_client", "totals_of", "vat_of", "vat_on", "verdict_shares", "visible_to", "warnings_before_signing",
    "what_it_sets", "worth_of",
]  # fmt: skip
