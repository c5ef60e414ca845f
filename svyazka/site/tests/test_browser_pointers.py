"""A real browser at the chart on a machine with a mouse and a screen that is touched; names that are no marks; what stands beside the chart."""

import pytest

from svyazka.projects.models import Schedule
from svyazka.site.tests.test_browser import wait_until
from svyazka.site.tests.test_browser_gantt import CHART, bar, drag, opened, planned, shot
from svyazka.site.tests.test_browser_links import SAID, Finger, dot, far, node, touch
from svyazka.work.models import Task, TaskDependency

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOUSE_FIRST = """const asked = window.matchMedia.bind(window);
window.matchMedia = (query) => query === "(pointer: coarse)" ? { matches: false, addEventListener() {} } : asked(query);"""


def drawn_to(page, task: Task, there: tuple[float, float]) -> None:
    """Draw what is held over the bar to the dot at its end."""
    box = bar(page, task)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8, steps=6)
    page.mouse.move(*there, steps=4)


@pytest.fixture
def both(browser):
    """Open a page of a machine that is led by a mouse, and whose screen is touched as well."""
    context = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}, has_touch=True)
    context.add_init_script(MOUSE_FIRST)
    return context.new_page()


def test_a_finger_and_a_mouse_move_bars_on_one_screen(both, live_server):
    page, project = both, planned()
    first, last = Task.objects.order_by("pk").first(), Task.objects.order_by("pk").last()
    opened(page, live_server.url, "pavel", project)
    box = bar(page, last)
    drag(page, box["x"] + box["width"] / 2, box["y"] + 8, 26 * 3)
    last.refresh_from_db()
    by_mouse = last.not_before
    assert by_mouse.weekday() < 5, "nobody begins on a day off"
    page.evaluate("document.querySelector('.gantt-said').textContent = ''")
    box = bar(page, last)
    touch(Finger(page), box["x"] + box["width"] / 2, box["y"] + 8, box["x"] + box["width"] / 2 + 26 * 4, box["y"] + 8, hold=700)
    wait_until(page, f"{SAID} !== ''")
    last.refresh_from_db()
    assert last.not_before > by_mouse, "the mouse drew at once, the finger after it held"
    page.evaluate("document.querySelector('.gantt-said').textContent = ''")
    far(page)
    there = node(page, last, "task_left")
    page.mouse.move(*node(page, first, "task_left"))
    page.mouse.down()
    drawn_to(page, last, there)
    page.mouse.up()
    wait_until(page, f"{SAID} !== ''")
    assert TaskDependency.objects.get(task=last, after=first).kind == "SS", "by mouse a link needs no holding"


def test_a_finger_draws_a_link_where_a_mouse_is_first(both, live_server):
    page, project = both, planned()
    first, last = Task.objects.order_by("pk").first(), Task.objects.order_by("pk").last()
    opened(page, live_server.url, "pavel", project)
    far(page)
    box = bar(page, first)
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 8)
    page.wait_for_timeout(600)
    target = bar(page, last)
    touch(Finger(page), *dot(page, first, "task_left"), target["x"] - 14, target["y"] + 8, hold=700)
    wait_until(page, f"{SAID} !== ''")
    assert TaskDependency.objects.get(task=last, after=first).kind == "SS"


def test_a_title_is_text_wherever_the_chart_says_it(page, live_server):
    project = planned()
    first, last = Task.objects.order_by("pk").first(), Task.objects.order_by("pk").last()
    Task.objects.filter(pk=first.pk).update(title="<b class=mark>Ромашка</b> & «Ко»")
    opened(page, live_server.url, "pavel", project)
    far(page)
    there = node(page, last, "task_left")
    page.mouse.move(*node(page, first, "task_right"))
    page.mouse.down()
    drawn_to(page, last, there)
    label = page.locator(".gantt-drag-link")
    assert "<b class=mark>Ромашка</b> & «Ко»" in label.inner_text()
    page.mouse.up()
    wait_until(page, f"{SAID} !== ''")
    for x in (20, 30):
        page.locator(f".gantt_row[data-task-id='{first.pk}'] .gantt_tree_content").first.hover(position={"x": x, "y": 8})
    page.wait_for_selector(".gantt_tooltip")
    told = page.locator(".gantt_tooltip").inner_text()
    assert "<b class=mark>Ромашка</b>" in told and " ч" in told and "Денис" in told
    assert page.locator(f".gantt_task_line[data-task-id='{first.pk}']").get_attribute("aria-label").startswith("<b class=mark>") is False
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".mark").count() == 0 and "Ромашка</b>" in page.locator(".gantt-sheet").first.text_content()


def test_what_the_schedule_says_stays_beside_the_chart(page, live_server):
    project = planned()
    opened(page, live_server.url, "pavel", project)
    assert page.get_by_role("button", name="Рассчитать график").first.is_visible()
    assert page.locator(".gantt-plain").inner_text().startswith("График") and page.locator(".gantt-drawing").count() == 0
    shot(page, "pm-schedule-beside")


def test_on_paper_long_names_end_before_the_bars(page, live_server):
    project = planned()
    Task.objects.filter(project=project).update(title="НАЗВАНИЕБЕЗПРОБЕЛОВ" * 12)
    opened(page, live_server.url, "pavel", project)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    ends = page.evaluate("[...document.querySelectorAll('.gantt-sheet .row-name')].map(one => one.getBBox().x + one.getBBox().width)")
    assert len(ends) > 6 and max(ends) < 270
    assert page.locator(".page-head").is_hidden() and project.title[:10] in page.locator(".gantt-sheet").text_content()
    assert page.evaluate(f"{CHART}.config.touch") is False


def test_a_form_that_is_pressed_twice_is_sent_once(page, live_server):
    project = planned()
    opened(page, live_server.url, "pavel", project)
    count = Schedule.objects.filter(project=project).count()
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    with page.expect_navigation():
        page.get_by_role("button", name="Рассчитать график").first.dblclick()
    page.wait_for_timeout(500)
    assert len(sent) == 1 and Schedule.objects.filter(project=project).count() <= count + 1
