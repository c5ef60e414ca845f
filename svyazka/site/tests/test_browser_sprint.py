"""The plan of a sprint in a real browser: on a phone the sum and the button are at hand, a long backlog is narrowed."""

import pytest
from django.utils import timezone

from svyazka.site.tests.test_browser import sign_in
from svyazka.work.models import Sprint, Task
from svyazka.work.tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_sprint_is_planned_on_a_phone_out_of_a_long_backlog(page, live_server):
    project = make.project(at=timezone.now())
    tasks = [make.task(project, title=f"Страница {number}", at=timezone.now()) for number in range(1, 31)]
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, live_server.url, "pavel")
    page.goto(f"{live_server.url}/work/projects/{project.pk}/sprints/plan/")
    bar, button = page.locator(".plan-bar"), page.locator(".plan-bar button")
    assert button.is_visible() and button.bounding_box()["y"] + button.bounding_box()["height"] <= page.locator(".tab-bar").bounding_box()["y"]

    page.check(f"#t-{tasks[0].pk}")
    page.fill("#backlog-q", "страница 12")
    assert page.locator(".backlog tr:visible").count() == 2  # what is ticked stays in sight
    page.check(f"#t-{tasks[11].pk}")
    assert bar.locator("[data-total]").inner_text().startswith("16")
    page.fill("#backlog-q", "")
    for task in tasks[1:11]:
        page.check(f"#t-{task.pk}")
    assert tasks[0].assignee.name in bar.locator("[data-over-names]").inner_text()

    page.fill("[name=goal]", "Каталог")
    button.click()
    page.wait_for_url(f"**/work/projects/{project.pk}/sprints/")
    assert Sprint.objects.get(project=project).tasks.count() == 12


def test_of_a_very_long_backlog_the_first_are_shown_and_more_by_a_press(page, live_server):
    project = make.project(at=timezone.now())
    first = make.task(project, title="Страница 1", at=timezone.now())
    told = {field.attname: getattr(first, field.attname) for field in Task._meta.concrete_fields if field.attname not in ("id", "title", "position")}
    Task.objects.bulk_create(Task(**told, title=f"Страница {n}", position=n) for n in range(2, 131))
    last = Task.objects.get(title="Страница 130")
    sign_in(page, live_server.url, "pavel")
    page.goto(f"{live_server.url}/work/projects/{project.pk}/sprints/plan/")
    rows = page.locator(".backlog tr:visible")
    assert rows.count() == 100
    page.fill("#backlog-q", "страница 130")
    page.check(f"#t-{last.pk}")
    page.fill("#backlog-q", "")
    assert rows.count() == 101 and page.is_visible(f"#t-{last.pk}")  # what is ticked stays in sight
    page.click("#backlog-more")
    assert rows.count() == 130 and page.is_hidden("#backlog-more")
