"""A board with a long column: its first cards, more of them as asked, and cards put in order among many."""

import re

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.work import actions
from svyazka.work.models import Task
from svyazka.work.rules import shown
from svyazka.work.tests import make
from svyazka.work.tests.test_board import HAND, enter, state_of, task

__all__ = ["task"]  # of another file of tests
pytestmark = pytest.mark.engine


def columns_of(page: str) -> dict[str, list[int]]:
    """Return the keys of the drawn cards by column."""
    parts = re.split(r'data-state="(\w+)"', page)
    return {state: [int(key) for key in re.findall(r'id="task-(\d+)"', held)] for state, held in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.fixture
def crowd(task, monkeypatch):
    """A column of ten tasks on a board that draws four, and three more at a time."""
    for name, n in (("SHOWN", 4), ("DONE_SHOWN", 2), ("STEP", 3)):
        monkeypatch.setattr(shown, name, n)
    return [task, *(make.task(task.project, title=f"Страница {n}", at=timezone.now()) for n in range(2, 11))]


@pytest.mark.django_db
def test_a_long_column_draws_its_first_cards_and_more_as_asked(client, crowd):
    place, keys = f"/work/projects/{crowd[0].project_id}/", [one.pk for one in crowd]
    page = enter(client, "pavel").get(f"{place}?due=none").content.decode()
    assert columns_of(page)["todo"] == keys[:4] and '<span class="muted">10</span>' in page and f'data-beyond="{keys[4]}"' in page
    more = f'href="?due=none&amp;show-todo=7#task-{keys[4]}"'
    assert more in page and "Показать ещё 3" in page and f"/work/tasks/?due=none&amp;project={crowd[0].project_id}&amp;state=todo" in page
    for address in (f"{place}?due=none&show-todo=7", f"{place}cards/?due=none&show-todo=7&seen=0"):  # an open board keeps what was asked
        told = client.get(address).content.decode()
        assert columns_of(told)["todo"] == keys[:7] and "show-todo=10#task-" in told and "seen=0" not in told
    whole = client.get(f"{place}?show-todo=10").content.decode()
    assert columns_of(whole)["todo"] == keys and "data-wider" not in whole and "data-beyond" not in whole
    for asked in ("0", "-3", "x", "9" * 30):
        assert columns_of(client.get(f"{place}?show-todo={asked}").content.decode())["todo"] == keys[:4]
    assert "Show 3 more" in client.get(place, headers={"Accept-Language": "en"}).content.decode()


@pytest.mark.django_db
def test_beyond_the_most_only_the_list_is_offered(client, crowd, monkeypatch):
    monkeypatch.setattr(shown, "MOST", 5)
    page = enter(client, "pavel").get(f"/work/projects/{crowd[0].project_id}/?show-todo=9").content.decode()
    assert len(columns_of(page)["todo"]) == 5 and "data-wider" not in page and "списком" in page


@pytest.mark.django_db
def test_of_what_is_done_the_last_is_drawn_and_more_as_asked(client, crowd):
    pavel = make.person("pavel", "pm")
    for one in crowd[:5]:
        actions.finish_task(one, by=one.assignee, at=timezone.now())
        actions.check_task(one, by=pavel, at=timezone.now())
    place, last = f"/work/projects/{crowd[0].project_id}/", [one.pk for one in crowd[4::-1]]
    page = enter(client, "pavel").get(place).content.decode()
    assert columns_of(page)["done"] == last[:2] and '<span class="muted">5</span>' in page and "show-done=5" in page
    assert columns_of(client.get(f"{place}?show-done=5").content.decode())["done"] == last


@pytest.mark.django_db
def test_a_card_put_last_of_what_is_drawn_stands_before_the_rest(client, crowd):
    keys = [one.pk for one in crowd]
    address = f"/work/tasks/{keys[0]}/moving/?show-todo=4"
    page = enter(client, "pavel").post(address, {"to": "todo", "was": "todo", "before": keys[4]}, headers=HAND).content.decode()
    assert columns_of(page)["todo"] == [*keys[1:4], keys[0]]
    assert columns_of(client.get(f"/work/projects/{crowd[0].project_id}/?show-todo=10").content.decode())["todo"] == [*keys[1:4], keys[0], *keys[4:]]


@pytest.mark.django_db
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=12), twins=st.integers(0, 6))
@settings(max_examples=25, deadline=None)
def test_any_order_of_cards_is_kept_also_among_those_of_one_position(moves, twins):
    project = make.project(at=timezone.now())
    rows = [make.task(project, title=str(n), at=timezone.now()) for n in range(6)]
    Task.objects.filter(pk__in=[one.pk for one in rows[:twins]]).update(position=3)
    keys, pavel = list(Task.objects.filter(project=project).order_by("position", "pk").values_list("pk", flat=True)), make.person("pavel", "pm")
    for who, where in moves:
        key = keys.pop(who)
        before = keys[where] if where < len(keys) else None
        keys.insert(where, key)
        actions.order_task(Task.objects.get(pk=key), before_id=before, by=pavel, at=timezone.now())
        assert list(Task.objects.filter(project=project).order_by("position", "pk").values_list("pk", flat=True)) == keys


@pytest.mark.django_db
def test_a_card_moved_by_its_menu_comes_back_to_the_board_as_it_was_narrowed(client, task):
    place = f"/work/projects/{task.project_id}/?q=%D0%B2%D1%91%D1%80&show-todo=200"
    page = enter(client, "pavel").get(place).content.decode()
    assert f'name="next" value="{place.replace("&", "&amp;")}"' in page
    moved = client.post(f"/work/tasks/{task.pk}/moving/", {"to": "backlog", "was": "todo", "next": place})
    assert moved["Location"] == place and state_of(task) == "backlog"
