"""Hours of a week move together, and what was said of it stays."""

from datetime import date, datetime

from django.db.models import QuerySet

from svyazka.clients.models import Engagement
from svyazka.kit.errors import refuse_if
from svyazka.people.models import Person
from svyazka.work import rules
from svyazka.work.models import TimeEntry, WeekWord


def turn(entries: QuerySet[TimeEntry], to: str, **fields) -> list[TimeEntry]:
    """Move these hours along their table, all or none, writing these fields with them; return them."""
    rows = list(entries.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for entry in rows:
        refuse_if(rules.reasons_not_to_turn(entry.state, to))
        for name, value in {"state": to, **fields}.items():
            setattr(entry, name, value)
    TimeEntry.objects.bulk_update(rows, ["state", *fields], batch_size=2000)
    return rows


def say_of_week(place: Engagement, person: Person, monday: date, kind: str, *, by: Person, at: datetime, **told) -> WeekWord:
    """Keep what was `told` of a person's week on the engagement: hours, and a reason or, of a lock, until which day it holds."""
    return WeekWord.objects.create(engagement=place, person=person, monday=monday, kind=kind, by=by, at=at, **told)
