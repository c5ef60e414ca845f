"""Small writes on leads that actions, here and in later rooms, borrow."""

from svyazka.leads.steps.calling import call_to
from svyazka.leads.steps.clock import (
    go_on_with_clock,
    hold_interview,
    interview_held,
    pause_clock,
    rewind,
    stop_clock,
    wind_all,
    wind_clock,
    wound,
)
from svyazka.leads.steps.lead import move_lead, ship_norms, win_lead
from svyazka.leads.steps.likeness import mark_likenesses
from svyazka.leads.steps.raw import ask_to_read, keep_raw
from svyazka.leads.steps.receiving import Received, write_lead
from svyazka.leads.steps.routing import (
    close_offer,
    lapse_offers_to,
    offer_acts,
    offer_by_hand,
    route,
    route_anew,
    seat_taker,
    ship_terms,
    still_here,
    tell_giver,
    touch_version,
    vacate,
)
from svyazka.leads.steps.touch import come_again, keep_consents, keep_way, note_code, ship_marks, ship_texts

__all__ = [
    "Received", "ask_to_read", "call_to", "close_offer", "come_again", "go_on_with_clock", "hold_interview", "interview_held", "keep_consents", "keep_raw",
    "keep_way", "lapse_offers_to", "mark_likenesses", "move_lead", "note_code", "offer_acts", "offer_by_hand",
    "pause_clock", "rewind", "route", "route_anew", "seat_taker", "ship_marks", "ship_norms", "ship_terms", "ship_texts",
    "still_here", "stop_clock", "tell_giver", "touch_version", "vacate", "win_lead", "wind_all", "wind_clock", "wound", "write_lead",
]  # fmt: skip
