"""The forecast of hours: for one task its spread, for many tasks draws that share their luck as people's tasks do."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from hashlib import blake2b

import numpy as np

from svyazka.projects.forecast.grading import LAST, Grades
from svyazka.projects.forecast.habits import History, Manner
from svyazka.projects.forecast.shapes import Finished, Job, Open
from svyazka.projects.forecast.spread import Spread, spread_of


class Forecaster:
    """What is known on the morning of a day; tasks finished on it or later do not change a figure."""

    def __init__(self, finished: Iterable[Finished] | History, on: date, manner: Manner = Manner()):
        self.on = on
        self.history = finished if isinstance(finished, History) else History((f for f in finished if f.done_on < on), manner)
        self.grades = graded(self.history, on)
        self._known: dict[tuple, Spread] = {}

    def spread(self, task: Open) -> Spread:
        """Return what the task's hours, those logged included, may come to.

        A range in the estimate can widen what the past says and never narrows it.
        """
        named = (*self.history.known(task), task.estimate)
        if named not in self._known:
            hours = task.estimate.hours
            past = spread_of(hours, self.history.below(task, hours, self.on), self.grades.heard)
            self._known[named] = past.as_wide_as(float(task.estimate.best), float(task.estimate.worst))
        return self._known[named].above(float(task.logged))

    def drawn(self, tasks: Sequence[Open], runs: int = 1000, seed: int = 0) -> np.ndarray:
        """Return the hours left of each task in each run: tasks in rows, runs in columns.

        The luck of a task follows from the seed and its key alone, so a task more or less does not stir the others.
        """
        own, common = self.grades.shared
        everybody = common**0.5 * _luck(runs, seed, "all")
        persons = {who: everybody + own**0.5 * _luck(runs, seed, "person", who) for who in {task.person for task in tasks}}
        rest, left = (1 - own - common) ** 0.5, np.empty((len(tasks), runs))
        for n, task in enumerate(tasks):
            luck = persons[task.person] + rest * _luck(runs, seed, "task", task.key)
            left[n] = self.spread(task).drawn(luck) - float(task.logged)
        return np.maximum(left, 0.0, out=left)

    def hours_of(self, jobs: Sequence[Job], tasks: Iterable[Open], runs: int = 1000, seed: int = 0) -> np.ndarray:
        """Return what is left of each job in each run; a job that is no task, a milestone, takes no hours."""
        rows = {job.key: n for n, job in enumerate(jobs)}
        asked = [task for task in tasks if task.key in rows]
        hours = np.zeros((len(jobs), runs))
        hours[[rows[task.key] for task in asked]] = self.drawn(asked, runs, seed)
        return hours


def graded(history: History, on: date) -> Grades:
    """Return the grades of the last forecasts whose tasks were done before the day."""
    last = sorted(history.before(on)[-LAST:], key=lambda n: history.rows[n].told_on)
    shares = np.array([history.share_met(n) for n in last])
    return Grades(shares, [history.rows[n].person for n in last])


def _luck(runs: int, seed: int, *whose: Hashable) -> np.ndarray:
    """Return normal draws that are whose they are: the same for the same seed and names."""
    key = int.from_bytes(blake2b(repr((seed, *whose)).encode(), digest_size=16).digest(), "little")
    return np.random.Generator(np.random.Philox(key=key)).standard_normal(runs)
