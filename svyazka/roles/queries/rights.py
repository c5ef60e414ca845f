"""The single answer: may this person do this, to this, now, and if not, why and who may?"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement
from svyazka.kit.guard import Answer, Duty, Why, doors_of, within_sight
from svyazka.people.models import Person
from svyazka.people.queries import on_day, staff, today
from svyazka.people.rules import Kind
from svyazka.roles.models import Seat, StandIn
from svyazka.roles.queries.standing import Compiled, Standing, place_of, schemes_in_force, seats_for, standing_of
from svyazka.roles.rules import Place

SEES_ALL = ("head", "director", "finance")


def decide(person: Person, duty: Duty, subject, at: datetime, answers: str = "R") -> Answer:
    """Say yes, or no with the reasons and the holders. One query a request, and some more to say why not."""
    if person.kind == Kind.SYSTEM:
        return Answer(True, seat="system") if duty.by_system else Answer(False, (_("No clock may do this."),))
    if not person.is_active:
        return Answer(False, (_("This person has left."),))
    standing = standing_of(person, at)
    engagement_id, client_id, department_id = place_of(subject)
    scheme = standing.scheme_for(engagement_id=engagement_id, client_id=client_id, department_id=department_id)
    if scheme is None:
        return Answer(False, (_("No scheme of roles is in force."),))
    return _by_seat(standing, scheme, duty, subject, answers) or _no(scheme, duty, subject, at, answers, standing)


def _by_seat(standing: Standing, scheme: Compiled, duty: Duty, subject, answers: str) -> Answer | None:
    held = seats_for(standing, scheme, subject)
    opening = [seat for seat in scheme.opening(duty.code, answers) if seat in held]
    if not opening:
        return None
    seat = min(opening, key=lambda code: held[code] is not None)
    return Answer(True, seat=seat, instead_of=held[seat])


def _no(scheme: Compiled, duty: Duty, subject, at: datetime, answers: str, standing: Standing) -> Answer:
    if duty.claims and (seat := _claimable(scheme, duty, subject, at, answers, standing)):
        return Answer(True, seat=seat)
    return Answer(False, why=lambda: _why_not(scheme, duty, subject, at, answers))


def _why_not(scheme: Compiled, duty: Duty, subject, at: datetime, answers: str) -> Why:
    held_by = holders(scheme, duty, subject, at, answers)
    return (_reason(scheme, duty, held_by, answers),), tuple(held_by)


def _claimable(scheme: Compiled, duty: Duty, subject, at: datetime, answers: str, standing: Standing) -> str:
    engagement_id, _client, _department = place_of(subject)
    if engagement_id is None:
        return ""
    for code in scheme.opening(duty.code, answers):
        seat = scheme.seats[code]
        fits = seat.place == Place.ENGAGEMENT and seat.single and set(seat.tracks) & set(standing.tracks)
        if fits and not _taken(engagement_id, code, at, standing):
            return code
    return ""


def _taken(engagement_id: int, code: str, at: datetime, standing: Standing) -> bool:
    near = standing.seats_taken(engagement_id)
    return code in near if near is not None else sitting(engagement_id, at).filter(seat=code).exists()


def opened(person: Person, duty: Duty, subject, at: datetime) -> tuple[Answer, list[str]]:
    """Say whether any door of the duty opens for the person here, and which; a duty without doors asks who does it."""
    letters = {door.name: door.answers for door in doors_of(duty)}
    answers = {letter: decide(person, duty, subject, at, letter) for letter in dict.fromkeys(letters.values())}
    said = next((one for one in answers.values() if one), None) or next(iter(answers.values()), None)
    doors = sorted(name for name, letter in letters.items() if answers[letter])
    return said or decide(person, duty, subject, at), doors


def seated(engagement_id: int, at: datetime) -> QuerySet[Seat]:
    """Return the seats held on the engagement at that moment."""
    return Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), engagement=engagement_id, starts_at__lte=at)


def seated_on(engagements: list[int], at: datetime) -> QuerySet[Seat]:
    """Return the seats in which somebody who still works here sits on these engagements at that moment."""
    return Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), engagement__in=engagements, starts_at__lte=at, person__is_active=True)


def sitting(engagement_id: int, at: datetime) -> QuerySet[Seat]:
    """Return the seats in which somebody who still works here sits at that moment."""
    return seated(engagement_id, at).filter(person__is_active=True)


def holders(scheme: Compiled, duty: Duty, subject, at: datetime, answers: str = "R") -> list[dict]:
    """List {"login", "name", "seat"} of the people who may do this now: seat holders, their stand-ins, the agency's."""
    engagement_id, client_id, _department = place_of(subject)
    codes = scheme.opening(duty.code, answers)
    found = []
    for code in codes:
        seat = scheme.seats.get(code)
        if seat is None:
            continue
        people = _people_in(seat, engagement_id, client_id, subject, at)
        if not people and duty.claims and seat.place == Place.ENGAGEMENT:
            people = list(staff().filter(pk__in=_on_tracks(seat.tracks, at)))
        found += [{"login": p.username, "name": p.name, "seat": seat.title} for p in people]
    return found


