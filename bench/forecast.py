"""How true the forecast is on real work, and what it costs.

Each task of a real company (SiP: estimate, actual, dates; see tasks-sip/SOURCE.md) is forecast on the morning it began, from what
was finished by then and nothing later; the first fifth only teaches. The rest is told in five parts by time and in all:
how many hours fell within the intervals of 50, 80 and 95 cases of 100, and how far the one figure and the bare estimate missed,
by times (mean and median of |ln(said / actual)|) and in hours (mean). Sums of ten tasks of one person in a row say whether plans hold;
"logged" are tasks that took more than half of their estimate, forecast again with that half logged.

Then 4,000 tasks of 60 people are simulated 1,000 times. The floor is a bare numpy loop in the same run: normal draws, maxima, sums,
without calendars. `--data DIR` takes other data of the same form, from DIR or DIR/tasks-sip.
"""

import csv
import itertools
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from pathlib import Path
from statistics import fmean, median

import numpy as np
from _agency import median_of, options, tell

from svyazka.projects.forecast import Calendar, Estimate, Finished, Forecaster, History, Job, Open, simulate

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NEVER_DONE = {"CANCELLED", "TEMPLATE", "ESTIMATED", "AUTHORISE"}
LEVELS = (0.5, 0.8, 0.95)
PARTS, IN_A_ROW = 5, 10
WEEK = (8.0, 8.0, 8.0, 8.0, 8.0, 0.0, 0.0)


@dataclass(frozen=True)
class Said:
    """One forecast beside what came."""

    estimate: float
    actual: float
    figure: float
    within: tuple[bool, ...]


def found() -> Path | None:
    """Return the folder of shared data beside the repository, if there is one."""
    return next((up / "shared/data" for up in Path(__file__).resolve().parents if (up / "shared/data/tasks-sip").exists()), None)


def read(folder: Path) -> list[Finished]:
    """Read the finished tasks, one for each number, by the day they began."""
    place = folder if (folder / "task-info.csv").exists() else folder / "tasks-sip"
    dates = {row["TaskNumber"]: row for row in _rows(place / "dates.csv")}
    tasks = {row["TaskNumber"]: row for row in _rows(place / "task-info.csv") if row["StatusCode"] not in NEVER_DONE}
    found = (_finished(row, dates[number]) for number, row in tasks.items() if dates.get(number, {}).get("CompletedOn"))
    return sorted(found, key=lambda task: (task.told_on, task.done_on, task.estimate, task.actual))


def _rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="cp1252", newline="") as file:
        yield from csv.DictReader(file)


def _finished(row: dict, days: dict) -> Finished:
    began = _day(days["StartedOn"] or days["EstimateOn"])
    hours = float(row["HoursEstimate"]), float(row["HoursActual"])
    return Finished(*hours, _day(days["CompletedOn"]), row["AssignedToID"], row["Category"], row["SubCategory"], began)


def _day(told: str) -> date:
    day, month, year = told.split("-")
    return date(2000 + int(year), MONTHS.index(month) + 1, int(day))


def as_open(task: Finished, key=0, logged: float = 0.0) -> Open:
    return Open(key, Estimate.of(task.estimate), task.person, task.specialism, task.kind, logged)


class Mornings:
    """The forecaster of each morning over one history."""

    def __init__(self, tasks: Sequence[Finished]):
        self.history, self._of = History(tasks), (None, None)

    def of(self, on: date) -> Forecaster:
        if self._of[0] != on:
            self._of = on, Forecaster(self.history, on)
        return self._of[1]


def forecasts(tasks: Iterable[Finished], mornings: Mornings, logged: float = 0.0) -> list[Said]:
    """Forecast each task on its own morning, with that share of its estimate logged."""
    said = []
    for task in tasks:
        spread = mornings.of(task.told_on).spread(as_open(task, logged=logged * task.estimate))
        within = tuple(low <= task.actual <= high for low, high in map(spread.within, LEVELS))
        said.append(Said(task.estimate, task.actual, spread.figure, within))
    return said


def told_of(said: Sequence[Said]) -> dict:
    """Return coverage and errors: ours and those of the bare estimates."""
    figures: dict = {"tasks": len(said)}
    figures |= {f"within_{int(level * 100)}": fmean(one.within[n] for one in said) for n, level in enumerate(LEVELS)}
    for name, miss in {"log": lambda hours, actual: abs(log(hours / actual)), "hours": lambda hours, actual: abs(hours - actual)}.items():
        raw, ours = [[miss(getattr(one, of), one.actual) for one in said] for of in ("estimate", "figure")]
        figures |= {f"mean_{name}_raw": fmean(raw), f"mean_{name}_ours": fmean(ours)}
        figures |= {f"median_{name}_raw": median(raw), f"median_{name}_ours": median(ours)}
    return {name: round(figure, 4) for name, figure in figures.items()}


