"""A real browser at the links of the chart: drawn from end to end by mouse and by touch, told by dialog and keys; sheets of paper."""

import pytest

from svyazka.people.models import Person
from svyazka.site.tests.test_browser import serious, wait_until
from svyazka.site.tests.test_browser_gantt import CHART, bar, opened, planned, shot
from svyazka.work.models import Task, TaskDependency

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "document.querySelector('.gantt-said').textContent"


def node(page, task: Task, side: str) -> tuple[float, float]:
    page.locator(f".gantt_task_line[data-task-id='{task.pk}']").hover()
    return dot(page, task, side)


def dot(page, task: Task, side: str) -> tuple[float, float]:
    """Return where the dot at this end of the bar is."""
    box = page.locator(f".gantt_task_line[data-task-id='{task.pk}'] .gantt_link_control.{side} div").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def far(page) -> None:
    """Show the whole project: one column a week."""
    page.click("[data-zoom='-1']")
    page.evaluate(f"{CHART}.scrollTo(0, 0)")
    page.wait_for_timeout(200)


@pytest.mark.parametrize(("leaves", "comes", "kind"), [("task_right", "task_left", "FS"), ("task_left", "task_left", "SS"), ("task_right", "task_right", "FF"), ("task_left", "task_right", "SF")])
def test_a_link_of_each_kind_is_drawn_from_end_to_end(page, live_server, leaves, comes, kind):
    project = planned()
    first, other = Task.objects.order_by("pk")[0], Task.objects.order_by("pk")[3]
    opened(page, live_server.url, "pavel", project)
    far(page)
    there = node(page, other, comes)
    page.mouse.move(*node(page, first, leaves))
    page.mouse.down()
    box = bar(page, other)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8, steps=6)
    page.mouse.move(*there, steps=4)
    page.mouse.up()
    wait_until(page, f"{SAID} !== ''")
    assert TaskDependency.objects.get(task=other, after=first).kind == kind
    assert page.evaluate(f"{CHART}.getLinks().filter(one => one.source == {first.pk} && one.target == {other.pk}).map(one => one.type)") == [str(("FS", "SS", "FF", "SF").index(kind))]


def test_kind_and_lag_by_double_click_and_by_keys(browser, live_server):
    project = planned()
    link = TaskDependency.objects.first()
    page = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
    opened(page, live_server.url, "pavel", project)
    page.evaluate(f"{CHART}.callEvent('onLinkDblClick', ['{link.after_id}-{link.task_id}'])")
    page.wait_for_selector("#chart-links[open]")
    assert serious(page) == []
    page.select_option("#chart-links li >> nth=0 >> select[name=kind]", "SS")
    page.fill("#chart-links li >> nth=0 >> input[name=lag]", "4,5")
    shot(page, "links-dialog")
    page.click("#chart-links .form-acts button")
    page.wait_for_selector("#chart-links:not([open])", state="attached")
    link = TaskDependency.objects.get(task=link.task_id, after=link.after_id)
    assert (link.kind, str(link.lag_hours)) == ("SS", "4.50") and page.locator(".gantt-stale").is_visible()

    page.locator(f".gantt_row[data-task-id='{link.task_id}']").click()
    page.keyboard.press("l")
    page.wait_for_selector("#chart-links[open]")
    page.select_option("#chart-links li >> nth=0 >> select[name=after]", "")
    page.select_option("#chart-links li >> nth=1 >> select[name=after]", str(link.task_id - 2))
    page.fill("#chart-links li >> nth=1 >> input[name=lag]", "вечность")
    page.click("#chart-links .form-acts button")
    wait_until(page, "!document.querySelector('#chart-links .gantt-refused').hidden")
    page.fill("#chart-links li >> nth=1 >> input[name=lag]", "-2")
    page.click("#chart-links .form-acts button")
    page.wait_for_selector("#chart-links:not([open])", state="attached")
    assert list(TaskDependency.objects.filter(task=link.task_id).values_list("after", "kind", "lag_hours")) == [(link.task_id - 2, "FS", -2)]


