"""What a project says of its last schedule: what moved and why, what does not go together, who is given to it."""

from datetime import datetime

from svyazka.kit.guard import may
from svyazka.people.queries import today
from svyazka.projects.actions import PLAN
from svyazka.projects.models import Project
from svyazka.projects.queries import latest_schedule
from svyazka.work.queries.exchange import sees_whole
from svyazka.work.queries.planning import shares_of
from svyazka.work.queries.told import told_clash, told_moves, told_offers


def word_of_schedule(person, project: Project, at: datetime) -> dict | None:
    """Return it for who plans the project and who sees everything; None for others."""
    if not sees_whole(person, project, at):
        return None
    schedule, day = latest_schedule(project), today(at)
    return {
        "project": project, "schedule": schedule, "may_plan": may(person, PLAN, project, at),
        "moves": told_moves(schedule.moves, person, at) if schedule else [],
        "clash": told_clash(schedule.clash, person, at) if schedule else [],
        "offers": told_offers(schedule.clash, person, at) if schedule else [],
        "shares": [row for row in shares_of(project, day) if row.ends_on is None or row.ends_on > day], "day": day,
    }  # fmt: skip
