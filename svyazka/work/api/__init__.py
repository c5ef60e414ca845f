"""The work, spoken in JSON: tasks, hours, schedules, sprints, looks back, problems."""

from ninja import Router

from svyazka.work.api import hours, plan, problems, regulations, report, retros, schedule, sprints, tasks, timer

router = Router(tags=["work"])
for part in (tasks, hours, schedule, plan, sprints, retros, problems, regulations, timer, report):
    router.add_router("", part.router)
