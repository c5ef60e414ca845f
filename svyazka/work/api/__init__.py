"""The work, spoken in JSON: tasks, hours, schedules, sprints, looks back, problems."""

from ninja import Router

from svyazka.work.api import hours, plan, problems, regulations, retros, schedule, sprints, tasks

router = Router(tags=["work"])
for part in (tasks, hours, schedule, plan, sprints, retros, problems, regulations):
    router.add_router("", part.router)