def test_a_day_forth_and_back_by_keys(page, live_server):
    project = planned()
    task = Task.objects.order_by("pk").last()
    opened(page, live_server.url, "pavel", project)
    page.locator(f".gantt_row[data-task-id='{task.pk}']").click()
    begins = page.evaluate(f"{CHART}.getTask({task.pk}).start_date.getTime()")
    days = []
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft"):
        page.evaluate("document.querySelector('.gantt-said').textContent = ''")
        page.keyboard.press(key)
        wait_until(page, f"{SAID} !== ''")
        task.refresh_from_db()
        days.append(task.not_before)
    assert days[0] == days[2] < days[1] and all(day.weekday() < 5 for day in days)
    assert page.evaluate(f"{CHART}.getTask({task.pk}).start_date.getTime()") > begins
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/work/tasks/*/")


def touch(cdp, x: float, y: float, to_x: float, to_y: float, *, hold: int) -> None:
    """Draw a finger from one place to another, holding it first so many milliseconds."""
    def send(kind: str, *points) -> None:
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})

    send("touchStart", (x, y))
    cdp.page.wait_for_timeout(hold)
    for n in range(1, 9):
        send("touchMove", (x + (to_x - x) * n / 8, y + (to_y - y) * n / 8))
        cdp.page.wait_for_timeout(30)
    send("touchEnd")


class Finger:
    def __init__(self, page):
        self.page, self.session = page, page.context.new_cdp_session(page)
        self.send = self.session.send


def test_a_finger_moves_a_bar_scrolls_the_days_and_draws_a_link(browser, live_server):
    project = planned()
    last = Task.objects.order_by("pk").last()
    page = browser.new_context(viewport={"width": 820, "height": 1100}, has_touch=True, is_mobile=True).new_page()
    opened(page, live_server.url, "pavel", project)
    finger = Finger(page)
    page.evaluate(f"{CHART}.scrollTo({CHART}.posFromDate({CHART}.getTask({last.pk}).start_date) - 60, 0)")
    page.wait_for_timeout(300)
    box = bar(page, last)
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    touch(finger, x, y, x + 26 * 4, y, hold=700)
    wait_until(page, f"{SAID} !== ''")
    last.refresh_from_db()
    assert last.not_before, "held and drawn: it begins not before that day"
    before = page.evaluate(f"{CHART}.getScrollState().x")
    high = page.locator(".gantt-place").bounding_box()
    touch(finger, 500, high["y"] + 60, 680, high["y"] + 60, hold=0)
    page.wait_for_timeout(600)
    assert page.evaluate(f"{CHART}.getScrollState().x") < before, "a quick stroke scrolls"
    other = Task.objects.order_by("pk")[4]
    page.evaluate(f"document.querySelector('.gantt-said').textContent = ''; {CHART}.scrollTo({CHART}.posFromDate({CHART}.getTask({other.pk}).start_date) - 200, 0)")
    page.wait_for_timeout(300)
    box = bar(page, other)
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 8)
    page.wait_for_timeout(600)
    x, y = dot(page, other, "task_left")
    target = bar(page, last)
    touch(finger, x, y, target["x"] - 14, target["y"] + 8, hold=700)
    wait_until(page, f"{SAID} !== ''")
    assert TaskDependency.objects.get(task=last, after=other).kind == "SS"
    shot(page, "touch")


def test_of_many_bars_only_those_in_sight_are_drawn(page, live_server):
    project = planned(tasks=300)
    opened(page, live_server.url, "pavel", project)
    drawn = "[...document.querySelectorAll('.gantt_row[data-task-id]')].length + document.querySelectorAll('.gantt_task_line').length"
    high = page.locator(".gantt-place").bounding_box()["height"]
    most = 2 * (high / 30 + 12)
    for top in (0, 4000, 9000):
        page.evaluate(f"{CHART}.scrollTo(null, {top})")
        page.wait_for_timeout(150)
        assert 10 < page.evaluate(drawn) <= most
    assert page.evaluate(f"{CHART}.getVisibleTaskCount()") >= 300 and page.locator(".gantt-drawing").count() == 0


@pytest.mark.parametrize("language", ["ru", "en"])
def test_on_paper_every_row_and_every_link_stands_on_a_sheet_that_lies(page, live_server, language):
    project = planned(tasks=40)
    Person.objects.filter(username="pavel").update(language=language)
    opened(page, live_server.url, "pavel", project)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    sheets = page.locator(".gantt-sheet")
    assert sheets.count() == 2 and page.locator(".gantt-sheet .task-bar").count() == 40 and page.locator(".gantt-place").is_hidden()
    assert page.locator(".gantt-sheet .arrow").count() == TaskDependency.objects.count() > 5
    rows = page.evaluate("[...document.querySelectorAll('.gantt-sheet .task-bar')].map(one => [one.x.baseVal.value, one.x.baseVal.value + one.width.baseVal.value])")
    assert all(250 <= left < right <= 1040 for left, right in rows), "nothing is cut"
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") in (0, 2)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert sheets.count() == 0
