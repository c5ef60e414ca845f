"""The plain drawing of a schedule: links of the four kinds, and projects of years."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace as Row
from zoneinfo import ZoneInfo

import pytest

from svyazka.briefs.tests.test_pages import as_
from svyazka.kit.worktime import Window
from svyazka.work.actions import plan_schedule
from svyazka.work.gantt import HEAD, LABELS, ROW, draw
from svyazka.work.models import Task
from svyazka.work.panels import chart
from svyazka.work.rules import Wait
from svyazka.work.tests import make

MORNING = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Moscow"))


def drawn(*days: tuple[int, int], links: dict | None = None, window: Window | None = None):
    """Draw tasks 1, 2 … of one stage that begin and end so many days from the first morning."""
    stages = [Row(pk=1, title="Вёрстка", promised_on=None)]
    rows = [Row(stage_id=1, task_id=n, starts_at=MORNING + timedelta(days=first), ends_at=MORNING + timedelta(days=last, hours=9), critical=True) for n, (first, last) in enumerate(days, 1)]
    tasks = {row.task_id: Row(pk=row.task_id, title=f"Задача {row.task_id}") for row in rows}
    return draw(stages, rows, tasks, {}, window or Window(), now=MORNING, deadline_on=date(2026, 3, 20), links=links or {})


@pytest.mark.parametrize(("kind", "leaves_end", "comes_to_start"), [("FS", True, True), ("SS", False, True), ("FF", True, False), ("SF", False, False)])
def test_a_link_runs_between_the_ends_its_kind_names(kind, leaves_end, comes_to_start):
    told = drawn((0, 1), (3, 4), links={2: [Wait(1, kind)]})
    one, other = [bar for bar in told.bars if bar.task]
    (line,) = told.lines
    assert line.way.startswith(f"M {one.x + one.width * leaves_end:g} ") and line.way.endswith(f"H {other.x + other.width * (not comes_to_start):g}")
    assert line.critical and f"V {other.y + 12.5:g}" in line.way


def test_a_link_to_a_task_that_is_not_drawn_is_left_out():
    assert drawn((0, 1), links={1: [Wait(7)], 9: [Wait(1)]}).lines == []


def test_years_are_drawn_whole_and_names_of_days_only_where_they_fit():
    told = drawn((0, 1), (700, 701))
    last = told.bars[-1]
    assert last.x + last.width <= told.width and told.height == HEAD + ROW * 3 + 8
    assert told.days[1][0] - told.days[0][0] == 4 and not any(label for *_place, label in told.days) and told.months[0][0] == LABELS
    assert [label for *_place, label in drawn((0, 100)).days][1] == "2"


@pytest.mark.django_db
def test_many_tasks_are_left_to_the_chart_and_drawn_for_who_asks(client, monkeypatch):
    task, pavel = make.task(), make.person("pavel", "pm")
    make.task(task.project, title="Тексты")
    plan_schedule(task.project, deadline_on=make.MONDAY.date(), by=pavel, at=make.MONDAY)
    place = f"/work/projects/{task.project_id}/plan/"
    assert "<svg width" in as_(client, pavel).get(place).content.decode()
    monkeypatch.setattr(chart, "MOST_DRAWN", 1)
    short = client.get(place).content.decode()
    assert "<svg width" not in short and f"{place}?plain=1" in short and "2 задачи: их показывает диаграмма." in short
    assert "не успевает" in short, "why days are missed is told all the same"
    assert "<svg width" in client.get(place, {"plain": "1"}).content.decode()


@pytest.mark.django_db
def test_what_is_open_and_stands_in_no_schedule_is_told_and_what_is_done_is_not(client):
    _anna, pavel, _dev = make.pair()
    project = make.project()
    make.task(project)
    plan_schedule(project, by=pavel, at=make.MONDAY)
    later = make.task(project, title="Ещё одна")
    page = as_(client, pavel, "en").get(f"/projects/{project.pk}/", headers={"Accept-Language": "en"}).content.decode()
    assert "1 task is not in the schedule" in page

    Task.objects.filter(pk=later.pk).update(state="done", done_at=make.MONDAY)

    assert "not in the schedule" not in client.get(f"/projects/{project.pk}/", headers={"Accept-Language": "en"}).content.decode()
