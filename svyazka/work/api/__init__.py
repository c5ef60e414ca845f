"""The work, spoken in JSON: tasks, hours, schedules, sprints, looks back, problems."""

from ninja import Router

from svyazka.work.api import hours, problems, regulations, retro_cards, retro_formats, retros, schedule, sprints, tasks

router = Router(tags=["work"])
for part in (tasks, hours, schedule, sprints, retros, retro_cards, retro_formats, problems, regulations):
    router.add_router("", part.router)
