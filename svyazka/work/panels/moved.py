"""What moved in the last schedule and why, what does not go together, who is given to the project."""

from django.utils import timezone

from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.people.queries import today
from svyazka.projects.actions import PLAN
from svyazka.projects.queries import latest_schedule
from svyazka.work.queries import sees_whole
from svyazka.work.queries.planning import shares_of
from svyazka.work.queries.told import told_clash, told_moves


@fill("project.main")
def moved(request, project):
    """Show it to who plans the project and who sees everything."""
    at, person = timezone.now(), request.user
    if not sees_whole(person, project, at):
        return None
    schedule, day = latest_schedule(project), today(at)
    told = {
        "project": project, "schedule": schedule, "may_plan": may(person, PLAN, project, at),
        "moves": told_moves(schedule.moves, person, at) if schedule else [],
        "clash": told_clash(schedule.clash, person, at) if schedule else [],
        "shares": [row for row in shares_of(project, day) if row.ends_on is None or row.ends_on > day], "day": day,
    }  # fmt: skip
    return "work/_moved.html", told
