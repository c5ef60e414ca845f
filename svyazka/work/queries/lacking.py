"""Whose hours are lacking, and whose weeks were not handed in: asked for everybody at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Exists, Min, OuterRef

from svyazka.kit.worktime import Window
from svyazka.people.models import Person
from svyazka.people.queries import staff, today, windows_of, zone_of
from svyazka.work.models import Task, TimeEntry
from svyazka.work.queries.hours import monday_of, written_by
from svyazka.work.queries.norms import norms_on
from svyazka.work.queries.tasks import ZERO
from svyazka.work.rules import ON_THE_DESK, EntryState, gaps_of

LATELY = timedelta(days=60)
LOOKED_BACK = timedelta(days=14)


@dataclass(frozen=True)
class Lacking:
    """A person's last working day whose hours are lacking, and the week before if it was not handed in."""

    person: Person
    day: date | None
    written: Decimal
    norm: Decimal
    week: date | None


def writers(at: datetime, *, among: list[int] | None = None) -> list[Person]:
    """Return the people (of some, or of all) who are asked for hours: with tasks on the desk, or hours written in the last two months."""
    people = staff() if among is None else staff().filter(pk__in=among)
    wrote = TimeEntry.objects.filter(person=OuterRef("pk"), worked_on__gte=today(at) - LATELY)
    tasked = Task.objects.filter(assignee=OuterRef("pk"), state__in=ON_THE_DESK)
    return list(people.filter(Exists(wrote) | Exists(tasked)))


def awake(person: Person, window: Window, at: datetime) -> bool:
    """Tell whether it is the person's working time: never in quiet hours, on a day off or on leave."""
    own = replace(window, zone=zone_of(person))
    return any(opens <= at < closes for opens, closes in own.spans(own.local_day(at)))


def lacking_of(people: list[Person], at: datetime) -> list[Lacking]:
    """Return, of those who are at work now, whose hours of the last working day or of the last week are lacking. Constant queries."""
    day_now, keys = today(at), [person.pk for person in people]
    windows = windows_of(keys, day_now - LOOKED_BACK, day_now)
    written = written_by(keys, day_now - LOOKED_BACK, day_now)
    open_weeks = _open_weeks(keys, monday_of(day_now))
    at_work = [person for person in people if awake(person, windows[person.pk], at)]
    told = [_told(person, windows[person.pk], written[person.pk], open_weeks.get(person.pk), day_now) for person in at_work]
    return [one for one in told if one.day or one.week]


def _told(person: Person, window: Window, written: Mapping[date, Decimal], week: date | None, day_now: date) -> Lacking:
    before = next((day for day in (day_now - timedelta(days=n) for n in range(1, LOOKED_BACK.days)) if window.spans(day)), None)
    if before is None:
        return Lacking(person, None, ZERO, ZERO, week)
    norm = window.hours_of(before)
    least = Decimal(norms_on(before).least_percent)
    short = gaps_of({before: norm}, written, until=before, least_percent=least)
    return Lacking(person, before if short else None, written.get(before, ZERO), norm, week)


def lacks(person: Person, day: date) -> bool:
    """Tell whether the person has written less of the day than is asked for. Constant queries."""
    norm = windows_of([person.pk], day, day)[person.pk].hours_of(day)
    return bool(gaps_of({day: norm}, written_by([person.pk], day, day)[person.pk], until=day, least_percent=Decimal(norms_on(day).least_percent)))


def _open_weeks(keys: list[int], monday: date) -> dict[int, date]:
    """Return the earliest week before this one whose drafts were not handed in, by person."""
    drafts = TimeEntry.objects.filter(person__in=keys, state=EntryState.DRAFT, worked_on__lt=monday, worked_on__gte=monday - timedelta(days=92))
    return {key: monday_of(day) for key, day in drafts.order_by().values_list("person").annotate(first=Min("worked_on"))}
