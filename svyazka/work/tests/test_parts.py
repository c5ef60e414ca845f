"""Parts of a task and its points: one level, hours apart, ticked by whoever does the task; done only when the parts are."""

from decimal import Decimal

import pytest

from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.work import actions, queries
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(db):
    return make.task(make.project(at=MONDAY))


@pytest.fixture
def pavel(whole):
    return make.person("pavel", "pm")


def test_a_task_is_done_only_when_its_parts_are(whole, pavel):
    part, dev = make.task(whole.project, title="Меню", hours="3", parent_id=whole.pk), whole.assignee
    for act in (lambda: actions.finish_task(whole, by=dev, at=MONDAY),):
        with pytest.raises(Refused, match="Меню"):
            act()

    actions.log_time(part, worked_on=MONDAY.date(), hours=Decimal(2), by=dev, at=MONDAY)
    told = queries.hours_of_parts(whole)
    assert (told.count, told.done, told.estimate, told.logged) == (1, 0, Decimal(3), Decimal(2))
    assert queries.tasks().get(pk=whole.pk).logged == 0

    actions.finish_task(part, by=dev, at=MONDAY)
    actions.check_task(part, by=pavel, at=MONDAY)
    actions.finish_task(whole, by=dev, at=MONDAY)
    actions.check_task(whole, by=pavel, at=MONDAY)
    assert queries.tasks().get(pk=whole.pk).state == "done"


def test_a_part_set_after_the_handing_in_stops_the_check_until_it_is_moved_out(whole, pavel):
    actions.finish_task(whole, by=whole.assignee, at=MONDAY)
    part = make.task(whole.project, title="Меню", parent_id=whole.pk)
    with pytest.raises(Refused, match="Меню"):
        actions.check_task(whole, by=pavel, at=MONDAY)

    actions.nest_task(part, parent_id=None, by=pavel, at=MONDAY)
    assert actions.check_task(whole, by=pavel, at=MONDAY).state == "done"


def test_parts_have_no_parts(whole, pavel):
    part, other = make.task(whole.project, parent_id=whole.pk), make.task(whole.project)
    for task, parent in ((other, part), (whole, other), (other, other)):
        with pytest.raises(Refused):
            actions.nest_task(task, parent_id=parent.pk, by=pavel, at=MONDAY)
    with pytest.raises(Refused):
        make.task(whole.project, parent_id=part.pk)
    with pytest.raises(Malformed):
        actions.nest_task(other, parent_id=10**9, by=pavel, at=MONDAY)


def test_points_are_written_by_the_pm_and_ticked_by_the_assignee(whole, pavel):
    actions.add_points(whole, texts=["Телефон", " ", "Клавиатура"], by=pavel, at=MONDAY)
    first, second = whole.points.all()
    dev = whole.assignee
    with pytest.raises(NotYourDuty):
        actions.add_points(whole, texts=["Ещё"], by=dev, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.tick_point(whole, point_id=first.pk, by=pavel, at=MONDAY)

    actions.tick_point(whole, point_id=first.pk, by=dev, at=MONDAY)
    assert whole.points.get(pk=first.pk).done_by == dev
    actions.tick_point(whole, point_id=first.pk, done=False, by=dev, at=MONDAY)
    assert whole.points.get(pk=first.pk).done_at is None
    actions.drop_point(whole, point_id=second.pk, by=pavel, at=MONDAY)
    assert [one.text for one in whole.points.all()] == ["Телефон"]
    with pytest.raises(Malformed):
        actions.tick_point(whole, point_id=second.pk, by=dev, at=MONDAY)
    with pytest.raises(Refused):
        actions.add_points(whole, texts=["п"] * 40, by=pavel, at=MONDAY)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_card_shows_points_and_parts(client, whole, pavel, language):
    client.force_login(pavel)
    assert client.post(f"/work/tasks/{whole.pk}/points/", {"texts": "Телефон\n\nКлавиатура"}).status_code == 302
    assert client.post(f"/work/tasks/{whole.pk}/points/", {"texts": "д" * 301}).status_code == 422
    told = {"title": "Подвал", "assignee": "dev", "estimate_hours": "2"}
    assert client.post(f"/work/tasks/{whole.pk}/parts/", told).status_code == 302
    assert client.post(f"/work/tasks/{whole.pk}/parts/", {**told, "assignee": "x"}).status_code == 422
    part = whole.parts.get()
    client.force_login(whole.assignee)
    point = whole.points.first()
    client.post(f"/work/tasks/{whole.pk}/points/{point.pk}/tick/", {"done": "1"})
    shown = client.get(f"/work/tasks/{whole.pk}/", headers={"Accept-Language": language}).content.decode()
    assert "Подвал" in shown and "Клавиатура" in shown and 'aria-pressed="true"' in shown
    assert whole.title in client.get(f"/work/tasks/{part.pk}/").content.decode()
    assert client.post(f"/work/tasks/{part.pk}/parent/", {"parent_id": ""}).status_code == 403
