"""Open pages on the real server: what one does another sees, whose right ends hears no more, a stop waits for nobody."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from svyazka.people.models import Person
from svyazka.people.queries import the_agency, today
from svyazka.roles.models import Seat
from svyazka.roles.steps import leave_seat
from svyazka.site.bus import NAME
from svyazka.site.tests.test_browser import sign_in, wait_until
from svyazka.work import actions
from svyazka.work.models import PlanLook, Task
from svyazka.work.queries import watch_of
from svyazka.work.steps import ship_retro_formats
from svyazka.work.tests import make

pytestmark = [pytest.mark.django_db(transaction=True)]
RUN = "from svyazka.site.serving import serve; serve('127.0.0.1', {port})"


@pytest.fixture
def served(task, tmp_path, request) -> Iterator[tuple[int, subprocess.Popen]]:
    """Serve the tables of the test by the real server; return its port and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = connection.settings_dict
    url = f"postgresql:///{told['NAME']}?host={quote(told['HOST'], safe='')}&user={told['USER']}&port={told['PORT']}"
    env = os.environ | {"DATABASE_URL": url, "SVYAZKA_HOME": str(tmp_path), "SVYAZKA_TEST": "1", "SVYAZKA_LOG": "ERROR", "DJANGO_SETTINGS_MODULE": "svyazka.site.settings"}
    env["SVYAZKA_WORKER"] = getattr(request, "param", "")
    process = subprocess.Popen([sys.executable, "-c", RUN.format(port=port)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for _try in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield port, process
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)


@pytest.fixture
def task(transactional_db) -> Task:
    return make.task(make.project(at=timezone.now()), at=timezone.now())


class Line:
    """One open stream."""

    def __init__(self, port: int, login: str, path: str, accept="text/event-stream"):
        client = Client()
        if login:
            client.force_login(Person.objects.get(username=login))
        self.client, self.http = client, http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        cookie = "; ".join(f"{name}={value.value}" for name, value in client.cookies.items())
        self.http.request("GET", path, headers={"Accept": accept, "Cookie": cookie})
        self.answer = self.http.getresponse()

    @property
    def status(self) -> int:
        return self.answer.status

    def hears(self) -> str:
        """Return the next event, or "" when the stream is over."""
        while line := self.answer.readline().decode():
            if line.startswith("event: "):
                return line.removeprefix("event: ").strip()
        return ""


def opened(port: int, login: str, path: str) -> Line:
    """Open a stream as soon as the server hears the database."""
    for _try in range(50):
        line = Line(port, login, path)
        if line.status != 204:
            return line
        time.sleep(0.1)
    raise AssertionError("the server does not hear the database")


def door(task: Task) -> str:
    return f"/work/projects/{task.project_id}/live/"


def start(task: Task) -> None:
    actions.start_task(Task.objects.get(pk=task.pk), by=task.assignee, at=timezone.now())


def finished(task: Task) -> Task:
    Task.objects.filter(pk=task.pk).update(state="review", finished_at=timezone.now())
    return task


def test_what_is_done_is_heard_by_whoever_may_and_by_nobody_else(served, task):
    port, _process = served
    pavel, dev = opened(port, "pavel", door(task)), opened(port, "dev", door(task))
    assert pavel.answer.headers["Content-Type"].startswith("text/event-stream") and "no-transform" in pavel.answer.headers["Cache-Control"]
    assert Line(port, "", door(task)).status == 302 and Line(port, "pavel", "/work/projects/99999/live/").status == 404

    start(task)
    assert pavel.hears() == dev.hears() == "changed"

    pavel.client.logout()
    leave_seat(Seat.objects.get(engagement=task.engagement, person=task.assignee, ends_at=None), at=timezone.now())
    actions.check_task(finished(task), by=Person.objects.get(username="pavel"), at=timezone.now())
    assert [pavel.hears(), pavel.hears()] == [dev.hears(), dev.hears()] == ["end", ""]


def test_a_server_that_is_stopped_lets_open_pages_go_at_once(served, task):
    port, process = served
    lines = [opened(port, "pavel", door(task)) for _n in range(5)]
    began = time.monotonic()

    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=8) == 0

    assert [line.hears() for line in lines] == [""] * 5 and time.monotonic() - began < 8


