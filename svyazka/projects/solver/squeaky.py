"""The squeaky wheel gets the grease: whoever came late is told an earlier day the next time, and everything is placed anew.

Joslin & Clements, "Squeaky wheel optimization" (JAIR 10, 1999). It is quick where
orders are too long to breed: in the plan of a whole agency.
"""

from dataclasses import replace

from svyazka.projects.solver.jobs import Jobs, Schedule
from svyazka.projects.solver.network import by_rank, latest, tails


class Squeaky:
    """How much earlier each job and each project is told that it is due."""

    def __init__(self, jobs: Jobs):
        self.jobs, self.tails = jobs, tails(jobs)
        self.of_jobs, self.of_projects = [0] * len(jobs), [0] * len(jobs.weights)

    def order(self) -> list[int]:
        """Return the order by the days as they are told now."""
        urgent = latest(self._told())
        ranks = [(self.jobs.began[job] is None, urgent[job], -self.tails[job], job) for job in range(len(self.jobs))]
        return by_rank(self.jobs, ranks)

    def _told(self) -> Jobs:
        due = [day and day - more for day, more in zip(self.jobs.due, self.of_jobs, strict=True)]
        deadlines = [day and day - more for day, more in zip(self.jobs.deadlines, self.of_projects, strict=True)]
        return replace(self.jobs, due=due, deadlines=deadlines)

    def hear(self, schedule: Schedule) -> None:
        """Tell what is late in this schedule a day earlier than before: by an eighth of how late it is, times its weight."""
        jobs, ends = self.jobs, [0] * len(self.jobs.weights)
        for job, end in enumerate(schedule.ends):
            project = jobs.project[job]
            ends[project] = max(ends[project], end)
            self.of_jobs[job] += _grease(jobs.weights[project], end, jobs.due[job])
        for project, (end, day) in enumerate(zip(ends, jobs.deadlines, strict=True)):
            self.of_projects[project] += _grease(jobs.weights[project], end, day)


def _grease(weight: int, end: int, day: int | None) -> int:
    return 0 if day is None or end <= day else weight * (end - day) // 8 + 1
