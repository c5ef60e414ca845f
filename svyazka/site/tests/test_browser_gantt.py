"""A real browser at the chart: the PM drags, links and walks by keys; the AM and a specialist are told whose duty it is."""

import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from svyazka.people.models import Person
from svyazka.projects.models import Project
from svyazka.site.tests.test_browser import serious, sign_in, wait_until
from svyazka.site.tests.test_walk import to_contract
from svyazka.site.tests.world import founded, programs
from svyazka.work.actions import link_task, plan_schedule, set_task
from svyazka.work.models import Task, TaskDependency

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHART = "document.querySelector('.gantt').gantt"
SHOTS = os.environ.get("SVYAZKA_SHOTS", "")  # a folder: what the browser saw is kept there


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def planned(*, tasks: int = 6) -> Project:
    """Start a project whose PM has set and scheduled so many tasks, each third after the one before."""
    founded()
    people = programs()
    _engagement, contract = to_contract(people)
    project = Project.objects.get(pk=people["pavel"].does(f"/contracts/{contract['id']}/projects")["id"])
    pavel, at = Person.objects.get(username="pavel"), datetime.now(UTC)
    made: list[Task] = []
    for n in range(tasks):
        stage = project.stages.all()[n * project.stages.count() // tasks]
        made.append(set_task(project, title=f"Задача {n + 1}: вёрстка раздела", stage_id=stage.pk, assignee=("dev", "design")[n % 2], estimate_hours=Decimal(6 + n % 3 * 6), by=pavel, at=at))
    for n in range(2, min(tasks, 60), 3):
        link_task(made[n], after=[made[n - 1].pk], by=pavel, at=at)
    plan_schedule(project, by=pavel, at=at)
    return project


def opened(page, address: str, login: str, project: Project) -> None:
    sign_in(page, address, login)
    page.goto(f"{address}/work/projects/{project.pk}/plan/")
    wait_until(page, "!!document.querySelector('.gantt')?.gantt")
    page.wait_for_timeout(300)


def bar(page, task: Task) -> dict:
    return page.locator(f".gantt_task_line[data-task-id='{task.pk}']").bounding_box()


@pytest.fixture
def watched(browser):
    """Open a page whose console may tell that a drag was refused (409), and nothing else."""
    page = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    assert [text for text in told if "409 (Conflict)" not in text] == []


def drag(page, x: float, y: float, by: float) -> None:
    page.evaluate("document.querySelector('.gantt-said').textContent = ''")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y, steps=4)
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()
    wait_until(page, "document.querySelector('.gantt-said').textContent !== ''")


def test_the_pm_moves_stretches_and_links_bars(watched, live_server):
    page, project = watched, planned()
    first, second, *_rest, last = Task.objects.order_by("pk")
    opened(page, live_server.url, "pavel", project)
    assert page.locator(".gantt_task_line[data-task-id]").count() >= 6 and page.locator(".gantt-drawing").count() == 0
    assert serious(page) == []
    shot(page, "pm-light-ru-1440")

    box = bar(page, last)
    drag(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 26 * 4)
    last.refresh_from_db()
    assert last.not_before and page.locator(".gantt-stale").is_visible()
    hours = second.estimate_hours
    page.locator(f".gantt_task_line[data-task-id='{second.pk}']").hover()
    edge = page.locator(f".gantt_task_line[data-task-id='{second.pk}'] .gantt_task_drag.task_right").bounding_box()
    drag(page, edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2, 26 * 2)
    second.refresh_from_db()
    assert second.estimate_hours > hours

    page.evaluate(f"{CHART}.addLink({{source: {first.pk}, target: {last.pk}, type: '1'}})")
    wait_until(page, "document.querySelector('.gantt-said').textContent.includes('проведена')")
    assert TaskDependency.objects.get(task=last, after=first).kind == "SS"
    page.evaluate(f"{CHART}.addLink({{source: {last.pk}, target: {first.pk}, type: '0'}})")
    wait_until(page, "document.querySelector('.gantt-said').textContent.includes('→')")
    assert not TaskDependency.objects.filter(task=first, after=last).exists()
    shot(page, "pm-after-drags")


def test_keys_walk_zoom_and_open(page, live_server):
    project = planned()
    opened(page, live_server.url, "pavel", project)
    page.locator(".gantt_row[data-task-id]:not(.gantt-heading)").first.click()
    scale = f"{CHART}.config.min_column_width"
    page.keyboard.press("+")
    assert page.evaluate(scale) == 44
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert page.evaluate(scale) == 70
    page.keyboard.press("t")
    page.click("[data-lanes=people]")
    assert page.locator(".gantt_row.gantt-heading").count() == 2 and page.locator(".gantt-load svg rect").count() > 2
    shot(page, "pm-people")
    page.locator(".gantt_row[data-task-id]:not(.gantt-heading)").first.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/work/tasks/*/")


def test_a_specialist_sees_their_own_bars_and_moves_none(page, live_server):
    project = planned()
    opened(page, live_server.url, "dev", project)
    task = Task.objects.filter(assignee__username="dev").first()
    assert page.locator(".gantt_task_line[data-task-id]").count() == 3
    box = bar(page, task)
    page.mouse.move(box["x"] + 10, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 8, steps=5)
    page.mouse.up()
    task.refresh_from_db()
    assert task.not_before is None and bar(page, task)["x"] == pytest.approx(box["x"], abs=1)


def test_a_refused_drag_jumps_back_and_says_who_may(watched, live_server):
    page, project = watched, planned()
    opened(page, live_server.url, "pavel", project)
    task = Task.objects.order_by("pk").last()
    box = bar(page, task)
    Task.objects.filter(pk=task.pk).update(state="doing", started_at=datetime.now(UTC) - timedelta(hours=1))
    drag(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 26 * 4)
    wait_until(page, "document.querySelector('.gantt-said').textContent.includes('начата')")
    page.wait_for_timeout(200)
    assert bar(page, task)["x"] == pytest.approx(box["x"], abs=1)


@pytest.mark.parametrize(("width", "dark", "language"), [(390, False, "ru"), (390, True, "en"), (1440, True, "en")])
def test_the_chart_fits_a_phone_and_the_dark(browser, live_server, width, dark, language):
    project = planned()
    Person.objects.filter(username="pavel").update(language=language)
    page = browser.new_context(viewport={"width": width, "height": 844}, color_scheme="dark" if dark else "light", has_touch=width < 500).new_page()
    opened(page, live_server.url, "pavel", project)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
    shot(page, f"pm-{'dark' if dark else 'light'}-{language}-{width}")
