"""A plan as it is kept: the row of each task, the missed days with their chains, what moved and why. Pure: values in, values out."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from svyazka.projects.solver import Late, Placed, Plan
from svyazka.work.rules.causes import causes_of, moved_days

HOLDING = ("after", "busy", "elsewhere", "away")


def rows_of(desk, plan: Plan, project: int) -> list[dict]:
    """Return where each task of the project stands, as a schedule keeps it."""
    return [
        {"task_id": one.id, "stage_id": desk.rows[one.id].stage, "person_id": desk.rows[one.id].person,
         "hours": desk.rows[one.id].hours, "starts_at": one.starts_at, "works_from": one.works_from, "ends_at": one.ends_at, "critical": one.critical,
         "not_before": desk.rows[one.id].not_before}
        for one in tasks_in(desk, plan, project)
    ]  # fmt: skip


def tasks_in(desk, plan: Plan, project: int | None) -> Iterator[Placed]:
    """Yield the placed tasks of the project, or of all; promised days, which are no tasks, are left out."""
    return (one for one in plan.tasks if one.id in desk.rows and project in (None, desk.rows[one.id].project))


def late_of(desk, plan: Plan, project: int) -> list[dict]:
    """Return each missed day with the chain of tasks that leads to it: this is what the person reads as the reason.

    A promised day of a stage has the key of its stage; it is left out where it says no more than the project's deadline.
    """
    mine = [late for late in plan.late if late.project == project]
    whole = {(late.due_on, late.ends_on) for late in mine if late.task is None}
    return [_late(desk, late, project) for late in mine if late.task is None or late.task > 0 or (late.due_on, late.ends_on) not in whole]


def _late(desk, late: Late, project: int) -> dict:
    stage = -late.task if late.task is not None and late.task < 0 else None
    title = desk.stages[stage].title if stage else desk.rows[late.task].title if late.task else ""
    return {
        "task_id": None if stage else late.task, "stage_id": stage, "title": title, "due_on": str(late.due_on), "ends_on": str(late.ends_on),
        "chain": [{"task_id": row.pk, "title": row.title, "assignee": row.name, "hours": str(row.hours)}
                  for row in (desk.rows.get(key) for key in late.chain) if row and row.project == project],
    }  # fmt: skip


def moves_of(desk, plan: Plan, project: int | None = None) -> list[dict]:
    """Return what stands on other days than by the schedules kept before, or is new beside them, with what holds it there."""
    zone = ZoneInfo(desk.agenda.window.zone)
    planned = {desk.rows[key].project for key in desk.kept if key in desk.rows}
    found = []
    for one in tasks_in(desk, plan, project):
        row, was = desk.rows[one.id], desk.kept.get(one.id)
        if row.span or row.project not in planned or (was and not moved_days(was, one, zone)):
            continue
        found.append(_move(desk, plan, one, was))
    return found


def _move(desk, plan: Plan, one: Placed, was: Mapping | None) -> dict:
    row, worker = desk.rows[one.id], desk.agenda.worker.get(one.person)
    why = causes_of(
        one, plan, window=worker.window if worker else None, elsewhere=desk.elsewhere.get(one.person, ()), not_before=row.not_before,
        was=was["starts_at"] if was else None, since=desk.agenda.starts_at,
    )  # fmt: skip
    return {
        "task_id": one.id, "project_id": row.project, "person_id": one.person, "was_person_id": was["person_id"] if was else None,
        "starts_at": one.starts_at.isoformat(), "ends_at": one.ends_at.isoformat(),
        "was_starts_at": was["starts_at"].isoformat() if was else None, "was_ends_at": was["ends_at"].isoformat() if was else None,
        "why": _why(why, one, was, row.began_at),
    }  # fmt: skip


def _why(holds: list[dict], one: Placed, was: Mapping | None, began_at: datetime | None) -> list[dict]:
    """Return the holds, or what else tells why it moved: it is in progress since another day than was planned, or takes another time."""
    if was is None or was["person_id"] != one.person:
        return holds
    if began_at and (busy := [why for why in holds if why["kind"] in HOLDING]):
        return busy
    if one.starts_at == was["starts_at"]:
        return [{"kind": "longer" if one.ends_at > was["ends_at"] else "shorter"}]
    return [{"kind": "begun", "on": began_at.isoformat()}] if began_at else holds
