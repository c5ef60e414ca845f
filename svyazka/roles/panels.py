"""What the roles show on others' pages: who sits on the engagement, what colleagues have asked of me."""

from django.utils import timezone

from svyazka.kit.guard import DUTIES, may
from svyazka.kit.panels import fill
from svyazka.kit.story import chapter
from svyazka.kit.today import Item
from svyazka.people.queries import staff
from svyazka.roles.actions import SEAT
from svyazka.roles.api import seats_shown
from svyazka.roles.queries.matrix import requests_to
from svyazka.roles.queries.rights import scheme_of, seats_held, who_sits


@fill("engagement.side")
def seats(request, engagement):
    """Show who sits where today and who stands in for whom."""
    at = timezone.now()
    may_seat = may(request.user, SEAT, engagement, at)
    told = {
        "engagement": engagement,
        "seats": who_sits(engagement, at),
        "scheme": scheme_of(engagement, at),
        "may_seat": may_seat,
        "people": list(staff()) if may_seat else [],
    }
    return "roles/_seats.html", told


@fill("person.main")
def held(request, person):
    """Show the seats the person holds now on the engagements that the reader sees."""
    return "roles/_held.html", {"seats": list(seats_held(person, request.user, timezone.now()))}


@fill("today")
def asked(request, _subject):
    """Offer what colleagues have asked of me."""
    return [
        Item(
            kind="roles.asked",
            title=f"{row.asked_by.name}: {row.note or DUTIES[row.duty].label}",
            url=row.url or (f"/engagements/{row.engagement_id}/" if row.engagement_id else "/"),
            due_at=row.asked_at,
            duty=str(DUTIES[row.duty].label) if row.duty in DUTIES else row.duty,
            client=row.engagement.client.name if row.engagement else "",
        )
        for row in requests_to(request.user)
    ]


@chapter("seats")
def seats_told(engagement, person, at):
    """Tell who sits where today."""
    return seats_shown(engagement, at)
