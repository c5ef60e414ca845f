"""Instances of PSPLIB (Kolisch & Sprecher, EJOR 96, 1997) as the solver's problem, and the best that is known of them."""

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

from svyazka.projects.solver.calendars import everlasting
from svyazka.projects.solver.jobs import Arc, Jobs, Mode, Resource, Schedule


@dataclass(frozen=True)
class Instance:
    """Jobs with the best known makespan and lower bound."""

    name: str
    jobs: Jobs
    best: int
    bound: int


def found(told: Path | None) -> Path | None:
    """Return the folder of the data: the one that was told, or shared/data/psplib beside any folder above this one."""
    if told:
        return told
    near = (parent / "shared" / "data" / "psplib" for parent in Path(__file__).resolve().parents)
    return next((folder for folder in near if folder.is_dir()), None)


def instances(folder: Path, name: str, sample: int) -> list[Instance]:
    """Return the instances of a set; of more than `sample` so many, drawn by a fixed seed."""
    with (folder / "best_known.csv").open(encoding="utf-8") as lines:
        best = {row["instance"]: row for row in csv.DictReader(lines)}
    files = sorted(path for path in (folder / name).glob("*.sm") if path.stem in best)
    files = sorted(Random(2026).sample(files, sample)) if 0 < sample < len(files) else files
    return [
        Instance(path.stem, read(path), int(best[path.stem]["best_makespan"]), int(best[path.stem]["best_lower_bound"]))
        for path in files
    ]


def read(path: Path) -> Jobs:
    """Return the problem of an .sm file."""
    lines = path.read_text("utf-8").splitlines()
    after = {row[0] - 1: [job - 1 for job in row[3:]] for row in _rows(lines, "PRECEDENCE RELATIONS", 2)}
    asked = _rows(lines, "REQUESTS/DURATIONS", 3)
    capacities = _rows(lines, "RESOURCEAVAILABILITIES", 2)[0]
    before: list[list[Arc]] = [[] for _ in asked]
    for job, later in after.items():
        for one in later:
            before[one].append(Arc(job))
    modes = [(Mode(0, row[2], tuple((r, amount) for r, amount in enumerate(row[3:]) if amount and row[2])),) for row in asked]
    clock = everlasting(sum(row[2] for row in asked) + 1)
    return Jobs([clock], [Resource(0, capacity) for capacity in capacities], modes, [tuple(arcs) for arcs in before])


def _rows(lines: list[str], title: str, skip: int) -> list[list[int]]:
    """Return the rows of numbers that stand so many lines below the title, up to the line of stars."""
    first = next(n for n, line in enumerate(lines) if line.startswith(title)) + skip
    last = next(n for n in range(first, len(lines)) if lines[n].startswith("*"))
    return [[int(one) for one in line.split()] for line in lines[first:last]]


def holds(jobs: Jobs, schedule: Schedule) -> bool:
    """Tell, tick by tick, whether the schedule keeps to what waits for what and to every capacity."""
    used = [[0] * (max(schedule.ends) + 1) for _ in jobs.resources]
    for job, (mode,) in enumerate(jobs.modes):
        if schedule.ends[job] - schedule.begins[job] != mode.length:
            return False
        for resource, amount in mode.demands:
            for tick in range(schedule.begins[job], schedule.ends[job]):
                used[resource][tick] += amount
    waits = all(schedule.begins[job] >= schedule.ends[arc.earlier] for job, arcs in enumerate(jobs.before) for arc in arcs)
    return waits and all(max(row) <= one.capacity for row, one in zip(used, jobs.resources, strict=True))
