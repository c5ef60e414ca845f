"""What a client's contact may see: an allow-list over the rooms' own reads."""

from datetime import datetime

from svyazka.acceptance.queries import defences_visible_to
from svyazka.clients.queries import visible_to
from svyazka.money.queries import acts_visible_to, invoices_visible_to
from svyazka.roles.queries.rights import who_sits


def home(person, at: datetime) -> dict:
    """Return what waits for the contact, their engagements with who answers today, and their papers."""
    engagements = list(visible_to(person, at).order_by("-opened_at"))
    waiting = defences_visible_to(person, at).filter(verdict="")
    return {
        "waiting": list(waiting),
        "engagements": [(engagement, answering(engagement, at)) for engagement in engagements],
        "acts": list(acts_visible_to(person, at).exclude(state="draft")),
        "invoices": list(invoices_visible_to(person, at).exclude(state="draft")),
    }


def answering(engagement, at: datetime) -> list:
    """Return who answers the client today: (person, whom they stand in for or None)."""
    seats = {row["seat"].code: row["people"] for row in who_sits(engagement, at)}
    for code in ("am", "manager", "pm"):
        if seats.get(code):
            return [(deputy or person, person if deputy else None) for person, deputy in seats[code]]
    return []