@pytest.mark.parametrize("served", ["inline"], indirect=True)
def test_a_server_that_is_stopped_ends_the_search_for_a_better_plan_though_somebody_looks(served, task):
    _port, process = served
    for n in range(60):
        make.task(task.project, hours=str(3 + n * 5 % 7), title=f"Раздел {n}", due_on=today(timezone.now()) + timedelta(days=2 + n * 2 % 9), at=timezone.now())
    made = actions.plan_agency(the_agency(), anew=True, by=make.person("head", "head"), at=timezone.now())
    for _try in range(100):
        if PlanLook.objects.filter(plan=made, looked_ms__gt=0, rests_at=None):
            break
        time.sleep(0.2)
    there = _under(process.pid)
    assert len(there) >= 2 and PlanLook.objects.get().rests_at is None
    began = time.monotonic()

    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert time.monotonic() - began < 5  # somebody who has just looked is waited for during twelve
    time.sleep(1)
    assert not there & set(_parents()) and PlanLook.objects.get().rests_at is not None


def _under(root: int) -> set[int]:
    """Return the processes that this one has started, and those that they have."""
    parents, found = _parents(), {root}
    for _generation in range(4):
        found |= {key for key, parent in parents.items() if parent in found}
    return found - {root}


def _parents() -> dict[int, int]:
    """Return who started each process that is alive."""
    rows = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout.splitlines()
    return {int(key): int(parent) for key, parent, state in map(str.split, rows) if not state.startswith("Z")}


def test_when_the_line_to_the_database_breaks_pages_are_let_go_and_heard_again(served, task):
    port, _process = served
    line = opened(port, "pavel", door(task))
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = %s", [NAME])
    assert line.hears() == ""

    again = opened(port, "pavel", door(task))
    start(task)
    assert again.hears() == "changed"


@pytest.mark.browser
def test_a_card_moved_in_one_browser_moves_in_another_and_what_is_typed_there_stays(chromium, served, task):
    address, asked = f"http://127.0.0.1:{served[0]}", []
    pages = []
    for login in ("pavel", "dev"):
        Person.objects.get(username=login)
        page = chromium.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
        sign_in(page, address, login)
        pages.append(page)
    pavel, dev = pages
    place = f"{address}/work/projects/{task.project_id}/"
    pavel.on("request", lambda request: asked.append(request.url) if "/cards/" in request.url else None)
    with pavel.expect_request(lambda request: "/live/" in request.url):
        pavel.goto(place)
    dev.goto(place)
    pavel.wait_for_timeout(1500)
    asked.clear()
    pavel.click("summary:has-text('Поставить задачу')")
    pavel.fill("#set input[name=title]", "Наполовину написано")

    dev.click(f"#task-{task.pk} summary")
    dev.click(f"#task-{task.pk} button[value=doing]")
    wait_until(pavel, f"document.querySelector('#task-{task.pk}').parentElement.dataset.state === 'doing'")

    assert pavel.input_value("#set input[name=title]") == "Наполовину написано" and pavel.is_visible("#set input[name=title]")
    assert len(asked) == 1  # heard, not asked for
    dev.focus(f"#task-{task.pk} a")
    dev.keyboard.press("Alt+ArrowRight")
    wait_until(pavel, f"document.querySelector('#task-{task.pk}').parentElement.dataset.state === 'review'")
    assert dev.evaluate("document.activeElement.closest('.board-card')?.id") == f"task-{task.pk}"
    for page in pages:
        page.context.close()


@pytest.mark.browser
def test_a_task_set_shows_on_an_open_day_and_what_is_typed_there_stays(chromium, served, task):
    address = f"http://127.0.0.1:{served[0]}"
    dev = chromium.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
    sign_in(dev, address, "dev")
    with dev.expect_request(lambda request: "/work/live/" in request.url):
        dev.goto(f"{address}/work/")
    dev.wait_for_timeout(1500)
    dev.click(f"#acts-{task.pk} summary")
    dev.fill(f"#acts-{task.pk} [name=note]", "Наполовину")

    other = make.task(task.project, title="Поставлена только что", at=timezone.now())
    wait_until(dev, f"document.querySelector('#slot-{other.pk}') !== null")

    assert dev.input_value(f"#acts-{task.pk} [name=note]") == "Наполовину" and dev.is_visible(f"#acts-{task.pk} [name=note]")
    dev.context.close()


