"""Which day of a forecast alarms, kept by date."""

from datetime import date, datetime

from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.kit.memo import forget
from svyazka.leads.actions import NORMS
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today
from svyazka.projects import rules
from svyazka.projects.models import DriftNorm


@action(NORMS, lock=False)
def set_drift_norm(agency: Agency, *, starts_on: date, alarm: rules.Alarm, by: Person, at: datetime) -> DriftNorm:
    """Let another day of the forecasts alarm from a day on, or a drift be told again sooner or later.

    Raises Refused for a day that has passed or has its norm already, and for what is no alarm.
    """
    taken = DriftNorm.objects.filter(starts_on=starts_on).exists()
    refuse_if(rules.reasons_not_alarm(alarm, starts_on=starts_on, today=today(at), taken=taken))
    row = DriftNorm.objects.create(starts_on=starts_on, set_by=by, **vars(alarm))
    forget("projects.drift_norms")
    record(row, "projects.drift_norm_set", by=by, at=at, on=str(starts_on), percent=alarm.percent, again_days=alarm.again_days)
    return row
