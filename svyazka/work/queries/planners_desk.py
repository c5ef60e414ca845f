"""What lies on the desk of whoever plans: rows of tasks as a plan needs them, the agenda, and where everything stood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from svyazka.projects.models import Stage
from svyazka.projects.solver import Agenda, Placed, Plan, ThreePoint
from svyazka.work.queries.allocation import LEAST_LEFT
from svyazka.work.rules import TaskState, expected
from svyazka.work.rules.causes import Elsewhere

A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Row:
    """What a plan needs of a task; `levelled_on` is the day to which it was moved by hand, `logged` what was done of it before today."""

    pk: int
    title: str
    project: int
    stage: int
    person: int
    name: str
    hours: Decimal
    best: Decimal | None
    worst: Decimal | None
    state: str
    set_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    done_at: datetime | None
    due_on: date | None
    pinned_on: date | None
    levelled_on: date | None
    blocked_reason: str
    logged: Decimal

    @property
    def began_at(self) -> datetime | None:
        return self.started_at if self.state != TaskState.TODO else None

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """Return when it was done, if its hands are off it: by the check, or handed in."""
        finished = self.done_at or (self.finished_at if self.state == TaskState.REVIEW else None)
        return (min(self.began_at or self.set_at, finished), finished) if finished else None

    @property
    def not_before(self) -> date | None:
        """Return the day before which it may not begin: its own, or that to which it was moved by hand."""
        return max((day for day in (self.pinned_on, self.levelled_on) if day), default=None) if self.began_at is None else None

    @property
    def left(self) -> Decimal | ThreePoint:
        """Return the hours that are left: three points of what is not begun, else their mean less what is written."""
        if self.best is not None and self.worst is not None and not self.logged:
            return ThreePoint(self.best, self.hours, self.worst)
        return max(expected(self.best, self.hours, self.worst) - self.logged, LEAST_LEFT)


@dataclass(frozen=True)
class Desk:
    """All that a plan is made of, and how it stood: `kept` is each task by the last schedules, `held` where it is to stay if it can."""

    agenda: Agenda
    rows: Mapping[int, Row]
    stages: Mapping[int, Stage]
    kept: Mapping[int, Mapping] = field(default_factory=dict)
    held: Mapping[int, Mapping] = field(default_factory=dict)
    elsewhere: Mapping[int, Sequence[Elsewhere]] = field(default_factory=dict)
    forgives: bool = True  # a promised day that is missed already may be missed as far again: nobody is moved for it

    @cached_property
    def before(self) -> Plan | None:
        """Where the tasks are held, as a plan of the same keys; None if nothing is."""
        rows = [one for one in (self._stood(row) for row in self.rows.values()) if one]
        return Plan((*rows, *(self._milestones(rows) if self.forgives else ())), None) if rows else None

    def _stood(self, row: Row) -> Placed | None:
        kept = self.held.get(row.pk)
        if kept is None or row.span or _let_go(kept.get("not_before"), row.not_before):
            return None
        goes_on = kept.get("works_from") or kept["starts_at"]
        if row.began_at and self.held is self.kept and goes_on < self.agenda.starts_at + A_DAY:
            goes_on = self.agenda.starts_at - A_MINUTE  # what is begun in its turn goes first, not where it stood
        return Placed(row.pk, kept["person_id"], kept["starts_at"], goes_on, kept["ends_at"])

    def _milestones(self, rows: Iterable[Placed]) -> Iterable[Placed]:
        ends: dict[int, datetime] = {}
        for one in rows:
            stage = self.rows[one.id].stage
            ends[stage] = max(one.ends_at, ends.get(stage, one.ends_at))
        return (Placed(-stage, None, end, end, end) for stage, end in ends.items() if -stage in self.agenda.task)


def _let_go(was: date | None, now: date | None) -> bool:
    """Tell whether the task waited for a day that was taken away, or lies sooner now: it need not stay where it stood."""
    return was is not None and (now is None or now < was)
