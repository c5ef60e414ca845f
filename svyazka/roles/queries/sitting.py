"""Who sits on an engagement, who stands in, what is left vacant."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight
from svyazka.roles.models import Seat, StandIn
from svyazka.roles.queries.standing import scheme_of
from svyazka.roles.rules import Place


def _lasts(at: datetime) -> Q:
    return Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))


def seated(engagement_id: int, at: datetime) -> QuerySet[Seat]:
    """Return the seats held on the engagement at that moment."""
    return Seat.objects.filter(_lasts(at), engagement=engagement_id)


def seated_on(engagements: list[int], at: datetime) -> QuerySet[Seat]:
    """Return the seats in which somebody who still works here sits on these engagements at that moment."""
    return Seat.objects.filter(_lasts(at), engagement__in=engagements, person__is_active=True)


def sitting(engagement_id: int, at: datetime) -> QuerySet[Seat]:
    """Return the seats in which somebody who still works here sits at that moment."""
    return seated(engagement_id, at).filter(person__is_active=True)


def standing_in(engagements: list, at: datetime) -> QuerySet[StandIn]:
    """Return who stands in for whom on these engagements at that moment, as far as they still work here."""
    live = StandIn.objects.filter(engagement__in=engagements, starts_at__lte=at, ends_at__gt=at, deputy__is_active=True)
    return live.select_related("deputy")


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
    instead = {(row.engagement_id, row.seat, row.absent_id): row.deputy for row in standing_in(list(opening), at)}
    found: dict[int, list[tuple]] = {}
    for row in seated_on(list(opening), at).select_related("person").order_by("starts_at", "pk"):
        if row.seat in opening[row.engagement_id]:
            deputy = instead.get((row.engagement_id, row.seat, row.person_id))
            found.setdefault(row.engagement_id, []).append((deputy or row.person, row.person if deputy else None))
    return found


def seats_held(person, reader, at: datetime) -> QuerySet[Seat]:
    """Return the seats the person holds on open engagements that the reader sees, the newest first."""
    held = Seat.objects.filter(person=person, starts_at__lte=at, ends_at=None, engagement__closed_at=None)
    return within_sight(held, reader, at).select_related("engagement__client").order_by("-starts_at", "-pk")


def left_vacant(at: datetime) -> list[tuple[Engagement, str, str]]:
    """List the seats of open engagements that were left without a successor: the engagement, the seat's code and title."""
    now = Seat.objects.filter(_lasts(at), person__is_active=True, engagement=OuterRef("engagement"), seat=OuterRef("seat"))
    left = Seat.objects.filter(Q(ends_at__lte=at) | Q(person__is_active=False), ~Exists(now), engagement__closed_at=None, single=True)
    found = {}
    for row in left.select_related("engagement__client").order_by("engagement", "seat"):
        scheme = scheme_of(row.engagement, at)
        if scheme and row.seat in scheme.seats:
            found[row.engagement_id, row.seat] = (row.engagement, row.seat, scheme.seats[row.seat].title)
    return list(found.values())
