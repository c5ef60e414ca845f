"""Which days of a person are locked: where a week of theirs on an engagement is locked, nothing is added to it."""

from datetime import date, timedelta

from svyazka.work.models import TimeEntry, WeekWord
from svyazka.work.queries.hours import in_week, monday_of
from svyazka.work.rules import EntryState, WeekWordKind


def locked_days(person, monday: date) -> set[tuple[int, date]]:
    """Return the days of the week that are locked for the person: (the engagement's key, day). One query where nothing is, else two."""
    locked = TimeEntry.objects.filter(person=person, state=EntryState.LOCKED, **in_week(monday))
    places = set(locked.order_by().values_list("engagement", flat=True))
    if not places:
        return set()
    words = WeekWord.objects.filter(person=person, monday=monday, kind=WeekWordKind.LOCKED, engagement__in=places).order_by("pk")
    until = dict(words.values_list("engagement", "until"))
    days = [monday + timedelta(days=n) for n in range(7)]
    return {(place, day) for place in places for day in days if day <= (until.get(place) or days[-1])}


def is_locked(person, engagement_id: int, day: date) -> bool:
    """Tell whether nothing is added to the person's hours of the day on the engagement."""
    return (engagement_id, day) in locked_days(person, monday_of(day))
