"""A task leaves a running sprint: with a reason, the scope smaller in the facts of the day, back again without a trace of leaving."""

from datetime import timedelta

import pytest
from django.utils import timezone

from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.queries import today
from svyazka.work import actions
from svyazka.work.models import Task
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def running():
    """Start a sprint with two tasks."""
    _anna, pavel, _dev = make.pair()
    project = make.project(at=NOW)
    tasks = [make.task(project, title=title, at=NOW) for title in ("Каталог", "Корзина")]
    days = {"starts_on": today(NOW), "ends_on": today(NOW) + timedelta(days=4)}
    return actions.start_sprint(project, goal="Магазин", tasks=[one.pk for one in tasks], **days, by=pavel, at=NOW), tasks, pavel


def test_a_task_leaves_with_a_reason_and_comes_back(running):
    sprint, (catalogue, basket), pavel = running
    left = actions.take_out_of_sprint(sprint, task=basket.pk, reason="клиент передумал", by=pavel, at=NOW)
    assert list(left.tasks.all()) == [catalogue] and left.planned_hours == 8
    assert [(one.task, one.reason) for one in left.carried.all()] == [(basket, "клиент передумал")]
    assert left.days.get(day=today(NOW)).scope_hours == 8

    actions.add_to_sprint(sprint, tasks=[basket.pk], by=pavel, at=NOW)
    assert not sprint.carried.exists() and sprint.days.get(day=today(NOW)).scope_hours == 16
    actions.take_out_of_sprint(sprint, task=basket.pk, reason="передумал ещё раз", by=pavel, at=NOW)
    actions.close_sprint(sprint, reason="рано", by=pavel, at=NOW)
    assert sorted(sprint.carried.values_list("reason", flat=True)) == ["передумал ещё раз", "рано"]


def test_what_is_refused(running):
    sprint, (catalogue, basket), pavel = running
    with pytest.raises(NotYourDuty):
        actions.take_out_of_sprint(sprint, task=basket.pk, reason="так", by=make.person("anna"), at=NOW)
    with pytest.raises(Malformed):
        actions.take_out_of_sprint(sprint, task=basket.pk + 99, reason="так", by=pavel, at=NOW)
    with pytest.raises(Refused, match=r"почему|why"):
        actions.take_out_of_sprint(sprint, task=basket.pk, reason="  ", by=pavel, at=NOW)
    Task.objects.filter(pk=catalogue.pk).update(state="done", done_at=NOW)
    with pytest.raises(Refused):
        actions.take_out_of_sprint(sprint, task=catalogue.pk, reason="так", by=pavel, at=NOW)
    assert Task.objects.filter(sprint=sprint).count() == 2 and not sprint.carried.exists()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_from_the_page_and_by_a_program(client, running, language):
    sprint, (catalogue, basket), pavel = running
    client.force_login(pavel)
    said = {"Accept-Language": language}
    page = f"/work/projects/{sprint.project_id}/sprints/"
    assert f"/work/sprints/{sprint.pk}/tasks/{basket.pk}/removal/" in client.get(page, headers=said).content.decode()
    assert client.post(f"/work/sprints/{sprint.pk}/tasks/{basket.pk}/removal/", {"reason": "нет текстов"}, headers=said).status_code == 302
    told = client.get(page, headers=said).content.decode()
    assert ("вышла из спринта: нет текстов" if language == "ru" else "left the sprint: нет текстов") in told
    by_api = client.post(f"/api/v1/sprints/{sprint.pk}/tasks/{catalogue.pk}/removal", {"reason": "тоже"}, content_type="application/json")
    assert by_api.status_code == 201 and by_api.json()["tasks"] == []
    assert client.post(f"/api/v1/sprints/{sprint.pk}/tasks/{catalogue.pk}/removal", {"reason": ""}, content_type="application/json").status_code == 422


def test_a_past_sprint_tells_what_was_taken_in_at_first_beside_what_it_held_in_the_end(client, running):
    sprint, (_catalogue, basket), pavel = running
    actions.take_out_of_sprint(sprint, task=basket.pk, reason="клиент передумал", by=pavel, at=NOW + timedelta(days=1))
    actions.close_sprint(sprint, reason="рано", by=pavel, at=NOW + timedelta(days=1))
    client.force_login(pavel)
    told = client.get(f"/work/projects/{sprint.project_id}/sprints/", headers={"Accept-Language": "en"}).content.decode()
    assert "done 0 h of 8 h" in told.replace("\xa0", " ") and "16 h were taken in at first" in told.replace("\xa0", " ")
