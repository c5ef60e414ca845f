"""Questions about absences, covers and load."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet, Sum

from svyazka.clients.models import Engagement
from svyazka.kit.guard import seen_by
from svyazka.kit.worktime import working_days
from svyazka.people.models import Absence, Person, TrackPeriod
from svyazka.people.queries import agency_window, norm_of, on_day, staff, the_agency, today, windows_of
from svyazka.roles.models import Seat, StandIn
from svyazka.roles.queries.standing import scheme_of
from svyazka.roles.rules import MANAGERS, reasons_not_to_sit
from svyazka.team.models import Cover
from svyazka.team.rules import ALIVE, judge_days
from svyazka.work.models import TimeEntry
from svyazka.work.queries import monday_of, planned_weeks

USUAL_COVERED = Decimal("0.50")  # hours a day of a seat on an engagement with no hours of its own yet
WEEKS_BACK = 8


def covers_visible_to(person: Person, at: datetime) -> QuerySet[Cover]:
    """Return the covers this person sees: their own absences, what they deputise, all for who sees all."""
    live = Cover.objects.filter(absence__state__in=ALIVE)
    covers = live.select_related("absence", "engagement__client", "absent", "deputy").order_by("-asked_at", "pk")
    return covers if seen_by(person, at) is None else covers.filter(Q(absent=person) | Q(deputy=person))


def absences_visible_to(person: Person, at: datetime) -> QuerySet[Absence]:
    """Return the absences: everybody inside sees who is away and when."""
    return Absence.objects.select_related("person").filter(state__in=ALIVE).order_by("starts_on", "pk")


def with_covers() -> Prefetch:
    """Return what brings the covers of absences along: one question whatever their number."""
    return Prefetch("covers", Cover.objects.select_related("engagement", "absent", "deputy").order_by("pk"))


def given_by(cover: Cover) -> QuerySet[StandIn]:
    """Return the rights that the deputy has by this cover: those of its days."""
    starts_at, ends_at = span(cover.absence)
    given = StandIn.objects.filter(engagement=cover.engagement_id, seat=cover.seat, absent=cover.absent_id, deputy=cover.deputy_id)
    return given.filter(starts_at__gte=starts_at, ends_at__lte=ends_at)


def span(absence: Absence) -> tuple[datetime, datetime]:
    """Return the moments [starts, ends) of the days of an absence, where the agency works."""
    zone = ZoneInfo(the_agency().zone)
    ends_on = absence.ends_on + timedelta(days=1)
    return datetime.combine(absence.starts_on, time(), zone), datetime.combine(ends_on, time(), zone)


def who_may_stand_in(day: date) -> QuerySet[Person]:
    """Return the managers of any track: the other half of a pair stands in for either seat."""
    tracks = TrackPeriod.objects.filter(on_day(day), track__in=("am", "pm", "sales"))
    return staff().filter(pk__in=tracks.values("person"))


def settled(day: date) -> QuerySet[Absence]:
    """Return the absences still to be approved none of whose covers waits for anybody."""
    asked = Absence.objects.filter(state="requested", ends_on__gte=day)
    return asked.exclude(covers__in=Cover.objects.exclude(state="approved"))


def seats_to_cover(person: Person, at: datetime) -> QuerySet[Seat]:
    """Return the single seats the person holds on open engagements."""
    held = Seat.objects.filter(person=person, single=True, ends_at=None, engagement__closed_at=None)
    return held.select_related("engagement__client").order_by("pk")


def partner_of(seat: Seat, absence: Absence) -> Person | None:
    """Return the other half of the pair, if they are not away themselves on those days."""
    others = Seat.objects.filter(engagement=seat.engagement_id, single=True, ends_at=None, person__is_active=True).exclude(person=seat.person)
    for row in others.select_related("person").order_by("pk"):
        if not is_away(row.person_id, absence) and not misfit(row.person, seat.engagement, seat.seat, absence, absence.requested_at):
            return row.person
    return None


def misfit(person: Person, engagement: Engagement, code: str, absence: Absence, at: datetime) -> list:
    """List why the person's track on the first day of the absence does not fit the seat that they would stand in."""
    scheme = scheme_of(engagement, at)
    seat = scheme.seats.get(code) if scheme else None
    tracks = person.tracks.filter(on_day(absence.starts_on)).values_list("track", flat=True)
    return reasons_not_to_sit(person.name, seat.tracks if seat else MANAGERS, tracks, for_a_while=True)


def is_away(person_id: int, absence: Absence) -> bool:
    """Tell whether the person is, or asks to be, away on any day of the absence."""
    overlapping = Absence.objects.filter(person=person_id, starts_on__lte=absence.ends_on, ends_on__gte=absence.starts_on)
    return overlapping.filter(state__in=("requested", "approved")).exists()


