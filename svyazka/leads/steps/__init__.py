"""Small writes on leads that actions, here and in later rooms, borrow."""

from svyazka.leads.steps.lead import keep_touch, lose_engagement, move_lead, ship_norms, win_lead
from svyazka.leads.steps.routing import (
    close_offer,
    journal_offer,
    lapse_offers_to,
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

__all__ = [
    "close_offer", "journal_offer", "keep_touch", "lapse_offers_to", "lose_engagement", "move_lead", "offer_by_hand", "route",
    "route_anew", "seat_taker", "ship_norms", "ship_terms", "still_here", "tell_giver", "touch_version", "vacate", "win_lead",
]  # fmt: skip
