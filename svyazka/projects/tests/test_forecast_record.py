"""The forecast on the record of a real company: as true as the benchmark says; the benchmark itself on a small heap."""

import importlib
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[3]
HEAD = ("TaskNumber,StatusCode,Category,SubCategory,AssignedToID,HoursEstimate,HoursActual", "TaskNumber,EstimateOn,StartedOn,CompletedOn")


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    return importlib.import_module("forecast")


@pytest.fixture
def record(bench):
    """The finished tasks of the company, by the day they began."""
    folder = bench.found()
    if folder is None:
        pytest.skip("there is no ../shared/data/tasks-sip")
    return bench.read(folder)


def test_the_intervals_hold_and_the_errors_are_below_those_of_the_estimates(bench, record):
    asked = record[len(record) // 5 :]
    said = bench.forecasts(asked, bench.Mornings(record))

    whole, parts = bench.told_of(said), [bench.told_of(said[n::5]) for n in range(5)]
    by_time = [bench.told_of(said[len(said) * n // 5 : len(said) * (n + 1) // 5]) for n in range(5)]

    assert len(said) > 4000
    assert 0.77 < whole["within_80"] < 0.83 and 0.45 < whole["within_50"] < 0.6 and 0.92 < whole["within_95"] < 0.98
    assert all(0.73 <= part["within_80"] <= 0.87 for part in (*parts, *by_time))
    assert all(part[f"mean_{of}_ours"] < part[f"mean_{of}_raw"] for part in (whole, *by_time) for of in ("log", "hours"))
    assert whole["median_log_ours"] <= whole["median_log_raw"] and whole["median_hours_ours"] <= whole["median_hours_raw"]


def heap(folder: Path, count: int = 80) -> None:
    """Write a heap in the form of the record: one task by two people, one called off, one never finished."""
    dice, tasks, days = Random(1), [], []
    for n in range(count):
        began = date(2005, 1, 3) + timedelta(days=n)
        told = [f"{one.day:02}-{one:%b}-{one:%y}" for one in (began, began, began + timedelta(days=dice.randrange(9)))]
        tasks.append(f"{n},FINISHED,Dev,Bug,{n % 2},{2 + n % 5},{dice.randrange(1, 20) / 2}")
        days.append(f"{n},{','.join(told)}")
    tasks += [tasks[0], f"{count},CANCELLED,Dev,Bug,1,5,1", f"{count + 1},FINISHED,Dev,Bug’s,1,5,1"]
    days += [f"{count},03-Jan-05,03-Jan-05,04-Jan-05", f"{count + 1},03-Jan-05,03-Jan-05,"]
    for name, head, rows in (("task-info.csv", HEAD[0], tasks), ("dates.csv", HEAD[1], days)):
        (folder / name).write_text("\n".join((head, *rows)), "cp1252")


def test_each_task_is_read_once_and_only_if_it_was_finished(bench, tmp_path):
    heap(tmp_path)

    tasks = bench.read(tmp_path)

    assert len(tasks) == 80
    assert tasks == sorted(tasks, key=lambda task: task.told_on)
    assert (tasks[0].estimate, tasks[0].told_on, tasks[0].person, tasks[0].kind) == (2, date(2005, 1, 3), "0", "Bug")


def test_the_benchmark_prints_its_figures_last(tmp_path):
    heap(tmp_path)

    ran = subprocess.run([sys.executable, "bench/forecast.py", "--data", str(tmp_path), "--tasks", "20", "--runs", "20"],
                         cwd=ROOT, capture_output=True, text=True, timeout=120)  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    figures = json.loads(ran.stdout.splitlines()[-1])
    assert figures["tasks"] == 64 and len(figures["parts"]) == 5
    assert {"within_50", "within_80", "within_95", "mean_log_raw", "mean_log_ours", "mean_hours_ours", "sums", "ratio"} <= figures.keys()
