"""Finished work as the forecast learns from it: who, at which kind of work, estimated and worked how many hours."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from svyazka.briefs.models import Brief
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.projects.forecast import Estimate, Finished
from svyazka.work.models import Task
from svyazka.work.queries.tasks import tasks
from svyazka.work.rules import TaskState


def finished_work() -> list[Finished]:
    """Return every finished task on which hours were written. Three queries, however many."""
    rows = tasks().select_related(None).filter(state=TaskState.DONE, logged__gt=0).order_by("pk")
    known, zone = Known(), ZoneInfo(the_agency().zone)
    return [
        Finished(estimate_of(row).hours, float(row.logged), _day(row.done_at, zone), row.assignee_id, *known.of(row), _day(row.started_at or row.set_at, zone))
        for row in rows.iterator()
    ]  # fmt: skip


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def estimate_of(task: Task) -> Estimate:
    """Return the estimate of the task: its three points, or the one figure."""
    likely = float(task.estimate_hours)
    return Estimate(float(task.best_hours or likely), likely, float(task.worst_hours or likely))


class Known:
    """Of tasks the specialism of who does them and the kind of work: the template of the engagement's specification."""

    def __init__(self, engagements: Iterable[int] | None = None):
        briefs = Brief.objects.exclude(template=None) if engagements is None else Brief.objects.exclude(template=None).filter(engagement__in=engagements)
        told = briefs.order_by("engagement_id", "-edition").distinct("engagement_id").values_list("engagement", "template__code")
        self._kinds: dict[int, str] = dict(told)
        links = Person.specialisms.through.objects.order_by("-specialism_id").values_list("person_id", "specialism__code")
        self._specialisms: dict[int, str] = dict(links)

    def of(self, task: Task) -> tuple[str | None, str | None]:
        """Return the specialism and the kind of the task, each None where it is not known."""
        return self._specialisms.get(task.assignee_id), self._kinds.get(task.engagement_id)
