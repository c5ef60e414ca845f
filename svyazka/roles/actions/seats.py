"""What can happen to seats: a person sits down or gets up, a colleague is asked to do their duty."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Engagement
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import DUTIES, Duty, action
from svyazka.people.actions import OWN
from svyazka.people.models import Agency, Person
from svyazka.people.queries import on_day, the_agency, today
from svyazka.roles.models import DutyRequest, Seat
from svyazka.roles.queries.holders import holders_of
from svyazka.roles.queries.rights import decide
from svyazka.roles.queries.standing import scheme_of
from svyazka.roles.rules import reasons_not_to_sit
from svyazka.roles.steps import answer_asked, fill_seat, leave_seat

SEAT = Duty("seat.fill", _("Seat people on engagements"))
ASK = Duty("duty.ask", _("Ask whoever holds a duty"))


@action(SEAT, lock=False)
def seat_person(engagement: Engagement, *, seat: str, person: Person, reason: str = "", by: Person, at: datetime) -> Seat:
    """Seat a person on the engagement; who sat there before leaves, and both are told.

    Raises Refused if the scheme has no such seat, or the person's track does not fit it.
    """
    refuse_if(_reasons_not_to_seat(engagement, seat, person, at))
    before = Seat.objects.filter(engagement=engagement, seat=seat, ends_at=None, single=True).exclude(person=person)
    for left in before.select_related("person"):
        tell(left.person, "roles.unseated", at=at, by=by, engagement=engagement, url=f"/engagements/{engagement.pk}/",
             title=engagement.title, seat=seat)  # fmt: skip
    filled = fill_seat(engagement, seat, person, at=at, reason=reason)
    tell(person, "roles.seated", at=at, by=by, engagement=engagement, url=f"/engagements/{engagement.pk}/",
         title=engagement.title, seat=seat)  # fmt: skip
    record(engagement, "roles.seated", by=by, at=at, seat=seat, person=person.name, reason=reason)
    return filled


def _reasons_not_to_seat(engagement: Engagement, seat: str, person: Person, at: datetime) -> list:
    scheme = scheme_of(engagement, at)
    plan = scheme.seats.get(seat) if scheme else None
    if plan is None or plan.place != "engagement":
        return [_("The scheme of this engagement has no such seat.")]
    tracks = set(person.tracks.filter(on_day(today(at))).values_list("track", flat=True))
    if not person.is_active:
        return [_("This person has left.")]
    return reasons_not_to_sit(person.name, plan.tracks, tracks)


@action(SEAT, lock=False)
def free_seat(engagement: Engagement, *, seat: str, person: Person, reason: str, by: Person, at: datetime) -> None:
    """Let a person leave a seat without a successor; it is then vacant."""
    held = Seat.objects.filter(engagement=engagement, seat=seat, person=person, ends_at=None).first()
    if held is None:
        raise Refused(_("This person does not hold the seat."))
    leave_seat(held, at=at)
    record(engagement, "roles.unseated", by=by, at=at, seat=seat, person=person.name, reason=reason)


@action(ASK, lock=False)
def ask_for(agency: Agency, *, duty: str, of: Person, engagement: Engagement | None = None, note: str = "",
            url: str = "", by: Person, at: datetime) -> DutyRequest:  # fmt: skip
    """Ask the person who holds the duty to do it; it lands on their Today. Where nobody holds it, the head is asked.

    Raises Refused if the person asked does not hold the duty while somebody else does.
    """
    if duty not in DUTIES:
        raise Refused(_("There is no such duty."))
    refuse_if(_reasons_not_to_ask(DUTIES[duty], of, engagement or agency, at))
    request = DutyRequest.objects.create(
        duty=duty, engagement=engagement, asked_by=by, asked_of=of, note=note[:1000], url=url[:300], asked_at=at
    )
    tell(of, "roles.asked", at=at, by=by, engagement=engagement, url="/", duty=str(DUTIES[duty].label), note=note)
    record(request, "roles.asked", by=by, at=at, duty=duty, of=of.name)
    return request


def _reasons_not_to_ask(duty: Duty, of: Person, subject, at: datetime) -> list:
    if decide(of, duty, subject, at, "RA"):
        return []
    held_by = holders_of(duty, subject, at)
    if held_by:
        names = ", ".join(dict.fromkeys(who["name"] for who in held_by[:4]))
        return [_("%(name)s does not hold this duty: ask %(people)s.") % {"name": of.name, "people": names}]
    return [] if decide(of, SEAT, the_agency(), at) else [_("Nobody holds this duty now: ask the head.")]


@action(OWN)
def answer_request(request: DutyRequest, *, agreed: bool, answer: str = "", by: Person, at: datetime) -> DutyRequest:
    """Answer a colleague who asked: done, or no with a word why. Raises Refused if it was answered already."""
    if request.answered_at:
        raise Refused(_("This request has been answered already."))
    return answer_asked(request, agreed=agreed, answer=answer, url=request.url or "/", by=by, at=at)
