"""Questions about estimates, proposals and contracts, always from the one who asks."""

from svyazka.deals.queries.contract import contract_of, contracts_visible_to, seller_on, vat_on
from svyazka.deals.queries.desk import desk
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
from svyazka.deals.queries.paper import (
    Disagreement,
    applications_of,
    disagreements_of,
    editions_of,
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
    proposals_visible_to,
    verdict_shares,
    worth_of,
)

__all__ = [
    "FLOOR", "Disagreement", "applications_of", "below_floor", "clauses_left", "contract_of", "contracts_visible_to", "desk", "disagreements_of",
    "editions_of", "first_price", "first_stages", "floor_on", "hour_of", "lacking_in", "newest_text", "offered_price", "outdated", "proposals_visible_to", "rates_on",
    "sees_money", "seller_on", "series_for", "series_in_force", "shown_to_clients", "stages_added_by", "text_at", "texts_in_force",
    "totals_of", "vat_on", "verdict_shares", "visible_to", "warnings_before_signing", "worth_of",
]  # fmt: skip
