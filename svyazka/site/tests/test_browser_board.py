"""A board with a long column in a real browser: more of it is drawn where it stands, cards go on moving by hand and by keys."""

import pytest
from django.utils import timezone

from svyazka.site.tests.test_browser import sign_in, wait_until
from svyazka.work import actions
from svyazka.work.models import Task
from svyazka.work.rules import shown
from svyazka.work.tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def crowd(transactional_db, monkeypatch) -> list[Task]:
    monkeypatch.setattr(shown, "SHOWN", 4)
    monkeypatch.setattr(shown, "STEP", 3)
    project = make.project(at=timezone.now())
    return [make.task(project, title=f"Страница {n}", at=timezone.now()) for n in range(1, 11)]


def drawn(page, state: str = "todo") -> list[int]:
    return [int(key) for key in page.locator(f'.board-cards[data-state="{state}"] .board-card').evaluate_all("all => all.map((one) => one.dataset.key)")]


def in_focus(page) -> str:
    return page.evaluate("document.activeElement.closest('.board-card, .board-more')?.id ?? ''")


def drag(page, key: int, under: int) -> None:
    for number, (place, share) in enumerate(((key, 0.5), (under, 0.5), (under, 0.9))):
        box = page.locator(f"#task-{place} .spread").bounding_box()
        page.mouse.move(box["x"] + 5, box["y"] + box["height"] * share, steps=8)
        if not number:
            page.mouse.down()
    page.mouse.up()


def test_a_long_column_is_drawn_further_where_it_stands(page, live_server, crowd):
    keys = [one.pk for one in crowd]
    sign_in(page, live_server.url, "pavel")
    page.goto(f"{live_server.url}/work/projects/{crowd[0].project_id}/?due=none")
    page.evaluate("window.stays = true")
    page.click("#more-todo a[data-wider]")
    wait_until(page, "document.querySelectorAll('[data-state=todo] .board-card').length === 7")
    assert in_focus(page) == f"task-{keys[4]}" and page.evaluate("window.stays") and page.url.endswith("?due=none&show-todo=7")

    actions.block_task(crowd[6], reason="нет текстов", by=crowd[6].assignee, at=timezone.now())  # what others do is drawn as far as was asked
    page.wait_for_selector(f"#task-{keys[6]} .text-bad")
    assert drawn(page) == keys[:7]
    page.focus(f"#task-{keys[6]} a")
    page.keyboard.press("ArrowDown")
    assert in_focus(page) == "more-todo"


def test_cards_of_a_long_column_go_on_moving_by_keys_and_by_hand(page, live_server, crowd):
    keys = [one.pk for one in crowd]
    page.set_viewport_size({"width": 1440, "height": 1500})
    Task.objects.filter(pk__in=keys[5:]).update(state="backlog")
    sign_in(page, live_server.url, "pavel")
    page.goto(f"{live_server.url}/work/projects/{crowd[0].project_id}/")
    assert drawn(page) == keys[:4] and drawn(page, "backlog") == keys[5:9]

    page.focus(f"#task-{keys[0]} a")
    page.keyboard.press("Alt+ArrowLeft")  # into the other column, last of what is drawn there, and in sight
    wait_until(page, f"document.querySelector('#task-{keys[0]}')?.parentElement.dataset.state === 'backlog'")
    assert drawn(page, "backlog") == [*keys[5:9], keys[0]] and in_focus(page) == f"task-{keys[0]}"
    assert list(Task.objects.filter(state="backlog").order_by("position", "pk").values_list("pk", flat=True)) == [*keys[5:9], keys[0], keys[9]]

    drag(page, keys[1], keys[4])
    wait_until(page, f"[...document.querySelectorAll('[data-state=todo] .board-card')].at(-1).id === 'task-{keys[1]}'")
    for _try in range(30):
        if Task.objects.get(pk=keys[1]).position > Task.objects.get(pk=keys[4]).position:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the card stands where it was")