def holders_of(duty: Duty, subject, at: datetime) -> list[dict]:
    """List {"login", "name", "seat"} of the people who do the duty for the subject now or answer for it."""
    engagement_id, client_id, department_id = place_of(subject)
    scheme = schemes_in_force(at).scheme_for(engagement_id=engagement_id, client_id=client_id, department_id=department_id)
    return holders(scheme, duty, subject, at, "RA") if scheme else []


def _people_in(seat, engagement_id, client_id, subject, at: datetime) -> list[Person]:
    if seat.place == Place.ENGAGEMENT and engagement_id is not None:
        rows = list(sitting(engagement_id, at).filter(seat=seat.code).select_related("person"))
        deputies = standing_in([engagement_id], at).filter(seat=seat.code, absent__in=[row.person_id for row in rows])
        return [row.person for row in rows] + [row.deputy for row in deputies]
    if seat.place == Place.AGENCY and seat.code != "reviewer":
        return list(staff().filter(pk__in=_on_tracks(seat.tracks, at)))
    if seat.place == Place.CLIENT and client_id:
        return list(Person.objects.filter(contact__client=client_id, is_active=True))
    if seat.place == Place.SELF and getattr(subject, "owner_id", None):
        return list(Person.objects.filter(pk=subject.owner_id))
    return []


def standing_in(engagements: list, at: datetime) -> QuerySet[StandIn]:
    """Return who stands in for whom on these engagements at that moment, as far as they still work here."""
    live = StandIn.objects.filter(engagement__in=engagements, starts_at__lte=at, ends_at__gt=at, deputy__is_active=True)
    return live.select_related("deputy")


def _on_tracks(tracks, at: datetime):
    from svyazka.people.models import TrackPeriod

    return TrackPeriod.objects.filter(on_day(today(at)), track__in=tracks).values("person")


def _reason(scheme: Compiled, duty: Duty, held_by: list[dict], answers: str) -> str:
    names = (scheme.seats[c].title for c in scheme.opening(duty.code, answers) if c in scheme.seats)
    seats = ", ".join(dict.fromkeys(name if name.isupper() else _("“%(seat)s”") % {"seat": name} for name in names))
    if not seats:
        return _("In this scheme nobody holds the duty “%(duty)s”.") % {"duty": duty.label}
    if not held_by:
        return _("“%(duty)s” is the duty of %(seats)s, and the seat is vacant.") % {"duty": duty.label, "seats": seats}
    people = ", ".join(dict.fromkeys(who["name"] for who in held_by[:4]))
    return _("“%(duty)s” is the duty of %(seats)s: %(people)s.") % {
        "duty": duty.label,
        "seats": seats,
        "people": people,
    }


def sight(person: Person, at: datetime):
    """Return the keys of the engagements this person sees, or None for all of them.

    Head, director and finance see all; others what they sit on, stand in on or are called to now, and what was closed
    while they sat on it: their history. A client's contact sees the engagements of their company.
    """
    standing = standing_of(person, at)
    if person.kind == Kind.SYSTEM or set(standing.tracks) & set(SEES_ALL):
        return None
    if person.kind == Kind.CONTACT:
        return Engagement.objects.filter(client__in=standing.contact_of).values("pk")
    if not standing.tracks:
        return []
    return sorted({*standing.by_engagement, *standing.called, *standing.past})  # named: the database knows how few they are


