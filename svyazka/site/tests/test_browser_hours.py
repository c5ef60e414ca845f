"""A real browser at the week of hours and the grid of load: keys alone, a phone, a day of a person's own; a task carried and put back."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from svyazka.people.queries import today
from svyazka.site.tests.test_browser import serious, sign_in, wait_until
from svyazka.site.tests.test_browser_gantt import planned, shot
from svyazka.work.models import Levelling, Task, TimeEntry
from svyazka.work.queries import monday_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATE = "document.querySelector('.{form} [name=\"{name}\"]').dataset.state === '{state}'"


def typed(page, name: str, text: str, state: str, form: str = "hours-week") -> None:
    """Type into the cell that has the keyboard and leave it by Enter; wait till it is saved or told wrong."""
    page.focus(f".{form} [name='{name}']")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    wait_until(page, STATE.format(form=form, name=name, state=state))


def test_the_week_is_written_by_keys_alone_and_what_is_no_hours_stays_to_be_mended(browser, live_server):
    planned()
    page = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()  # its console tells of the cells that are refused
    day, keys = today(datetime.now(UTC)), list(Task.objects.filter(assignee__username="dev").order_by("pk").values_list("pk", flat=True))
    sign_in(page, live_server.url, "dev")
    page.goto(f"{live_server.url}/work/hours/")
    first, second = (page.locator(".hours-week [data-cell]").nth(n).get_attribute("name") for n in (0, 1))
    name = f"h-{keys[0]}-{day}"

    typed(page, name, "1,5", "saved")
    assert TimeEntry.objects.get().hours == Decimal("1.5")
    for wrong in ("много", "-2", "25", "=1+1", "1e3"):
        typed(page, name, wrong, "wrong")
        assert page.input_value(f".hours-week [name='{name}']") == wrong
    page.focus(f".hours-week [name='{name}']")
    page.keyboard.press("Escape")
    assert page.input_value(f".hours-week [name='{name}']") == "1,5" and TimeEntry.objects.get().hours == Decimal("1.5")
    typed(page, name, "2:15", "saved")
    assert TimeEntry.objects.get().hours == Decimal("2.25")
    if first and second and first.rsplit("-", 3)[0] == second.rsplit("-", 3)[0]:  # two days of one row
        page.focus(f"[name='{first}']")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.name") == second
    assert serious(page) == []
    shot(page, "hours-week")


def test_on_a_phone_a_day_is_written(page, live_server):
    planned()
    Task.objects.filter(assignee__username="dev").update(title="Оченьдлинноеназваниебезпробелов" * 4)
    day, key = today(datetime.now(UTC)), Task.objects.filter(assignee__username="dev").first().pk
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server.url, "dev")
    page.goto(f"{live_server.url}/work/hours/?day={day}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    typed(page, f"h-{key}-{day}", "3,25", "saved", form="hours-day")
    assert TimeEntry.objects.get().hours == Decimal("3.25")
    assert serious(page) == []


@pytest.mark.parametrize("by_keys", [True, False])
def test_a_task_is_carried_to_another_week_and_put_back(page, live_server, by_keys):
    planned()
    monday = monday_of(today(datetime.now(UTC)))
    page.set_viewport_size({"width": 1440, "height": 1300})
    sign_in(page, live_server.url, "pavel")
    place = f"{live_server.url}/work/load/?person=dev"
    page.goto(place)
    grip = page.locator(".load-grip").first
    if by_keys:
        grip.focus()
        for key in ("Enter", "ArrowRight", "ArrowRight", "Enter"):
            page.keyboard.press(key)
    else:
        aim, box = page.locator(f"td[data-person='dev'][data-week='{monday + timedelta(days=14)}']").bounding_box(), grip.bounding_box()
        page.mouse.move(box["x"] + 4, box["y"] + 4)
        page.mouse.down()
        page.mouse.move(aim["x"] + 20, aim["y"] + 8, steps=6)
        page.mouse.up()
    page.wait_for_selector(".load-move")
    assert Levelling.objects.get().starts_on >= monday + timedelta(days=7)
    assert serious(page) == []
    page.click(".load-move button")
    page.wait_for_selector(".load-move", state="detached")
    assert not Levelling.objects.exists()
