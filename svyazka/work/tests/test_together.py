"""Two people change one task: what does not contradict goes in, what does is shown from both sides; nothing is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from svyazka.work import actions
from svyazka.work.rules import SAID, told_apart
from svyazka.work.tests import make

JSON = "application/json"
values = st.fixed_dictionaries({name: st.sampled_from("abc") for name in SAID})


@given(mine=values, theirs=values, was=values)
def test_each_change_goes_in_or_is_asked_about(mine, theirs, was):
    agreed, contested = told_apart(mine, theirs, was)

    assert set(agreed) | set(contested) == set(SAID) and not set(agreed) & set(contested)
    for name in SAID:
        changed = {one[name] for one in (mine, theirs) if one[name] != was[name]}
        assert (name in contested) == (len(changed) == 2)
        if name in agreed:
            assert agreed[name] == (changed or {was[name]}).pop()


@given(mine=values, theirs=values)
def test_without_what_was_seen_whatever_differs_is_asked_about(mine, theirs):
    assert told_apart(mine, theirs, {})[1] == [name for name in SAID if mine[name] != theirs[name]]


@pytest.fixture
def task(db):
    return make.task(make.project(at=timezone.now()), at=timezone.now(), text="Шапка и меню")


def typed(task, **changed) -> dict:
    """Return what a form opened on this task sends."""
    was = {"title": task.title, "assignee": "dev", "estimate_hours": "8", "due_on": "", "text": task.text}
    return {"seen": task.version, **was, **{f"was-{name}": value for name, value in was.items()}, **changed}


@pytest.fixture
def pavel(client, task):
    client.force_login(make.person("pavel", "pm"))
    return client


@pytest.mark.django_db
def test_two_changes_of_different_things_both_go_in(pavel, task):
    address = f"/work/tasks/{task.pk}/change/"

    assert pavel.post(address, typed(task, title="Вёрстка шапки")).status_code == 302
    assert pavel.post(address, typed(task, estimate_hours="12", due_on="2027-02-01")).status_code == 302
    task.refresh_from_db()
    assert (task.title, task.estimate_hours, task.due_on) == ("Вёрстка шапки", Decimal(12), date(2027, 2, 1))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_two_changes_of_one_text_are_shown_and_brought_together(pavel, task, language):
    address = f"/work/tasks/{task.pk}/change/"
    pavel.post(address, typed(task, text="Шапка с логотипом и меню", title="Первый"))
    both = pavel.post(address, typed(task, text="Шапка и меню с поиском", title="Второй"), headers={"Accept-Language": language})
    shown = both.content.decode()

    assert both.status_code == 409 and "Шапка с логотипом и меню с поиском" in shown and "Первый" in shown and "Второй" in shown
    task.refresh_from_db()
    assert (task.text, task.title) == ("Шапка с логотипом и меню", "Первый")

    chosen = typed(task, text="Шапка с логотипом и меню с поиском", title="Второй")
    assert pavel.post(address, chosen).status_code == 302
    task.refresh_from_db()
    assert (task.text, task.title) == ("Шапка с логотипом и меню с поиском", "Второй")


@pytest.mark.django_db
def test_a_form_that_says_nothing_of_what_it_saw_overwrites_nothing(pavel, task):
    told = {"title": "Иначе", "assignee": "dev", "estimate_hours": "8"}
    assert pavel.post(f"/work/tasks/{task.pk}/change/", told).status_code == 409
    task.refresh_from_db()
    assert task.title == "Вёрстка"


@pytest.mark.django_db
def test_a_wrong_form_keeps_what_was_seen(pavel, task):
    again = pavel.post(f"/work/tasks/{task.pk}/change/", typed(task, estimate_hours="много", title="Иначе"))
    assert again.status_code == 422 and f'name="seen" value="{task.version}"' in again.content.decode() and "Иначе" in again.content.decode()


@pytest.mark.django_db
def test_a_reason_typed_at_an_older_version_stays(pavel, task):
    actions.finish_task(task, by=task.assignee, at=timezone.now())
    page = pavel.post(f"/work/tasks/{task.pk}/checks/", {"passed": "0", "reason": "мягче тени", "_version": task.version})
    assert page.status_code == 412 and "мягче тени" in page.content.decode()


@pytest.mark.django_db
def test_a_program_is_told_both(pavel, task):
    address, was = f"/api/v1/tasks/{task.pk}", {"title": "Вёрстка", "assignee": "dev", "estimate_hours": "8", "text": "Шапка и меню"}

    def put(seen, **body):
        return pavel.put(address, was | body, JSON, headers={"If-Match": str(seen)})

    first = put(task.version, text="Шапка с логотипом и меню").json()
    assert first["version"] == task.version + 1
    stale = put(task.version, text="Иначе")
    assert stale.status_code == 412 and stale.json()["theirs"]["text"] == "Шапка с логотипом и меню"
    both = put(task.version, text="Шапка и меню с поиском", was=was)
    assert both.status_code == 409 and both.json()["contested"] == ["text"]
    assert both.json()["together"]["text"] == "Шапка с логотипом и меню с поиском"
    assert put(task.version, estimate_hours="10", was=was).json()["text"] == "Шапка с логотипом и меню"
    assert put("*", text="Заново").json()["text"] == "Заново"
