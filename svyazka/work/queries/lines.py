"""What hours are written on: a task, or a duty of an engagement."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from svyazka.clients.models import Engagement
from svyazka.kit.guard import DUTIES, Duty, Stage, may, within_sight
from svyazka.work.models import Task, TimeEntry, Timer
from svyazka.work.rules import CHECK_EARLY, TASK_KIND

WRITE = "time.write"  # under which hours without a task are written
NOT_TIMED = (TASK_KIND, CHECK_EARLY, WRITE, "time.report", "time.keep", "bonus.own")  # tasks have hours of their own; the rest is no work for a client


@dataclass(frozen=True)
class Line:
    """A task, or a duty of an engagement by its code: what a row of the week or a timer is of."""

    engagement: Engagement
    task: Task | None = None
    kind: str = TASK_KIND

    @property
    def key(self) -> str:
        """The line in an address or the name of a field: `12`, or `5~client.talk`."""
        return str(self.task.pk) if self.task else f"{self.engagement.pk}~{self.kind}"

    @property
    def title(self) -> str:
        return self.task.title if self.task else str(duty_label(self.kind))

    def entries(self, person) -> dict:
        """Return by what the person's entries of the line are found."""
        own = {"person": person, "engagement": self.engagement, "duty_kind": self.kind}
        return {**own, "task": self.task} if self.task else {**own, "task__isnull": True}


def duty_label(kind: str) -> str | Promise:
    """Return the name of a kind of duty; one that no room knows any more is told by its code."""
    return DUTIES[kind].label if kind in DUTIES else kind


def line_of(row: TimeEntry | Timer) -> Line:
    """Return what the hours or the timer are of."""
    return Line(row.engagement, row.task, row.duty_kind)


def timed_duties() -> list[Duty]:
    """Return the duties under which hours may be written, without a task: all but those of the team and the agency itself."""
    return [duty for duty in DUTIES.values() if duty.stage != Stage.TEAM and duty.code not in NOT_TIMED]


def may_write(person, line: Line, at: datetime) -> bool:
    """Tell whether the person holds the duty there and hours are written of it."""
    return line.kind in {duty.code for duty in timed_duties()} and bool(may(person, DUTIES[line.kind], line.engagement, at, answers="RA"))


def kinds_for(person, engagement: Engagement, at: datetime) -> list[Duty]:
    """Return the duties that the person holds on the engagement and may write hours of."""
    return [duty for duty in timed_duties() if may(person, duty, engagement, at, answers="RA")]


def lines_to_write(person, at: datetime) -> list[tuple[Engagement, list[Line]]]:
    """Return the duties of which the person may write hours, by open engagement."""
    seen = within_sight(Engagement.objects.filter(closed_at=None).select_related("client"), person, at, path="pk")
    here = [place for place in seen.order_by("client__name", "title")[:300] if may(person, DUTIES[WRITE], place, at)]
    places = [(place, [Line(place, kind=duty.code) for duty in kinds_for(person, place, at)]) for place in here]
    return [(place, lines) for place, lines in places if lines][:100]
