"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.clock import (
    burning_first,
    clock_of,
    clocks_of,
    norm_minutes,
    paused,
    shown_clock,
    with_pauses,
)
from svyazka.leads.queries.inbox import (
    TABS,
    dead_letters,
    dead_letters_for,
    may_take,
    tab,
    taken_by_another,
    visible_to,
    who_takes,
)
from svyazka.leads.queries.likeness import (
    Pair,
    alike_among,
    face_of,
    in_order,
    likeness_between,
    likenesses_found,
    likenesses_held_by,
    likenesses_of,
    likenesses_visible_to,
    of_lead,
    pair_of,
    side_of,
    to_look_at,
)
from svyazka.leads.queries.merging import (
    Preview,
    living,
    may_give_away,
    mergings_of,
    mergings_visible_to,
    preview,
    reasons_against_undoing,
    touches_of,
    values_after,
)
from svyazka.leads.queries.offers import (
    found_nobody,
    offered_first,
    offered_to,
    offers_of,
    open_offer,
    open_offers,
    run_out,
)
from svyazka.leads.queries.reasons import closing_reasons, in_force, level_rows, norm_rows, reasons_in_use
from svyazka.leads.queries.routing import (
    candidates_for,
    colleagues,
    days_of,
    facts_of,
    minutes_of,
    open_leads_of,
    reasons_not_to_offer,
    seats_of,
)
from svyazka.leads.queries.search import matching
from svyazka.leads.queries.takers import decisions, may_route, may_see_takers, taker_rows, takers, takers_seen_by
from svyazka.leads.queries.terms import agency_terms, order_on, own_terms, terms_of, terms_to_come

__all__ = [
    "TABS", "Pair", "Preview", "agency_terms", "alike_among", "burning_first", "candidates_for", "clock_of",
    "clocks_of", "closing_reasons", "colleagues", "days_of", "dead_letters", "dead_letters_for", "decisions",
    "face_of", "facts_of", "found_nobody", "in_force", "in_order", "level_rows", "likeness_between",
    "likenesses_found", "likenesses_held_by", "likenesses_of", "likenesses_visible_to", "living", "matching",
    "may_give_away", "may_route", "may_see_takers", "may_take", "mergings_of", "mergings_visible_to", "minutes_of",
    "norm_minutes", "norm_rows", "of_lead", "offered_first", "offered_to", "offers_of", "open_leads_of", "open_offer",
    "open_offers", "order_on", "own_terms", "pair_of", "paused", "preview", "reasons_against_undoing",
    "reasons_in_use", "reasons_not_to_offer", "run_out", "seats_of", "shown_clock", "side_of", "tab",
    "taken_by_another", "taker_rows", "takers", "takers_seen_by", "terms_of", "terms_to_come", "to_look_at",
    "touches_of", "values_after", "visible_to", "who_takes", "with_pauses",
]  # fmt: skip