@pytest.mark.browser
def test_a_look_back_goes_on_for_everybody_and_takes_no_typed_word(chromium, served, task):
    address, pages = f"http://127.0.0.1:{served[0]}", []
    ship_retro_formats(date(2024, 1, 1))
    retro = actions.open_retro(task.project, format="start_stop", by=Person.objects.get(username="pavel"), at=timezone.now())
    for login in ("pavel", "dev"):
        page = chromium.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
        sign_in(page, address, login)
        page.goto(f"{address}/work/retros/{retro.pk}/")
        pages.append(page)
    pavel, dev = pages
    dev.wait_for_timeout(1500)

    thought = pavel.locator(".retro-write textarea").first
    thought.fill("Моя мысль")
    dev.locator(".retro-write textarea").first.fill("Мысль коллеги")
    dev.locator(".retro-write button").first.click()
    wait_until(pavel, "document.querySelector('.retro-bar').textContent.includes('1 карточ')")
    assert thought.input_value() == "Моя мысль"

    dev.locator(".retro-write textarea").last.fill("Не успел положить")
    thought.fill("")
    actions.lead_retro(type(retro).objects.get(pk=retro.pk), to="reveal", by=Person.objects.get(username="pavel"), at=timezone.now())
    pavel.wait_for_selector("text=Мысль коллеги")  # an empty field with the cursor in it holds nobody back
    wait_until(dev, "document.querySelector('.fresh-note') !== null")
    assert dev.locator(".retro-write textarea").last.input_value() == "Не успел положить"
    dev.click(".fresh-note a")
    dev.wait_for_selector("text=Мысль коллеги")
    for page in pages:
        page.context.close()


def window(chromium, address: str, login: str):
    """Return a page of a browser of their own, signed in."""
    page = chromium.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
    sign_in(page, address, login)
    return page


@pytest.mark.browser
def test_an_open_card_follows_what_others_do_and_keeps_what_is_typed_on_it(chromium, served, task):
    address = f"http://127.0.0.1:{served[0]}"
    pavel, dev = window(chromium, address, "pavel"), window(chromium, address, "dev")
    for page in (pavel, dev):
        page.goto(f"{address}/work/tasks/{task.pk}/")
    pavel.wait_for_timeout(1500)
    pavel.click("#changing summary")
    pavel.fill("#changing [name=text]", "Наполовину написано")

    start(task)
    wait_until(dev, "document.querySelector('.page-head form[action$=\"/start/\"]') === null")
    assert dev.locator(".fresh-note").count() == 0  # nothing is in hand there: the card is as it is now
    wait_until(pavel, "document.querySelector('.fresh-note') !== null")
    assert "Задача тем временем изменилась" in pavel.inner_text(".fresh-note") and pavel.input_value("#changing [name=text]") == "Наполовину написано"

    actions.adjust_task(Task.objects.get(pk=task.pk), to={"due_on": date(2031, 5, 2)}, by=Person.objects.get(username="pavel"), at=timezone.now())
    wait_until(dev, "document.querySelector('.facts').textContent.includes('2 мая')")
    with pavel.expect_navigation():
        pavel.click("#changing .form-acts button")  # over a change of another thing: both go in
    stands = Task.objects.get(pk=task.pk)
    assert (stands.due_on, stands.text, stands.state) == (date(2031, 5, 2), "Наполовину написано", "doing")

    dev.fill("#write-hours [name=hours]", "1")  # a form over which the card was drawn anew is still sent, once
    dev.click("#write-hours button")
    dev.wait_for_selector("text=Часы записаны")
    for page in (pavel, dev):
        page.context.close()


def checking(chromium, address: str, task: Task):
    """Return the card of a finished task before its PM, who is writing why it goes back."""
    start(task)
    actions.finish_task(Task.objects.get(pk=task.pk), by=task.assignee, at=timezone.now())
    pavel = window(chromium, address, "pavel")
    pavel.goto(f"{address}/work/tasks/{task.pk}/")
    pavel.wait_for_timeout(1500)
    pavel.fill("#check-reason", "Отступы на телефоне")
    return pavel


