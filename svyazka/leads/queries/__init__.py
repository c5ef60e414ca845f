"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.inbox import (
    TABS,
    dead_letters,
    dead_letters_for,
    matching,
    may_take,
    norm_minutes,
    tab,
    taken_by_another,
    visible_to,
    who_takes,
)
from svyazka.leads.queries.offers import found_nobody, offered_to, offers_of, open_offer, open_offers, run_out
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
from svyazka.leads.queries.takers import decisions, may_route, may_see_takers, taker_rows, takers, takers_seen_by
from svyazka.leads.queries.terms import agency_terms, order_on, own_terms, terms_of, terms_to_come

__all__ = [
    "TABS", "agency_terms", "candidates_for", "colleagues", "days_of", "dead_letters", "dead_letters_for", "decisions", "facts_of", "found_nobody",
    "matching", "may_route", "may_see_takers", "may_take", "minutes_of", "norm_minutes", "offered_to", "offers_of",
    "open_leads_of", "open_offer", "open_offers", "order_on", "own_terms", "reasons_not_to_offer", "run_out", "seats_of",
    "tab", "taken_by_another", "taker_rows", "takers", "takers_seen_by", "terms_of", "terms_to_come", "visible_to",
    "who_takes",
]  # fmt: skip
