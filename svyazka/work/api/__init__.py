"""The work, spoken in JSON: tasks, hours, schedules, sprints, looks back, problems."""

from ninja import Router

from svyazka.work.api import (
    hours,
    problems,
    regulations,
    report,
    retro_cards,
    retro_formats,
    retros,
    schedule,
    sprints,
    tasks,
    timer,
)

router = Router(tags=["work"])
for part in (tasks, hours, schedule, sprints, retros, retro_cards, retro_formats, problems, regulations, timer, report):
    router.add_router("", part.router)
