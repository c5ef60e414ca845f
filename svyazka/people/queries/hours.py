"""When the agency and its people work."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import QuerySet

from svyazka.kit.memo import once
from svyazka.kit.worktime import Window
from svyazka.people.models import DayOverride, NormHours, Person
from svyazka.people.queries.absence import absences_between
from svyazka.people.queries.agency import the_agency


def agency_window() -> Window:
    """Return the hours in which the agency answers."""
    agency = the_agency()
    overrides = once("overrides", lambda: dict(DayOverride.objects.values_list("day", "hours")))
    return Window(
        zone=agency.zone,
        opens=agency.opens,
        closes=agency.closes,
        lunch_opens=agency.lunch_opens,
        lunch_closes=agency.lunch_closes,
        overrides=overrides,
    )


def windows_of(people_ids: list[int], first: date, last: date) -> dict[int, Window]:
    """Return each person's working hours: the agency's, at most their norm, less their absences in [first, last]."""
    base = agency_window()
    away: dict[int, set[date]] = {key: set() for key in people_ids}
    for absence in absences_between(first, last).filter(person__in=people_ids):
        length = (absence.ends_on - absence.starts_on).days + 1
        away[absence.person_id] |= {absence.starts_on + timedelta(days=n) for n in range(length)}
    weeks = _weeks_of(people_ids, first)
    return {key: replace(base, days_off=frozenset(off), week=weeks.get(key)) for key, off in away.items()}


def at_work_on(people: Iterable[Person], day: date) -> list[Person]:
    """Keep the people whose working day it is: not away, not a day off by their own hours."""
    found = list(people)
    windows = windows_of([person.pk for person in found], day, day)
    return [person for person in found if windows[person.pk].spans(day)]


def _weeks_of(people_ids: list[int], day: date) -> dict[int, tuple]:
    """Return the norms in force on that day, where one was set."""
    norms = NormHours.objects.filter(person__in=people_ids, starts_on__lte=day).order_by("person", "-starts_on")
    return {norm.person_id: tuple(norm.hours) for norm in norms.distinct("person")}


def norm_of(person_id: int, day: date) -> list:
    """Return the hours a person works on each weekday, as in force on that day; eight on weekdays by default."""
    norm = NormHours.objects.filter(person=person_id, starts_on__lte=day).order_by("-starts_on").first()
    return norm.hours if norm else [8, 8, 8, 8, 8, 0, 0]


def own_days(day: date) -> QuerySet[DayOverride]:
    """Return the days of the agency's own calendar, from a month before that day on."""
    return DayOverride.objects.filter(day__gte=day - timedelta(days=31)).order_by("day")
