"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.clock import burning_first, clock_of, clocks_of, norm_minutes, paused, shown_clock
from svyazka.leads.queries.consent import (
    all_texts,
    consents_of,
    consents_of_a_client,
    consents_of_the_person,
    text_shown,
    texts_in_force,
)
from svyazka.leads.queries.inbox import (
    TABS,
    dead_letters,
    dead_letters_for,
    may_take,
    tab,
    taken_by_another,
    usual_source,
    visible_to,
    who_takes,
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
from svyazka.leads.queries.touch import (
    Came,
    code_in,
    code_named,
    codes,
    codes_given_since,
    codes_with_counts,
    marks,
    meaning_of,
    other_open_leads,
    touches_of,
    way_here,
)
from svyazka.leads.queries.webform import (
    form_at,
    forms,
    knocks,
    last_arrivals,
    opened_at,
    opening_of,
    own_form,
    salt_of,
    ways,
)

__all__ = [
    "TABS", "Came", "agency_terms", "all_texts", "burning_first", "candidates_for", "clock_of", "clocks_of", "closing_reasons",
    "code_in", "code_named", "codes", "codes_given_since", "codes_with_counts", "colleagues", "consents_of", "consents_of_a_client",
    "consents_of_the_person", "days_of", "dead_letters", "dead_letters_for", "decisions", "facts_of", "form_at", "forms",
    "found_nobody", "in_force", "knocks", "last_arrivals", "level_rows", "marks", "matching", "may_route", "may_see_takers",
    "may_take", "meaning_of", "minutes_of", "norm_minutes", "norm_rows", "offered_first", "offered_to", "offers_of",
    "open_leads_of", "open_offer", "open_offers", "opened_at", "opening_of", "order_on", "other_open_leads", "own_form",
    "own_terms", "paused", "reasons_in_use", "reasons_not_to_offer", "run_out", "salt_of", "seats_of", "shown_clock", "tab",
    "taken_by_another", "taker_rows", "takers", "takers_seen_by", "terms_of", "terms_to_come", "text_shown", "texts_in_force",
    "touches_of", "usual_source", "visible_to", "way_here", "ways", "who_takes",
]  # fmt: skip