def who_sees(engagement: Engagement, at: datetime) -> QuerySet[Person]:
    """Return the staff who see the engagement while it is open: who sit, stand in or are called there, and who see all."""
    calls = engagement.calls.filter(answered_at=None).values_list("tracks", flat=True)
    tracks = {*SEES_ALL, *(track for row in calls for track in row)}
    deputies = standing_in([engagement.pk], at).values("deputy")
    return staff().filter(Q(pk__in=sitting(engagement.pk, at).values("person")) | Q(pk__in=deputies) | Q(pk__in=_on_tracks(tracks, at)))


def who_sits(engagement: Engagement, at: datetime) -> list[dict]:
    """Return the seats of the engagement's scheme with their holders today and who stands in for whom."""
    scheme = scheme_of(engagement, at)
    if scheme is None:
        return []
    rows = list(sitting(engagement.pk, at).select_related("person").order_by("starts_at"))
    instead = {(row.seat, row.absent_id): row.deputy for row in standing_in([engagement.pk], at)}
    return [
        {"seat": seat, "people": [(row.person, instead.get((row.seat, row.person_id))) for row in rows if row.seat == seat.code]}
        for seat in scheme.plan.seats
        if seat.place == Place.ENGAGEMENT
    ]  # fmt: skip


def sitting_by_duty(engagements: list[Engagement], duty: str, at: datetime) -> dict[int, list[tuple]]:
    """Return, by engagement, who does the duty today: (person, whom they stand in for or None). Two queries for all."""
    opening = {one.pk: found.opening(duty, "R") if (found := scheme_of(one, at)) else [] for one in engagements}
    rows = Seat.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=at), engagement__in=opening, starts_at__lte=at, person__is_active=True
    )
    instead = {(row.engagement_id, row.seat, row.absent_id): row.deputy for row in standing_in(list(opening), at)}
    found: dict[int, list[tuple]] = {}
    for row in rows.select_related("person").order_by("starts_at", "pk"):
        if row.seat in opening[row.engagement_id]:
            deputy = instead.get((row.engagement_id, row.seat, row.person_id))
            found.setdefault(row.engagement_id, []).append((deputy or row.person, row.person if deputy else None))
    return found


def scheme_of(engagement: Engagement, at: datetime) -> Compiled | None:
    """Return the scheme in force for the engagement."""
    return schemes_in_force(at).scheme_for(
        engagement_id=engagement.pk, client_id=engagement.client_id, department_id=engagement.department_id
    )


def holder_of(engagement: Engagement, duty: str, at: datetime) -> Person | None:
    """Return the person in the seat responsible for the duty on the engagement: a stand-in first, if there is one."""
    scheme = scheme_of(engagement, at)
    if scheme is None:
        return None
    people: list[Person] = []
    for code in scheme.opening(duty, "R"):
        seat = scheme.seats.get(code)
        if seat is not None and seat.place == Place.ENGAGEMENT:
            people += _people_in(seat, engagement.pk, engagement.client_id, None, at)
    return people[-1] if people else None


def seats_held(person, reader, at: datetime) -> QuerySet[Seat]:
    """Return the seats the person holds on open engagements that the reader sees, the newest first."""
    held = Seat.objects.filter(person=person, starts_at__lte=at, ends_at=None, engagement__closed_at=None)
    return within_sight(held, reader, at).select_related("engagement__client").order_by("-starts_at", "-pk")


def left_vacant(at: datetime) -> list[tuple[Engagement, str, str]]:
    """List the seats of open engagements that were left without a successor: the engagement, the seat's code and title."""
    now = Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), person__is_active=True, starts_at__lte=at,
                              engagement=OuterRef("engagement"), seat=OuterRef("seat"))  # fmt: skip
    left = Seat.objects.filter(Q(ends_at__lte=at) | Q(person__is_active=False), ~Exists(now), engagement__closed_at=None, single=True)
    found = {}
    for row in left.select_related("engagement__client").order_by("engagement", "seat"):
        scheme = scheme_of(row.engagement, at)
        if scheme and row.seat in scheme.seats:
            found[row.engagement_id, row.seat] = (row.engagement, row.seat, scheme.seats[row.seat].title)
    return list(found.values())
