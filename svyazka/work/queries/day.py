"""A person's day: what is on it by time, what is blocked, what waits for them, what comes after."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, OuterRef, Subquery

from svyazka.clients.models import Engagement
from svyazka.journal.models import Entry, Notice
from svyazka.people.queries import today
from svyazka.roles.queries.standing import standing_of
from svyazka.work.models import Task
from svyazka.work.queries.links import Tie, held_back
from svyazka.work.queries.load import midnight
from svyazka.work.queries.placed import last_placed
from svyazka.work.queries.tasks import begun_first, tasks_in, tasks_of
from svyazka.work.queries.timer import running_timer
from svyazka.work.rules import TaskState

MOST = 200


@dataclass(frozen=True)
class Slot:
    """A task of the day; `starts_at` and `ends_at` are what the schedule gives it, None where there is none.

    `held` are the tasks that do not let it begin yet.
    """

    task: Task
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    held: tuple[Tie, ...] = ()

    @property
    def planned_on(self) -> date | None:
        """The day on which the schedule begins it."""
        return today(self.starts_at) if self.starts_at else None


@dataclass(frozen=True)
class Day:
    """What a person has before them."""

    now: list[Slot]
    blocked: list[Slot]
    later: list[Slot]
    handed: list[Slot]
    more: int = 0  # tasks on the desk above the most that are told

    @property
    def count(self) -> int:
        return len(self.now) + len(self.blocked) + len(self.later) + len(self.handed) + self.more


def my_day(person, at: datetime) -> Day:
    """Return the person's day: begun, due or planned for today or before stands now.

    What is timed comes first, then what was given back, then what is begun, each in the order of the plan.
    """
    day, found = today(at), begun_first(tasks_of(person))
    rows = list(found[:MOST])
    planned, held = _planned([row.pk for row in rows]), held_back(rows, at)
    slots = [Slot(row, *planned.get(row.pk, (None, None)), tuple(held.get(row.pk, ()))) for row in rows]
    on_hand = [one for one in slots if one.task.state != TaskState.REVIEW and not one.task.blocked_reason]
    end = midnight(day + timedelta(days=1))
    now = [one for one in on_hand if _is_now(one, day, end)]
    timer = running_timer(person)
    timed = timer.task_id if timer else None
    now.sort(key=lambda one: (
        one.task.pk != timed, not one.task.returned_reason, one.task.state != TaskState.DOING, one.starts_at or end, one.task.due_on or date.max, one.task.pk,
    ))  # fmt: skip
    chosen = {one.task.pk for one in now}
    later = [one for one in on_hand if one.task.pk not in chosen]
    later.sort(key=lambda one: (one.planned_on or one.task.due_on or date.max, one.task.due_on or date.max, one.task.pk))
    return Day(
        now=now, blocked=[one for one in slots if one.task.blocked_reason and one.task.state != TaskState.REVIEW],
        later=later, handed=[one for one in slots if one.task.state == TaskState.REVIEW], more=found.count() - MOST if len(rows) == MOST else 0,
    )  # fmt: skip


def _is_now(slot: Slot, day: date, end: datetime) -> bool:
    begun = slot.task.state == TaskState.DOING or bool(slot.task.returned_reason)
    return begun or (slot.task.due_on is not None and slot.task.due_on <= day) or (slot.starts_at is not None and slot.starts_at < end)


def _planned(keys: list[int]) -> dict[int, tuple[datetime, datetime]]:
    """Return when each task is to be done by the last schedule of its project."""
    rows = last_placed(keys).values_list("task_id", "starts_at", "ends_at")
    return {key: (starts, ends) for key, starts, ends in rows}


def places_of_day(person, at: datetime) -> list[int]:
    """Return the engagements of which what is done may change the person's day: those they sit on, whose tasks they have."""
    return sorted({held.engagement_id for held in standing_of(person, at).held if held.engagement_id})


def last_of_day(person, places: list[int]) -> str:
    """Return how things stand: the last act on each of these engagements and the last unread word to the person, by their numbers."""
    last = Entry.objects.filter(engagement_id=OuterRef("pk")).order_by("-seq").values("seq")[:1]
    acts = Engagement.objects.filter(pk__in=places).annotate(last=Subquery(last)).aggregate(most=Max("last"))["most"]
    word = Notice.objects.filter(person=person, read_at=None).order_by("-made_at", "-pk").values_list("pk", flat=True).first()
    return f"{acts or 0}-{word or 0}"


def handed_to(person, at: datetime) -> list[Task]:
    """Return the tasks that wait for a check on the engagements where this person sits; who may check them the guard says."""
    keys = places_of_day(person, at)
    return list(tasks_in(keys, state=TaskState.REVIEW).exclude(assignee=person)[:50]) if keys else []
