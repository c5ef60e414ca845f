"""The chart of a project."""

from django.utils import timezone

from svyazka.kit.guard import may, seen_by
from svyazka.kit.panels import fill
from svyazka.people.queries import agency_window
from svyazka.projects.actions import PLAN
from svyazka.projects.queries import baseline_of, latest_schedule, stages
from svyazka.work import queries
from svyazka.work.gantt import draw
from svyazka.work.queries.links import links_of
from svyazka.work.queries.outdated import outdated
from svyazka.work.rules import TaskState

MOST_DRAWN = 200  # tasks; of more the chart draws those in sight, and the plain drawing comes to whoever asks for it


@fill("project.main")
def chart(request, project):
    """Show the schedule: whole to who plans it and who sees everything, one's own tasks to a specialist, none to others."""
    at, person = timezone.now(), request.user
    may_plan = may(person, PLAN, project, at)
    sees_all = bool(may_plan) or seen_by(person, at) is None
    mine = queries.tasks().filter(project=project, **({} if sees_all else {"assignee": person}))
    tasks = {task.pk: task for task in mine}
    if not sees_all and not tasks:
        return None
    schedule = latest_schedule(project)
    rows = [row for row in schedule.tasks.all() if row.task_id in tasks] if schedule else []
    first = baseline_of(project) if schedule and not schedule.baseline else None
    ghosts = {row.task_id: row for row in first.tasks.all()} if first else {}
    drawing, much = None, len(rows) > MOST_DRAWN and "plain" not in request.GET
    if rows and not much:
        drawing = draw(stages(project), rows, tasks, ghosts, agency_window(), now=at, deadline_on=project.deadline_on, links=links_of(project))
    told = {
        "project": project, "schedule": schedule, "drawing": drawing, "much": len(rows) if much else 0, "may_plan": may_plan, "sees_all": sees_all,
        "outdated": sees_all and outdated(project, schedule), "tasks": tasks, "unplanned": len({task.pk for task in mine if task.state != TaskState.DONE} - {row.task_id for row in rows}), "Done": TaskState.DONE,
    }  # fmt: skip
    return "work/_chart.html", told
