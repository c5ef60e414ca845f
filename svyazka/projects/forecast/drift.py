"""How far a forecast is from what was promised, in working days, and what drives it there; in one line too."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from svyazka.projects.forecast.shapes import Open
from svyazka.projects.forecast.simulate import Finish

AROUND = 0.1  # the runs that end about as late as the day told, a tenth of them to either side, say why
TOLD = 3  # so many tasks and people are named


@dataclass(frozen=True)
class Driver:
    """A task that moves the day: by how many working days of its person (whole ones, once told); `times` its estimate it takes where it does."""

    key: Hashable
    person: Hashable
    days: float
    times: float


@dataclass(frozen=True)
class Drift:
    """Working days from the promise to the forecast, later is more; `chance` is that of keeping the promise.

    They are those the plan itself brings, those of the drivers, and the rest: the parts add up to `days`. `people` are those
    whose tasks together move the day most, with their working days.
    """

    days: int
    by_plan: int
    drivers: tuple[Driver, ...]
    people: tuple[tuple[Hashable, int], ...]
    chance: float
    promised_on: date
    forecast_on: date

    @property
    def rest(self) -> int:
        return self.days - self.by_plan - sum(int(driver.days) for driver in self.drivers)


@dataclass(frozen=True)
class Words:
    """The words of the line, free of plurals; a page gives its reader's own."""

    whole: str = "{days:+d} wd"
    plan: str = "{days:+d} by the plan itself"
    driver: str = "{days:+d} {task} ({person}, ×{times:.1f} of the estimate)"
    rest: str = "{days:+d} the rest"


def working_days(first: date, last: date, works_on: Callable[[date], bool]) -> int:
    """Count the working days in [first, last); below zero when the last is the earlier."""
    if last < first:
        return -working_days(last, first, works_on)
    return sum(bool(works_on(first + timedelta(days=n))) for n in range((last - first).days))


def drift(
    finish: Finish, tasks: Sequence[Open], promised_on: date, works_on: Callable[[date], bool],
    *, keys: Iterable[Hashable] | None = None, level: float = 0.8, plain: Finish | None = None,
) -> Drift:  # fmt: skip
    """Compare the day of the level with the promise for the jobs of these keys, by default all.

    `tasks` are what the jobs are about; a job without one is a milestone. The plan's own part is what comes of it when each
    task takes its estimate and no more: give it as `plain` when many drifts of one plan are asked.
    """
    keys, about = None if keys is None else tuple(keys), _about(finish, tasks)
    plain = plain or as_planned(finish, tasks)
    planned, forecast_on, plain_on = plain.hours, finish.done_on(level, keys), plain.done_on(level, keys)
    days, by_plan = (working_days(promised_on, day, works_on) for day in (forecast_on, plain_on))
    towards = (days > by_plan) - (days < by_plan)
    moving = [one for one in _moving(finish, about, planned, keys, level) if one.days * towards > 0] if towards else []
    return Drift(days, by_plan, _named(moving), _people(moving), finish.chance(promised_on, keys), promised_on, forecast_on)


def as_planned(finish: Finish, tasks: Iterable[Open]) -> Finish:
    """Walk the plan once, each task taking its estimate and no more."""
    return finish.again(np.array([[task.left if task else 0.0] for task in _about(finish, tasks)]))


def _about(finish: Finish, tasks: Iterable[Open]) -> list[Open | None]:
    by_key = {task.key: task for task in tasks}
    return [by_key.get(job.key) for job in finish.jobs]


def line(told: Drift, name: Callable[[Hashable], str], person: Callable[[Hashable], str], words: Words = Words()) -> str:
    """Say the drift and what drives it in one line."""
    parts = [words.plan.format(days=told.by_plan)] if told.by_plan else []
    parts += [words.driver.format(days=one.days, times=one.times, task=name(one.key), person=person(one.person)) for one in told.drivers]
    parts += [words.rest.format(days=told.rest)] if told.rest else []
    return ": ".join(filter(None, [words.whole.format(days=told.days), "; ".join(parts)]))


def _moving(finish: Finish, about: Sequence[Open | None], planned: np.ndarray, keys: tuple | None, level: float) -> list[Driver]:
    """Return the tasks the last one waited for, the one that moves the day farthest first: their hours over the plan as days."""
    runs = _runs_around(finish.whole(keys), level)
    waited, hours = finish.chains(keys)[:, runs], finish.hours[:, runs]
    more = np.where(waited, hours - planned, 0.0).mean(axis=1)
    found = [
        Driver(job.key, task.person, float(more[n]) / finish.rulers[job.person].a_day, _times(task, hours[n][waited[n]]))
        for n, (job, task) in enumerate(zip(finish.jobs, about, strict=True))
        if task and waited[n].any()
    ]
    return sorted(found, key=lambda one: -abs(one.days))


def _runs_around(ends: np.ndarray, level: float) -> np.ndarray:
    """Return the runs that end about as late as the level's."""
    count = len(ends)
    first, last = int(max(level - AROUND, 0.0) * count), int(min(level + AROUND, 1.0) * count)
    return np.argsort(ends, kind="stable")[first : max(last, first + 1)]


def _times(task: Open, left: np.ndarray) -> float:
    return (float(task.logged) + float(np.median(left))) / task.estimate.hours


def _named(moving: list[Driver]) -> tuple[Driver, ...]:
    whole = [replace(one, days=round(one.days)) for one in moving[:TOLD]]
    return tuple(one for one in whole if one.days)


def _people(moving: list[Driver]) -> tuple[tuple[Hashable, int], ...]:
    days: dict[Hashable, float] = {}
    for one in moving:
        days[one.person] = days.get(one.person, 0.0) + one.days
    whole = [(who, round(count)) for who, count in sorted(days.items(), key=lambda pair: -abs(pair[1]))]
    return tuple(pair for pair in whole[:TOLD] if pair[1])
