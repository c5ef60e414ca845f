"""A timer becomes hours and is gone; nobody who has left leaves one running."""

from datetime import datetime

from svyazka.journal.steps import record
from svyazka.kit.departures import when_leaving
from svyazka.kit.live import of_person, ring
from svyazka.people.models import Person
from svyazka.work import queries
from svyazka.work.models import TimeEntry, Timer
from svyazka.work.queries import line_of
from svyazka.work.steps.hours import follow, refuse_hours, write_entry


def stop(timer: Timer, *, note: str = "", by: Person, at: datetime) -> list[TimeEntry]:
    """Write the timer's time as hours of its days, and let it go; less than a minute is written nowhere.

    Raises Refused if a day has no room for them: the timer runs on.
    """
    line, person = line_of(timer), timer.person
    days = queries.days_of(timer, at)
    for day, hours in days.items():
        refuse_hours(line, person, day, hours, at)
    made = [write_entry(line, person, worked_on=day, hours=hours, note=note or timer.note, at=at) for day, hours in days.items()]
    end(timer)
    for day in days:
        follow(line, day, at=at)
    told = {str(entry.worked_on): str(entry.hours) for entry in made}
    record(line.task or person, "work.timer_stopped", by=by, at=at, engagement=timer.engagement, started_at=timer.started_at.isoformat(), hours=told, title=line.title)
    return made


def end(timer: Timer) -> None:
    """Let the timer go; its person's open pages hear of it."""
    ring(of_person(timer.person_id))
    Timer.objects.filter(pk=timer.pk).delete()


@when_leaving
def stop_whoever_leaves(person: Person, *, by: Person, at: datetime) -> None:
    """Stop the timer of a person who is let go: what it tells is written, or, if it was forgotten, kept in the journal alone."""
    timer = queries.running_timer(person)
    if timer is None:
        return
    if not queries.forgotten(timer, at):
        stop(timer, by=by, at=at)
        return
    end(timer)
    record(person, "work.timer_dropped", by=by, at=at, engagement=timer.engagement, started_at=timer.started_at.isoformat())