@pytest.mark.browser
def test_a_timer_of_a_colleague_says_nothing_to_whoever_writes_on_the_card(chromium, served, task):
    pavel = checking(chromium, f"http://127.0.0.1:{served[0]}", task)
    was = Task.objects.get(pk=task.pk).version
    seen = pavel.get_attribute("#card", "data-seen")

    actions.start_timer(Task.objects.get(pk=task.pk), by=task.assignee, at=timezone.now())
    wait_until(pavel, f"document.querySelector('#card').dataset.seen !== '{seen}'")
    assert Task.objects.get(pk=task.pk).version > was and pavel.locator(".fresh-note").count() == 0 and pavel.input_value("#check-reason") == "Отступы на телефоне"
    actions.adjust_task(Task.objects.get(pk=task.pk), to={"due_on": date(2031, 5, 2)}, by=Person.objects.get(username="pavel"), at=timezone.now())
    wait_until(pavel, "document.querySelector('.fresh-note') !== null")
    actions.stop_timer(watch_of(task.assignee), by=task.assignee, at=timezone.now())
    actions.start_timer(Task.objects.get(pk=task.pk), by=task.assignee, at=timezone.now())
    pavel.wait_for_timeout(1500)
    assert pavel.locator(".fresh-note").count() == 1, "what was said of a change stays said"
    pavel.context.close()


@pytest.mark.browser
def test_a_check_half_written_is_sent_though_a_timer_has_begun_meanwhile(chromium, served, task):
    pavel = checking(chromium, f"http://127.0.0.1:{served[0]}", task)
    seen = pavel.get_attribute("#card", "data-seen")
    actions.start_timer(Task.objects.get(pk=task.pk), by=task.assignee, at=timezone.now())
    wait_until(pavel, f"document.querySelector('#card').dataset.seen !== '{seen}'")
    with pavel.expect_navigation():
        pavel.click("#check button[value='0']")
    given = Task.objects.get(pk=task.pk)
    assert (given.state, given.returned_reason) == ("doing", "Отступы на телефоне")
    pavel.context.close()


@pytest.mark.browser
def test_an_open_list_follows_what_others_do_and_keeps_what_is_chosen(chromium, served, task):
    address = f"http://127.0.0.1:{served[0]}"
    pavel, other = window(chromium, address, "pavel"), make.task(task.project, title="Вторая", at=timezone.now())
    pavel.goto(f"{address}/work/tasks/?project={task.project_id}&state=open")
    pavel.wait_for_timeout(1500)
    pavel.click(f"#row-{other.pk} .pick-row")
    pavel.select_option("#to-assignee", "dev")

    start(task)
    wait_until(pavel, f"document.querySelector('#row-{task.pk}').textContent.includes('В работе')")
    assert pavel.is_checked(f"#row-{other.pk} .pick-row") and pavel.input_value("#to-assignee") == "dev" and pavel.inner_text(".picks-count") == "1"
    third = make.task(task.project, title="Третья", at=timezone.now())
    wait_until(pavel, f"document.querySelector('#row-{third.pk}') !== null")

    Task.objects.filter(pk=other.pk).update(state="done", done_at=timezone.now())
    start(third)
    wait_until(pavel, "document.querySelector('.fresh-note') !== null")
    assert pavel.is_checked(f"#row-{other.pk} .pick-row")
    pavel.context.close()


@pytest.mark.browser
def test_the_timer_in_the_bar_follows_other_windows_and_other_browsers(chromium, served, task):
    address = f"http://127.0.0.1:{served[0]}"
    board, phone = window(chromium, address, "dev"), window(chromium, address, "dev")
    board.goto(f"{address}/work/projects/{task.project_id}/")
    people = board.context.new_page()
    people.goto(f"{address}/people/me/")
    board.wait_for_timeout(1500)

    phone.goto(f"{address}/work/tasks/{task.pk}/")
    phone.click(".page-head form[action$='/timer/'] button")
    wait_until(board, "document.querySelector('.bar-timer .ticking') !== null")  # by the line of its page
    wait_until(people, "document.querySelector('.bar-timer .ticking') !== null")  # told by the window beside it

    with people.expect_navigation():
        people.click(".bar-timer form button")
    assert people.url.endswith("/people/me/")
    for page in (board, phone):
        wait_until(page, "document.querySelector('.bar-timer .ticking') === null")
        page.context.close()
