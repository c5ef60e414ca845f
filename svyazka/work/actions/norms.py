"""The norms of hours, kept by date."""

from datetime import date, datetime

from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.kit.memo import forget
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today
from svyazka.work.actions.duties import KEEP_TIME
from svyazka.work.models import HoursNorms
from svyazka.work.rules import Norms, reasons_not_norms


@action(KEEP_TIME, lock=False)
def set_hours_norms(agency: Agency, *, starts_on: date, norms: Norms, by: Person, at: datetime) -> HoursNorms:
    """Let other norms of hours hold from a day on; what was written stays as it was.

    Raises Refused for a day that has passed or has its norms already, and for what are no norms.
    """
    taken = HoursNorms.objects.filter(starts_on=starts_on).exists()
    refuse_if(reasons_not_norms(norms, starts_on=starts_on, today=today(at), taken=taken))
    row = HoursNorms.objects.create(starts_on=starts_on, set_by=by, **vars(norms))
    forget("work.norms")
    record(row, "work.hours_norms_set", by=by, at=at, on=str(starts_on), step_minutes=norms.step_minutes, lock_after_days=norms.lock_after_days)
    return row
