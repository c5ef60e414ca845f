"""What the roles show on others' pages: who sits on the engagement, what colleagues have asked of me."""

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.story import chapter
from svyazka.kit.today import Item
from svyazka.people.queries import staff, the_agency
from svyazka.roles.actions import SEAT
from svyazka.roles.api.seat import seats_shown
from svyazka.roles.queries.sitting import left_vacant, seats_held, who_sits
from svyazka.roles.queries.standing import scheme_of


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
def vacant(request, _subject):
    """Offer the head the seats of open engagements that were left without a successor."""
    at = timezone.now()
    if not may(request.user, SEAT, the_agency(), at):
        return []
    return [
        Item(
            kind="roles.vacant",
            title=_("Nobody sits in the seat %(seat)s: %(title)s") % {"seat": title, "title": engagement.title},
            url=f"/engagements/{engagement.pk}/",
            duty=str(SEAT.label),
            client=engagement.client.name,
        )
        for engagement, _code, title in left_vacant(at)
    ]


@chapter("seats")
def seats_told(engagement, person, at):
    """Tell who sits where today."""
    return seats_shown(engagement, at)
