"""The work, spoken in JSON: tasks, hours, schedules, sprints, looks back, problems."""

from ninja import Router

from svyazka.work.api import (
    agency_plan,
    doing,
    forecast,
    hours,
    load,
    moving,
    parts,
    plan,
    problems,
    regulations,
    report,
    retro_cards,
    retro_formats,
    retros,
    saved,
    schedule,
    sprints,
    tasks,
    templates,
    timer,
)

router = Router(tags=["work"])
for part in (forecast, moving, tasks, doing, load, hours, schedule, sprints, retros, problems, regulations, timer, report, parts, saved, templates, retro_cards, retro_formats, plan, agency_plan):
    router.add_router("", part.router)
