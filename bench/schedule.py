"""How good schedules are, and how soon: public instances of PSPLIB against the best known, and a real agency's plan.

`--data DIR` is the folder of PSPLIB (sets of .sm files and best_known.csv); without it one is looked for near the repository.
`--sets j30,j60,j120`, `--sample N` of each set (0: all), `--seconds 1,5`; each instance is solved once, for the longest of the
seconds, and looked at at each. Beside ours, in the same run: a plain CP-SAT model with as many workers, and a plain serial heuristic.
The agency has 40 projects, 4,000 open tasks, 60 people and a year; its floor is to read it from JSON and to put each task at the
end of its person's row by a heap, without calendars.
"""

import argparse
import json
import os
import sys
import time
from heapq import heappop, heappush
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import _plans
import _psplib
from _agency import median_of
from ortools.sat.python import cp_model

from svyazka.projects.solver import Agenda, Budget, Plan, first, improving, moves
from svyazka.projects.solver.jobs import Jobs
from svyazka.projects.solver.model import WORKERS
from svyazka.projects.solver.network import by_rank, ranks
from svyazka.projects.solver.oracle import wrong_with
from svyazka.projects.solver.search import improving as improving_jobs
from svyazka.projects.solver.serial import serial

Seen = list[tuple[float, int]]  # seconds since the beginning, makespan


def ours(jobs: Jobs, seconds: float) -> tuple[Seen, bool]:
    """Return the makespans as they came, and whether the last one is proved."""
    began, seen = time.perf_counter(), []
    for answer in improving_jobs(jobs, Budget(seconds=seconds)):
        assert _psplib.holds(jobs, answer.schedule)
        seen.append((time.perf_counter() - began, answer.cost.finish))
    return seen, answer.proved


class Watched(cp_model.CpSolverSolutionCallback):
    """Notes each solution as it comes."""

    def __init__(self):
        super().__init__()
        self.began, self.seen = time.perf_counter(), []

    def on_solution_callback(self):
        self.seen.append((time.perf_counter() - self.began, int(self.objective_value)))


def plain_cp_sat(jobs: Jobs, seconds: float) -> tuple[Seen, bool]:
    """Solve the model of a textbook: intervals, precedences, cumulatives; nothing told beforehand."""
    watched, model = Watched(), cp_model.CpModel()
    begins = [model.new_int_var(0, jobs.clocks[0].total, "") for _ in jobs.modes]
    spans = [model.new_fixed_size_interval_var(begin, mode.length, "") for begin, (mode,) in zip(begins, jobs.modes, strict=True)]
    for job, arcs in enumerate(jobs.before):
        for arc in arcs:
            model.add(begins[job] >= begins[arc.earlier] + jobs.modes[arc.earlier][0].length)
    for number, resource in enumerate(jobs.resources):
        used = [(spans[job], amount) for job, (mode,) in enumerate(jobs.modes) for one, amount in mode.demands if one == number]
        model.add_cumulative([span for span, _ in used], [amount for _, amount in used], resource.capacity)
    model.minimize(begins[-1])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = WORKERS, seconds
    return watched.seen, solver.solve(model, watched) == cp_model.OPTIMAL


def plain_serial(jobs: Jobs, _seconds: float) -> tuple[Seen, bool]:
    """Place the jobs once, longest tail first."""
    began = time.perf_counter()
    schedule = serial(jobs, by_rank(jobs, ranks(jobs)))
    return [(time.perf_counter() - began, max(schedule.ends))], False


WAYS = {"ours": ours, "plain_cp_sat": plain_cp_sat, "plain_serial": plain_serial}


def measured(instances: list[_psplib.Instance], looks: list[float]) -> dict:
    """Return for each way the mean gap to the best known in per cent at each look, and how many it proved."""
    gaps = {way: {look: [] for look in looks} for way in WAYS}
    proved = dict.fromkeys(WAYS, 0)
    for one in instances:
        for way, solve in WAYS.items():
            seen, done = solve(one.jobs, max(looks))
            assert all(makespan >= one.bound for _at, makespan in seen), one.name
            proved[way] += done
            for look in looks:
                makespan = min((found for at, found in seen if at <= look), default=one.jobs.clocks[0].total)
                gaps[way][look].append(100 * (makespan - one.best) / one.best)
    return {
        way: {f"gap_at_{look:g}s": round(sum(rows) / len(rows), 3) for look, rows in gaps[way].items()} | {"proved": proved[way]}
        for way in WAYS
    }


def whole_agency() -> dict:
    """Return how long the first plan of the agency takes and the one after a change, beside the floor."""
    agenda = _plans.agency()
    changed = _plans.changed(agenda)
    plan, again = first(agenda), None
    seconds = median_of(lambda: first(agenda), 3)
    again = first(changed, plan)
    replan = median_of(lambda: first(changed, plan), 3)
    bare = median_of(lambda: floor(told), 5) if (told := as_json(agenda)) else 0
    assert wrong_with(agenda, plan) == [] and wrong_with(changed, again) == []
    better = [*improving(agenda, Budget(seconds=5))][-1]
    return {
        "tasks": len(agenda.tasks), "first_seconds": round(seconds, 3), "replan_seconds": round(replan, 3),
        "floor_seconds": round(bare, 4), "first_ratio": round(seconds / bare, 1), "replan_ratio": round(replan / bare, 1),
        "moved": len(moves(plan, again)), "weighted_days_late": _days_late(agenda, plan), "after_5s": _days_late(agenda, better),
    }  # fmt: skip


def _days_late(agenda: Agenda, plan: Plan) -> int:
    weights = {one.id: one.weight for one in agenda.projects}
    return sum(weights[late.project] * (late.ends_on - late.due_on).days for late in plan.late)


def as_json(agenda: Agenda) -> str:
    """Return the tasks and dependencies as a program would send them."""
    return json.dumps({
        "tasks": [[task.id, float(task.hours), list(task.people), task.project] for task in agenda.tasks],
        "dependencies": [[one.earlier, one.later] for one in agenda.dependencies],
    })  # fmt: skip


def floor(told: str) -> int:
    """Read the plan and put each task at the end of a row, when what it waits for has ended: the least any planner does."""
    read = json.loads(told)
    hours = {key: (length, people[0] if people else project) for key, length, people, project in read["tasks"]}
    left, after = dict.fromkeys(hours, 0), {key: [] for key in hours}
    for earlier, later in read["dependencies"]:
        left[later] += 1
        after[earlier].append(later)
    ends, ready, rows = dict.fromkeys(hours, 0), [], {}
    for key, count in left.items():
        if not count:
            heappush(ready, (0, key))
    while ready:
        at, key = heappop(ready)
        length, row = hours[key]
        ends[key] = rows[row] = max(at, rows.get(row, 0)) + length
        for later in after[key]:
            left[later] -= 1
            if not left[later]:
                heappush(ready, (ends[key], later))
    return max(ends.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--sets", default="j30,j60,j120")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seconds", default="1,5")
    told = parser.parse_args()
    looks = [float(one) for one in told.seconds.split(",")]
    figures: dict = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 1)}
    figures["agency"] = whole_agency()
    print(f"agency: {figures['agency']}", flush=True)
    folder = _psplib.found(told.data)
    for name in told.sets.split(",") if folder else ():
        instances = _psplib.instances(folder, name, told.sample)
        figures[name] = {"instances": len(instances)} | measured(instances, looks)
        print(f"{name}: {figures[name]}", flush=True)
    if not folder:
        print("the instances of PSPLIB are not here: --data names their folder")
    print(json.dumps(figures | {"load_after": round(os.getloadavg()[0], 1)}))


main()