def judged(cover: Cover, day: date) -> list[dict]:
    """Judge the days of the cover for its deputy as of that day: own planned hours, all seats taken over in this absence, the norm."""
    if cover.deputy_id is None:
        return []
    first, end = cover.absence.starts_on, cover.absence.ends_on + timedelta(days=1)
    window = windows_of([cover.deputy_id], first, end)[cover.deputy_id]
    days = list(working_days(first, end, agency_window()))
    norms = norm_of(cover.deputy_id, first)
    norm = {day: Decimal(norms[day.weekday()]) if window.spans(day) else Decimal(0) for day in days}
    return judge_days(days, own=_own_hours(cover.deputy_id, days, day), covered=_covered_hours(cover), norm=norm)


def _own_hours(person_id: int, days: list[date], on: date) -> dict[date, Decimal]:
    """Spread the deputy's hours of each week, planned as of `on`, evenly over its working days."""
    if not days:
        return {}
    weeks = max((days[-1] - monday_of(on)).days // 7 + 1, 1)
    planned = planned_weeks([person_id], on, weeks).get(person_id, {})
    window = agency_window()
    spread = {}
    for day in days:
        monday = monday_of(day)
        worked = len(list(working_days(monday, monday + timedelta(days=7), window))) or 1
        spread[day] = (Decimal(planned.get(monday, 0)) / worked).quantize(Decimal("0.01"))
    return spread


def _covered_hours(cover: Cover) -> Decimal:
    """Return the hours a day of the absent person's seats that this deputy takes over, by the last eight weeks."""
    covers = Cover.objects.filter(absence=cover.absence_id, deputy=cover.deputy_id).exclude(state="declined")
    taken = {row.engagement_id for row in covers} | {cover.engagement_id}
    since = cover.absence.starts_on - timedelta(weeks=WEEKS_BACK)
    total = Decimal(0)
    for engagement_id in sorted(taken):
        logged = TimeEntry.objects.filter(engagement=engagement_id, person=cover.absent_id, worked_on__gte=since)
        hours = sum(logged.values_list("hours", flat=True), Decimal(0))
        total += max(hours / (WEEKS_BACK * 5), USUAL_COVERED)
    return total.quantize(Decimal("0.01"))


def weekly_hours_of(pairs: Iterable[tuple[int, int]], at: datetime) -> dict[tuple[int, int], Decimal]:
    """Return the hours a week of each (engagement, person) by the last eight weeks, never less than a seat usually asks."""
    wanted, since = set(pairs), today(at) - timedelta(weeks=WEEKS_BACK)
    rows = TimeEntry.objects.filter(engagement__in={engagement for engagement, _person in wanted}, worked_on__gte=since)
    sums = {(row["engagement"], row["person"]): row["total"] for row in rows.values("engagement", "person").annotate(total=Sum("hours"))}
    least = USUAL_COVERED * 5
    return {pair: max(sums.get(pair, Decimal(0)) / WEEKS_BACK, least).quantize(Decimal("0.1")) for pair in wanted}


def free_hours(first: date, until: date) -> Decimal:
    """Return the hours in [first, until) that those who do the work have left of their norm, absences and plans taken off.

    Who does the work: specialists, and whoever has written hours in the last ninety days. A week planned over its norm is
    free by nothing; of a week that is cut by either end, plans count by its part. Constant queries.
    """
    people = _doers(first)
    windows = windows_of(people, first, until)
    planned = planned_weeks(people, first, (until - monday_of(first)).days // 7 + 1)
    return sum((_free(windows[key], planned.get(key, {}), first, until) for key in people), Decimal(0))


def _doers(day: date) -> list[int]:
    wrote = TimeEntry.objects.filter(worked_on__gte=day - timedelta(days=90)).values("person")
    specialists = TrackPeriod.objects.filter(on_day(day), track="specialist").values("person")
    return list(staff().filter(Q(pk__in=wrote) | Q(pk__in=specialists)).values_list("pk", flat=True))


def _free(window, planned: dict[date, Decimal], first: date, until: date) -> Decimal:
    free, monday = Decimal(0), monday_of(first)
    while monday < until:
        days = [monday + timedelta(days=n) for n in range(7)]
        norm = sum((window.hours_of(day) for day in days), Decimal(0))
        within = sum((window.hours_of(day) for day in days if first <= day < until), Decimal(0))
        taken = Decimal(planned.get(monday, 0)) * within / norm if norm else Decimal(0)
        free += max(within - taken, Decimal(0))
        monday += timedelta(days=7)
    return free
