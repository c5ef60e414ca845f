"""The work, spoken in JSON: tasks, hours, schedules, sprints, looks back, problems."""

from ninja import Router

from svyazka.work.api import (
    hours,
    moving,
    parts,
    problems,
    regulations,
    report,
    retros,
    saved,
    schedule,
    sprints,
    tasks,
    templates,
    timer,
)

router = Router(tags=["work"])
for part in (moving, parts, saved, templates, tasks, hours, schedule, sprints, retros, problems, regulations, timer, report):
    router.add_router("", part.router)
