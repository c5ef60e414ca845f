"""Who else could take what leads to a missed day: people of the same specialisms who would have it done sooner."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime

from svyazka.people.models import Person
from svyazka.people.queries import staff, today
from svyazka.projects.models import Schedule
from svyazka.projects.solver import NotPlannable, Plan, first
from svyazka.work.queries.agenda import desk_of
from svyazka.work.queries.planners_desk import Desk

MOST = 5  # offers that are told


def who_could(schedule: Schedule, at: datetime) -> list[tuple[int, int, date]]:
    """Return the tasks on the way to the schedule's missed days that somebody else could end on an earlier day: (task, person, day).

    Only what is not begun is offered; the rest stays where it stands, and people do first what they have elsewhere.
    """
    leading = {link["task_id"] for late in schedule.late for link in late["chain"]}
    desk = desk_of([schedule.project], at)
    free = {key for key in leading & set(desk.rows) if desk.rows[key].began_at is None and desk.rows[key].span is None}
    able = _alike({desk.rows[key].person for key in free})
    if not any(able.values()):
        return []
    wider = desk_of([schedule.project], at, also=sorted({key for people in able.values() for key in people}))
    return _sooner(desk, wider, free, able)


def _alike(people: set[int]) -> dict[int, list[int]]:
    """Return for each person the colleagues who share a specialism with them."""
    known: dict[int, set[int]] = defaultdict(set)
    for person, specialism in Person.specialisms.through.objects.filter(person__in=staff()).values_list("person", "specialism"):
        known[person].add(specialism)
    return {one: sorted(other for other in known if other != one and known[other] & known[one]) for one in people}


def _sooner(desk: Desk, wider: Desk, free: set[int], able: dict[int, list[int]]) -> list[tuple[int, int, date]]:
    tasks = [replace(task, people=(*task.people, *able[task.people[0]])) if task.id in free else task for task in wider.agenda.tasks]
    held = Plan(tuple(one for one in wider.before.tasks if one.id not in free), None) if wider.before else None
    try:
        plan = first(replace(wider.agenda, tasks=tasks), held)
    except NotPlannable:
        return []
    offers = [(key, plan.placed[key].person, today(plan.placed[key].ends_at), today(desk.kept[key]["ends_at"])) for key in free if key in desk.kept]
    better = [(was - ends, key, person, ends) for key, person, ends, was in offers if person != desk.rows[key].person and ends < was]
    return [(key, person, ends) for _gain, key, person, ends in sorted(better, reverse=True)[:MOST]]
