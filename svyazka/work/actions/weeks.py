"""Weeks of hours: handed in by whoever worked, checked by whoever leads, locked, and opened again for a reason."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Engagement
from svyazka.journal.steps import record, tell
from svyazka.kit.closed import reasons_to_stay
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today
from svyazka.projects.models import Project
from svyazka.work import queries, rules
from svyazka.work.actions.duties import APPROVE_EARLY, APPROVE_TIME, KEEP_TIME
from svyazka.work.actions.tasks import DO
from svyazka.work.models import TimeEntry
from svyazka.work.queries.lacking import lacking_of, writers
from svyazka.work.rules import WITH_THE_PM, EntryState, WeekWordKind
from svyazka.work.steps.reminders import remind, remind_of_checks, settle_checks, settle_week
from svyazka.work.steps.weeks import say_of_week, turn


@action(DO, lock=False)
def submit_week(person: Person, *, week_on: date, by: Person, at: datetime) -> int:
    """Hand the hours of the week that begins on that Monday to the PMs; return how many rows went.

    Raises Refused if there is nothing to hand in.
    """
    monday = queries.monday_of(week_on)
    rows = turn(queries.drafts_of(person, monday), EntryState.SUBMITTED, submitted_at=at, returned_reason="")
    if not rows:
        raise Refused(_("There are no new hours in this week."))
    settle_week(person, monday, at=at)
    record(person, "work.hours_submitted", by=by, at=at, week=str(monday), hours=str(_sum(rows)))
    return len(rows)


def _sum(rows: list[TimeEntry]) -> Decimal:
    return sum((entry.hours for entry in rows), Decimal(0))


@action(APPROVE_TIME, answers="RA")
def check_week(
    project: Project, *, week_on: date, person: Person, passed: bool = True, reason: str = "", by: Person, at: datetime
) -> Decimal:
    """Confirm a person's submitted hours of the week on this project, or give them back; return how many hours.

    What was confirmed and is not locked may be given back too. Raises Refused if none wait for the check, they go
    back without a reason, or the PM confirms their own.
    """
    refuse_if(rules.reasons_not_to_check_week(own=person == by and queries.leads_check(project.engagement, by, at)))
    return _check(project.engagement, queries.monday_of(week_on), person, passed=passed, reason=reason, by=by, at=at)


@action(APPROVE_EARLY, answers="RA")
def check_early_week(
    place: Engagement, *, week_on: date, person: Person, passed: bool = True, reason: str = "", by: Person, at: datetime
) -> Decimal:
    """Confirm a person's submitted hours on an engagement that has no project, or give them back, as `check_week` does.

    Raises Refused if it has one by now, or somebody who leads there confirms their own.
    """
    refuse_if(rules.reasons_not_to_check_week(own=person == by and queries.leads_check(place, by, at), has_project=queries.has_project(place)))
    return _check(place, queries.monday_of(week_on), person, passed=passed, reason=reason, by=by, at=at)


def _check(place: Engagement, monday: date, person: Person, *, passed: bool, reason: str, by: Person, at: datetime) -> Decimal:
    states = (EntryState.SUBMITTED,) if passed else WITH_THE_PM
    waiting = queries.week_on(place.pk, person.pk, monday).filter(state__in=states)
    if not waiting.exists():
        raise Refused(_("No submitted hours of this week wait for the check."))
    if not passed and not reason.strip():
        raise Refused(_("Say what is to be corrected in the hours."))
    if passed:
        total = _sum(turn(waiting, EntryState.CHECKED, checked_at=at, checked_by=by))
        say_of_week(place, person, monday, WeekWordKind.CHECKED, hours=total, by=by, at=at)
        settle_checks(place, person, at=at)
        record(place, "work.hours_checked", by=by, at=at, week=str(monday), person=person.name, hours=str(total))
        return total
    return _give_back(place, waiting, monday, person, WeekWordKind.RETURNED, reason, by=by, at=at)


def _give_back(place: Engagement, entries, monday: date, person: Person, kind: str, reason: str, *, by: Person, at: datetime) -> Decimal:
    """Make these hours drafts again, and tell their person why."""
    rows = turn(entries, EntryState.DRAFT, submitted_at=None, checked_at=None, checked_by=None, returned_reason=reason.strip()[:500])
    total, verb = _sum(rows), "work.hours_returned" if kind == WeekWordKind.RETURNED else "work.week_reopened"
    say_of_week(place, person, monday, kind, hours=total, reason=reason.strip()[:500], by=by, at=at)
    settle_checks(place, person, at=at)
    if person != by:
        tell(person, verb, at=at, by=by, engagement=place, url=f"/work/hours/?week={monday}", title=place.title, reason=reason)
    record(place, verb, by=by, at=at, week=str(monday), person=person.name, hours=str(total), reason=reason)
    return total


@action(KEEP_TIME)
def reopen_week(place: Engagement, *, week_on: date, person: Person, reason: str, by: Person, at: datetime) -> Decimal:
    """Open a locked week of a person on an engagement again, for a reason that stays; return how many hours.

    Raises Refused without a reason, if nothing of the week is locked, or if a later room has closed its month.
    """
    monday = queries.monday_of(week_on)
    if not reason.strip():
        raise Refused(_("Say why the week is opened again."))
    locked = queries.week_on(place.pk, person.pk, monday).filter(state=EntryState.LOCKED)
    days = list(locked.order_by().values_list("worked_on", flat=True).distinct())
    if not days:
        raise Refused(_("Nothing of this week is locked."))
    refuse_if(reasons_to_stay(place, days))
    return _give_back(place, locked, monday, person, WeekWordKind.REOPENED, reason, by=by, at=at)


@action(KEEP_TIME, lock=False)
def lock_weeks(agency: Agency, *, until: date, by: Person, at: datetime) -> int:
    """Lock the checked hours up to that day, whole weeks; return how many weeks of a person on an engagement were locked.

    Raises Refused for a day to come, or if nothing up to it is checked.
    """
    refuse_if([_("Hours are locked up to a day that has passed.")] if until >= today(at) else [])
    rows = turn(queries.to_lock(until), EntryState.LOCKED)
    if not rows:
        raise Refused(_("No checked hours up to that day wait to be locked."))
    weeks: dict[tuple, Decimal] = defaultdict(Decimal)
    for entry in rows:
        weeks[entry.engagement_id, entry.person_id, queries.monday_of(entry.worked_on)] += entry.hours
    _say_locked(weeks, until, by=by, at=at)
    record(agency, "work.weeks_locked", by=by, at=at, until=str(until), weeks=len(weeks), hours=str(_sum(rows)))
    return len(weeks)


def _say_locked(weeks: dict[tuple, Decimal], until: date, *, by: Person, at: datetime) -> None:
    places = Engagement.objects.in_bulk({key[0] for key in weeks})
    people = Person.objects.in_bulk({key[1] for key in weeks})
    for (place, person, monday), hours in sorted(weeks.items(), key=lambda one: one[0]):
        say_of_week(places[place], people[person], monday, WeekWordKind.LOCKED, hours=hours, until=until, by=by, at=at)


@action(KEEP_TIME, lock=False)
def remind_of_hours(agency: Agency, *, by: Person, at: datetime) -> int:
    """Tell those whose hours are lacking, and whoever is to check weeks; each in their working time, once. Return how many words."""
    if not queries.norms_on(today(at)).reminds:
        return 0
    return remind(lacking_of(writers(at), at), at=at) + remind_of_checks(queries.overdue_checks(at), at=at)
