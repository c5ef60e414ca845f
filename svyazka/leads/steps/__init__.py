"""Small writes on leads that actions, here and in later rooms, borrow."""

from svyazka.leads.steps.clock import go_on_with_clock, hold_interview, pause_clock, stop_clock, wind_all, wind_clock
from svyazka.leads.steps.lead import keep_touch, lose_engagement, mark_likenesses, move_lead, ship_norms, win_lead
from svyazka.leads.steps.routing import (
    close_offer,
    journal_offer,
    lapse_offers_to,
    offer_by_hand,
    route,
    route_anew,
    seat_taker,
    ship_terms,
    tell_giver,
    touch_version,
    vacate,
)

__all__ = [
    "close_offer", "go_on_with_clock", "hold_interview", "journal_offer", "keep_touch", "lapse_offers_to",
    "lose_engagement", "mark_likenesses", "move_lead", "offer_by_hand", "pause_clock", "route", "route_anew", "seat_taker", "ship_norms",
    "ship_terms", "stop_clock", "tell_giver", "touch_version", "vacate", "win_lead", "wind_all", "wind_clock",
]  # fmt: skip
