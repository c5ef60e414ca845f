"""The plan of the whole agency as it is kept, and what it comes to. Pure: values in, values out."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from svyazka.projects.solver import Late, Placed, Plan
from svyazka.work.rules.kept import moves_of

MINUTE = 60


def minutes(moment: datetime) -> int:
    return int(moment.timestamp()) // MINUTE


def moment(told: int) -> datetime:
    return datetime.fromtimestamp(told * MINUTE, UTC)


def told_plan(desk, plan: Plan) -> dict:
    """Return the plan as plain JSON values: `placed`, `late`, `moves` and what it comes to, `now`."""
    moves = moves_of(desk, plan)
    return {
        "placed": [_told(one) for one in plan.tasks if one.why or one.id < 0],
        "late": [_late(one) for one in plan.late],
        "moves": moves,
        "now": _figures(desk, plan, len(moves)),
    }


def _told(one: Placed) -> list:
    return [one.id, one.person, minutes(one.works_from), minutes(one.starts_at), minutes(one.ends_at), int(one.critical)]


def _late(one: Late) -> dict:
    chain = [key for key in one.chain if key > 0]
    return {"project": one.project, "task": one.task, "due_on": str(one.due_on), "ends_on": str(one.ends_on), "chain": chain}


def _figures(desk, plan: Plan, moved: int) -> dict:
    """Return when each project ends, how many days late the projects are, each by its worst day, and how many tasks move.

    `missed` are the days late of every missed day, of stages and tasks too, `overdue` the same by weight: what the search makes small
    first; `finish` is the sum of the days by which projects end, by weight: of two plans equally late the lower one is better.
    """
    zone, weights = ZoneInfo(desk.agenda.window.zone), {one.id: one.weight for one in desk.agenda.projects}
    ends: dict[int, datetime] = {}
    for one in plan.tasks:
        row = desk.rows.get(one.id)
        if row is not None and not row.span:
            ends[row.project] = max(one.ends_at, ends.get(row.project, one.ends_at))
    days = {key: end.astimezone(zone).date() for key, end in ends.items()}
    late: dict[int | None, int] = {}
    for missed in plan.late:
        late[missed.project] = max((missed.ends_on - missed.due_on).days, late.get(missed.project, 0))
    start = desk.agenda.starts_at.astimezone(zone).date()
    return {
        "tasks": sum(1 for row in desk.rows.values() if not row.span), "moved": moved,
        "late": len(late),
        "days_late": sum(late.values()),
        "missed": sum((one.ends_on - one.due_on).days for one in plan.late),
        "overdue": sum((one.ends_on - one.due_on).days * weights.get(one.project or 0, 1) for one in plan.late),
        "weighted": sum(days * weights.get(key or 0, 1) for key, days in late.items()),
        "finish": sum((day - start).days * weights.get(key, 1) for key, day in days.items()),
        "ends": {str(key): str(day) for key, day in sorted(days.items())},
    }  # fmt: skip


def gained(first: Mapping, now: Mapping, *, better: bool = False) -> tuple[str, int]:
    """Return in what the plan is better than the first one: `late` days fewer, else projects `sooner` by days, else fewer `moved`.

    Where one of them grew for the others' sake it is `better` in the whole, if it is another one.
    """
    for name, key, counted in (("late", "overdue", "missed"), ("sooner", "finish", "finish"), ("moved", "moved", "moved")):
        gain = first.get(key, 0) - now.get(key, 0)
        if gain > 0:
            days = first.get(counted, 0) - now.get(counted, 0)
            return (name, days) if days > 0 else ("better", 0)
        if gain < 0:
            break
    return ("better" if better else ""), 0


def positions(placed: Iterable[list]) -> dict[int, dict]:
    """Return where the plan puts each task, in the form in which schedules are read; what is in progress, from where it goes on."""
    return {key: {"task_id": key, "person_id": person, "starts_at": moment(begins), "ends_at": moment(ends), "works_from": moment(works)}
            for key, person, works, begins, ends, _critical in placed if key > 0}  # fmt: skip
