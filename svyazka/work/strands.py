"""Tasks as strands of the clauses they carry out."""

from datetime import datetime

from svyazka.kit.guard import may
from svyazka.kit.strands import Kind, Strand
from svyazka.work.actions import SET_TASK
from svyazka.work.models import Task
from svyazka.work.rules import TaskState


def task_strands(engagement, person, at: datetime) -> list[Strand]:
    """Return the tasks of the engagement; whoever sets tasks may name the clause of each."""
    ties = bool(may(person, SET_TASK, engagement, at))
    rows = Task.objects.filter(engagement=engagement).order_by("stage__position", "position", "pk")
    return [
        Strand(Kind.TASK, title, f"/work/tasks/{key}/", (clause,) if clause else (), hours=hours, done=state == TaskState.DONE,
               tie=f"/work/tasks/{key}/clause/" if ties else "")
        for key, title, hours, state, clause in rows.values_list("pk", "title", "estimate_hours", "state", "clause__key")
    ]  # fmt: skip
