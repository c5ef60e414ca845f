"""A made-up agency's plan for the benchmarks: projects, open tasks, people with absences, shares and specialisms; seeded."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from svyazka.kit.worktime import Window
from svyazka.projects.solver import Agenda, Dependency, Engaged, Kind, Share, Task, Worker

SPECIALISMS = ("analysis", "design", "markup", "backend", "texts", "search", "advertising", "testing")
STARTS_AT = datetime(2026, 1, 12, 2, 0, tzinfo=UTC)  # a Monday, nine in the morning in Krasnoyarsk
ZONES = ("Asia/Krasnoyarsk",) * 8 + ("Europe/Moscow",) * 2


def agency(*, projects: int = 40, tasks: int = 4_000, people: int = 60, days: int = 365, seed: int = 2026) -> Agenda:
    """Return the agenda of an agency: each project a chain of stages of tasks, its deadline somewhere in the year."""
    dice = Random(seed)
    workers = [_worker(dice, n, days) for n in range(people)]
    engaged = [
        Engaged(n, dice.choice((1, 1, 1, 2, 5)), STARTS_AT.date() + timedelta(days=dice.randint(days // 4, days)))
        for n in range(projects)
    ]
    work = [_task(dice, n, n % projects, workers) for n in range(tasks)]
    return Agenda(STARTS_AT, work, workers, _dependencies(dice, work, projects), engaged, _shares(dice, workers, projects))


def _worker(dice: Random, key: int, days: int) -> Worker:
    first = STARTS_AT.date() + timedelta(days=dice.randrange(days))
    away = frozenset(first + timedelta(days=n) for n in range(14))
    week = (Decimal(4),) * 5 + (Decimal(0),) * 2 if dice.random() < 0.1 else None
    specialisms = {SPECIALISMS[key % len(SPECIALISMS)], *dice.sample(SPECIALISMS, dice.choice((0, 0, 1)))}
    return Worker(key, Window(zone=dice.choice(ZONES), days_off=away, week=week), frozenset(specialisms))


def _task(dice: Random, key: int, project: int, workers: list[Worker]) -> Task:
    hours = Decimal(dice.choice((2, 4, 4, 8, 8, 12, 16, 24)))
    specialism = dice.choice(SPECIALISMS)
    able = [worker.id for worker in workers if specialism in worker.specialisms]
    named = (dice.choice(able),) if dice.random() < 0.6 else ()
    due = STARTS_AT.date() + timedelta(days=dice.randint(30, 360)) if dice.random() < 0.1 else None
    return Task(key, hours, named, specialism, project, due_on=due)


def _dependencies(dice: Random, tasks: list[Task], projects: int) -> list[Dependency]:
    """Let most tasks wait for one or two of the last tasks of their project, in the kinds of a real plan."""
    found = {}
    for n, task in enumerate(tasks):
        for back in dice.sample(range(1, 7), dice.choice((0, 1, 1, 2))):
            if n - back * projects >= 0:
                kind = dice.choices((Kind.FINISH_START, Kind.START_START, Kind.FINISH_FINISH, Kind.START_FINISH), (90, 5, 4, 1))[0]
                lag = Decimal(dice.choices((0, 4, 16, -4), (85, 6, 5, 4))[0])
                found[n - back * projects, n] = Dependency(tasks[n - back * projects].id, task.id, kind, lag)
    return list(found.values())


def _shares(dice: Random, workers: list[Worker], projects: int) -> list[Share]:
    """Give a tenth of the people two projects of their own, and leave a third of their time for the rest."""
    return [
        Share(worker.id, project, 30)
        for worker in workers if worker.id % 10 == 9
        for project in dice.sample(range(projects), 2)
    ]  # fmt: skip


def changed(agenda: Agenda, at: datetime = STARTS_AT + timedelta(hours=4)) -> Agenda:
    """Return the agenda after one change in the middle of it: a task has become three times as long."""
    from dataclasses import replace

    key = agenda.tasks[len(agenda.tasks) // 3].id
    tasks = [replace(task, hours=task.hours * 3) if task.id == key else task for task in agenda.tasks]
    return replace(agenda, tasks=tasks)


def of_day(day: date) -> datetime:
    """Return noon of the day."""
    return datetime.combine(day, time(12), UTC)