def sums(tasks: Sequence[Finished], mornings: Mornings) -> dict:
    """Forecast the sum of each ten tasks that one person began one after another, on the morning of the first.

    Told twice: with the luck that is shared, and apart, as if tasks knew nothing of each other.
    """
    by_person, met, dice = defaultdict(list), {"together": [], "apart": []}, np.random.default_rng(5)
    for task in tasks:
        by_person[task.person].append(task)
    rows = [row[n : n + IN_A_ROW] for row in by_person.values() for n in range(0, len(row) - IN_A_ROW + 1, IN_A_ROW)]
    for row in sorted(rows, key=lambda row: row[0].told_on):
        forecaster, asked = mornings.of(row[0].told_on), [as_open(task, n) for n, task in enumerate(row)]
        alone = [forecaster.spread(task).drawn(dice.standard_normal(500)) for task in asked]
        for name, drawn in {"together": forecaster.drawn(asked, 500), "apart": np.array(alone)}.items():
            met[name].append(abs(2 * np.mean(drawn.sum(axis=0) <= sum(task.actual for task in row)) - 1))
    return {name: {"rows": len(shares)} | {f"within_{int(level * 100)}": round(float(np.mean(np.array(shares) <= level)), 4) for level in LEVELS}
            for name, shares in met.items()}  # fmt: skip


def speed(tasks: Sequence[Finished], count: int, runs: int) -> dict:
    """Measure learning, drawing and walking a plan of so many tasks, beside the bare loop."""
    dice, on = random.Random(5), max(task.done_on for task in tasks) + timedelta(days=1)
    people = [f"p{n}" for n in range(60)]
    chosen = [dice.choice(tasks) for _n in range(count)]
    asked = [Open(n, Estimate.of(task.estimate), dice.choice(people), task.specialism, task.kind) for n, task in enumerate(chosen)]
    jobs = [Job(task.key, task.person, tuple({dice.randrange(max(0, n - 60), n) for _k in range(n and dice.randrange(3))}))
            for n, task in enumerate(asked)]  # fmt: skip
    calendars = {who: Calendar(on, WEEK * 52) for who in people}
    learning = median_of(lambda: Forecaster(tasks, on), 3)
    drawing = median_of(lambda: Forecaster(tasks, on).drawn(asked, runs), 3)
    hours = Forecaster(tasks, on).drawn(asked, runs)
    walking = median_of(lambda: simulate(jobs, calendars, hours, on), 3)
    floor = median_of(_bare(asked, jobs, runs), 3)
    return {"learn_seconds": learning, "learn_draw_seconds": drawing, "walk_seconds": walking, "floor_seconds": floor,
            "ratio": (drawing + walking) / floor}  # fmt: skip


def _bare(asked: Sequence[Open], jobs: Sequence[Job], runs: int) -> Callable:
    def loop() -> None:
        hours = np.exp(0.5 * np.random.default_rng(5).standard_normal((len(jobs), runs))) * np.array([[task.left] for task in asked])
        ends, free = np.empty_like(hours), {job.person: np.zeros(runs) for job in jobs}
        for n, job in enumerate(jobs):
            begins = free[job.person]
            for earlier in job.after:
                begins = np.maximum(begins, ends[earlier])
            ends[n] = free[job.person] = begins + hours[n]

    return loop


def shown(name: str, told: dict) -> None:
    print(f"{name:<24} {told['tasks']:>5} tasks  within 50/80/95: {told['within_50']:.3f} {told['within_80']:.3f} {told['within_95']:.3f}  "
          f"mean |ln|: {told['mean_log_raw']:.3f} -> {told['mean_log_ours']:.3f}  "
          f"median |ln|: {told['median_log_raw']:.3f} -> {told['median_log_ours']:.3f}  "
          f"mean hours: {told['mean_hours_raw']:.2f} -> {told['mean_hours_ours']:.2f}")  # fmt: skip


def main() -> None:
    size = options(__doc__ or "", tasks=4000, runs=1000)
    folder = size.data or found()
    if folder is None:
        print("skipped: there is no ../shared/data/tasks-sip; --data DIR names another folder", file=sys.stderr)
        return tell(skipped="no data")
    tasks = read(folder)
    mornings, asked = Mornings(tasks), tasks[len(tasks) // 5 :]
    said = forecasts(asked, mornings)
    edges = [len(said) * n // PARTS for n in range(PARTS + 1)]
    parts = [told_of(said[first:last]) | {"from": str(asked[first].told_on)} for first, last in itertools.pairwise(edges)]
    for part in parts:
        shown(f"from {part['from']}", part)
    whole, half = told_of(said), told_of(forecasts([task for task in asked if task.actual > task.estimate / 2], mornings, 0.5))
    shown("all", whole)
    shown("half is logged", half)
    rows = sums(asked, mornings)
    print(f"sums of {IN_A_ROW} in a row: {rows}")
    cost = speed(tasks, size.tasks, size.runs)
    print(f"{size.tasks} tasks x {size.runs} runs: learnt in {cost['learn_seconds'] * 1000:.0f} ms, learnt and drawn in "
          f"{cost['learn_draw_seconds'] * 1000:.0f} ms, walked in {cost['walk_seconds'] * 1000:.0f} ms; {cost['ratio']:.1f} times the bare loop")  # fmt: skip
    tell(**whole, parts=parts, logged_half=half, sums=rows, **cost)


if __name__ == "__main__":
    main()
