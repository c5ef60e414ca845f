"""How things stand on a page that stays open: while what is told here is the same, the page would be drawn the same."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b

from django.db.models import Count, Q, Sum

from svyazka.work.models import Task, TimeEntry
from svyazka.work.queries.links import Tie, ties_after, ties_before
from svyazka.work.queries.timer import running_timer
from svyazka.work.rules import AGREED

SETTLED = Q(state__in=AGREED)


def card_stands(task: Task, person, at: datetime) -> str:
    """Return how the card of the task stands for this person: the task, its hours and parts, what it is tied to, their timer."""
    hours = task.time_entries.aggregate(all=Count("pk"), settled=Count("pk", filter=SETTLED), sum=Sum("hours"))
    parts = task.parts.order_by("pk").values_list("pk", "version")
    ties = [(tie.other.pk, tie.other.version, tie.kind, tie.holds) for tie in (*ties_before(task, at), *ties_after(task))]
    timer = running_timer(person)
    return _short(task.version, sorted(hours.items()), list(parts), ties, timer.pk if timer else 0)


def card_says(task: Task, points: Iterable, parts: Iterable[Task], ties: Iterable[Tie], entries: Iterable[TimeEntry]) -> str:
    """Return what the card tells of the task: nobody's timer changes it, though each moves the task's version on."""
    tied = [(_facts(tie.other), tie.kind, tie.lag_hours, tie.holds) for tie in ties]
    return _short(_facts(task), task.logged, [(one.text, one.done_at) for one in points], [_facts(one) for one in parts], tied, [(one.hours, one.state, one.note) for one in entries])


def _facts(task: Task) -> list:
    return [getattr(task, field.attname) for field in Task._meta.concrete_fields if field.name not in ("version", "position")]


def list_stands(rows: Iterable[Task]) -> str:
    """Return how a list of tasks stands, each told `with_parts`."""
    return _short(*((row.pk, row.version, row.logged, row.points_done, row.points_all, row.parts_done, row.parts_all) for row in rows))


def _short(*facts) -> str:
    return blake2b(repr(facts).encode(), digest_size=9).hexdigest()
