"""Load: people by weeks from plans less absences, the ranges that do not fit, who reads names, and moving a task."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.models import Absence, NormHours
from svyazka.people.queries import staff, today
from svyazka.projects.models import Stage
from svyazka.work import actions
from svyazka.work.models import Levelling, Task
from svyazka.work.queries import monday_of
from svyazka.work.queries.allocation import loads
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NEXT = date(2026, 3, 9)  # a week with a holiday: four working days


@pytest.fixture
def people(db):
    return make.pair()


def load_of(person, day: date = DAY, weeks: int = 4):
    return loads([person], day, weeks)[0]


def hours(person, **asked) -> list[Decimal]:
    return [week.hours for week in load_of(person, **asked).weeks]


def planned(*, hours: str, due_on: date | None = None, **fields) -> Task:
    return make.task(hours=hours, due_on=due_on, **fields)


def test_work_is_laid_over_weeks_what_is_due_first_goes_first(people):
    planned(hours="10", due_on=date(2026, 3, 6))
    planned(hours="44", due_on=date(2026, 3, 20), title="Каталог")

    assert hours(people[2]) == [40, 14, 0, 0]
    assert load_of(people[2]).ranges == []


def test_a_range_that_does_not_fit_is_told_with_its_work_and_absences_are_taken_off(people):
    dev = people[2]
    first, second = planned(hours="24", due_on=date(2026, 3, 6)), planned(hours="8", due_on=date(2026, 3, 6), title="Шапка")
    assert load_of(dev).ranges == []
    Absence.objects.create(person=dev, kind="vacation", starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 4), state="approved", requested_at=MONDAY)

    load = load_of(dev)

    (found,) = load.ranges
    assert (found.first, found.last, found.demand, found.capacity, set(found.keys)) == (DAY, date(2026, 3, 6), 32, 24, {first.pk, second.pk})
    assert [(week.hours, week.capacity, week.tone) for week in load.weeks[:2]] == [(32, 24, "over"), (0, 32, "free")]
    assert load.touching(load.weeks[0]) == [found] and load.touching(load.weeks[1]) == []


def test_plans_of_two_projects_do_not_meet_in_one_person_till_a_day_makes_them(people):
    _anna, pavel, dev = people
    one, two = make.project(), make.project(title="Сайт порта")
    for project in (one, two):
        task = make.task(project, hours="40")
        actions.plan_schedule(project, by=pavel, at=MONDAY)
    assert load_of(dev).ranges == []

    actions.level_task(task, week_on=DAY, by=pavel, at=MONDAY)

    (found,) = load_of(dev).ranges
    assert (found.first, found.demand) == (DAY, 80)


def test_done_handed_in_and_backlog_load_nobody_and_a_task_without_days_is_told_apart(people):
    dev = people[2]
    Stage.objects.update(promised_on=None)
    tasks = [planned(hours="8", title=f"Работа {n}") for n in range(4)]
    Stage.objects.update(promised_on=None)
    for task, state in zip(tasks, ("review", "backlog", "todo", "doing"), strict=True):
        Task.objects.filter(pk=task.pk).update(state=state)

    load = load_of(dev)

    assert (load.unplanned, load.laid) == (16, [])


def test_what_should_have_been_done_is_due_within_a_week(people):
    planned(hours="8", due_on=date(2026, 2, 20))

    assert hours(people[2], day=date(2026, 3, 4)) == [8, 0, 0, 0]


def test_the_norm_of_a_person_is_their_capacity(people):
    NormHours.objects.create(person=people[2], starts_on=DAY, hours=[4, 4, 4, 4, 4, 0, 0])
    planned(hours="21", due_on=date(2026, 3, 6))

    assert [one.over for one in load_of(people[2]).ranges] == [1]


# ---- moving -------------------------------------------------------------------------------------------------------


def test_the_pm_moves_a_task_to_another_week_and_person_and_both_are_told(people):
    _anna, pavel, dev = people
    vera = make.person("vera", "specialist", name="Вера")
    task, stays = planned(hours="8", due_on=date(2026, 3, 6)), planned(hours="8", due_on=date(2026, 3, 6), title="Шапка")

    moved = actions.level_task(task, week_on=date(2026, 3, 18), assignee="vera", by=pavel, at=MONDAY)

    assert (moved.starts_on, moved.ends_on) == (date(2026, 3, 16), date(2026, 3, 22))
    assert (hours(dev), hours(vera)) == ([8, 0, 0, 0], [0, 0, 8, 0])
    assert Task.objects.get(pk=stays.pk).assignee == dev
    assert set(Notice.objects.filter(text_verb="work.task_levelled").values_list("person", flat=True)) == {dev.pk, vera.pk}
    assert Entry.objects.filter(verb="work.task_levelled").count() == 1


def test_a_task_longer_than_a_week_goes_on(people):
    moved = actions.level_task(planned(hours="60"), week_on=DAY, by=people[1], at=MONDAY)

    assert (moved.starts_on, moved.ends_on) == (DAY, date(2026, 3, 12))  # the 9th is no working day


def test_the_forecast_follows_a_moved_task_and_a_new_plan_does_not_forget_it(people):
    anna, pavel, _dev = people
    task = planned(hours="8")
    actions.plan_schedule(task.project, by=pavel, at=MONDAY)

    actions.level_task(task, week_on=date(2026, 4, 6), by=pavel, at=MONDAY)

    assert (Stage.objects.get().forecast_on, Stage.objects.get().drift_cause) == (date(2026, 4, 12), "queue")
    assert Notice.objects.filter(person=anna, text_verb="projects.drifts").exists()
    actions.plan_schedule(task.project, by=pavel, at=MONDAY)
    assert Stage.objects.get().forecast_on == date(2026, 4, 12)


def test_a_move_is_taken_back_one_step_to_where_the_task_stood_and_with_whom(people):
    _anna, pavel, dev = people
    vera = make.person("vera", "specialist", name="Вера")
    task = planned(hours="8")
    actions.plan_schedule(task.project, by=pavel, at=MONDAY)
    by_plan = (hours(dev), Stage.objects.get().forecast_on, Stage.objects.get().drift_cause)
    actions.level_task(task, week_on=date(2026, 3, 16), by=pavel, at=MONDAY)
    actions.level_task(task, week_on=date(2026, 4, 6), assignee="vera", by=pavel, at=MONDAY)
    assert (hours(dev), Stage.objects.get().forecast_on) == ([0, 0, 0, 0], date(2026, 4, 12))

    actions.take_levelling_back(task, by=pavel, at=MONDAY)

    assert (hours(dev), hours(vera), Stage.objects.get().forecast_on) == ([0, 0, 8, 0], [0, 0, 0, 0], date(2026, 3, 22))
    assert set(Notice.objects.filter(text_verb="work.levelling_taken_back").values_list("person", flat=True)) == {dev.pk, vera.pk}
    with pytest.raises(Refused):
        actions.take_levelling_back(task, by=pavel, at=MONDAY)
    actions.level_task(task, week_on=date(2026, 4, 6), by=pavel, at=MONDAY)
    actions.take_levelling_back(task, by=pavel, at=MONDAY)
    Levelling.objects.all().delete()
    actions.level_task(task, week_on=date(2026, 4, 6), by=pavel, at=MONDAY)
    actions.take_levelling_back(task, by=pavel, at=MONDAY)
    assert not Levelling.objects.exists() and (hours(dev), Stage.objects.get().forecast_on, Stage.objects.get().drift_cause) == by_plan


def test_what_is_handed_in_since_is_not_put_back_and_only_the_pm_does_it(people):
    anna, pavel, dev = people
    task = planned(hours="8")
    actions.level_task(task, week_on=NEXT, by=pavel, at=MONDAY)
    for person in (anna, dev):
        with pytest.raises(NotYourDuty):
            actions.take_levelling_back(task, by=person, at=MONDAY)
    Task.objects.filter(pk=task.pk).update(state="review")
    with pytest.raises(Refused):
        actions.take_levelling_back(Task.objects.get(), by=pavel, at=MONDAY)
    assert Levelling.objects.exists()


@pytest.mark.parametrize("who", [0, 2])
def test_who_sets_no_tasks_moves_none(people, who):
    task = planned(hours="8")
    with pytest.raises(NotYourDuty):
        actions.level_task(task, week_on=NEXT, by=people[who], at=MONDAY)
    assert not Levelling.objects.exists()


def test_what_is_not_moved(people):
    pavel, dev = people[1], people[2]
    first = planned(hours="80")
    then = make.task(title="Шапка", after=[first.pk])
    actions.plan_schedule(first.project, by=pavel, at=MONDAY)
    for told in ({"week_on": date(2026, 2, 23)}, {"week_on": date(2031, 1, 1)}, {"week_on": DAY}):
        with pytest.raises(Refused):
            actions.level_task(then, by=pavel, at=MONDAY, **told)
    with pytest.raises(Malformed):
        actions.level_task(first, week_on=NEXT, assignee="nobody", by=pavel, at=MONDAY)
    NormHours.objects.create(person=dev, starts_on=DAY, hours=[0] * 7)
    with pytest.raises(Refused):
        actions.level_task(first, week_on=NEXT, by=pavel, at=MONDAY)
    Task.objects.filter(pk=first.pk).update(state="review")
    with pytest.raises(Refused):
        actions.level_task(first, week_on=NEXT, by=pavel, at=MONDAY)
    assert not Levelling.objects.exists()


# ---- pages and the API --------------------------------------------------------------------------------------------


@pytest.fixture
def fresh(db):
    """A task that does not fit into what is left of time."""
    make.pair()
    at = timezone.now()
    task = make.task(hours="400", title="Вёрстка каталога", due_on=today(at) + timedelta(days=9), at=at)
    return task


def signed_in(client, login: str, track: str = "am"):
    client.force_login(make.person(login, track))
    return client


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(("login", "named", "moves"), [("anna", False, False), ("pavel", True, True), ("dev", True, False), ("head", True, False)])
def test_everybody_reads_hours_names_only_who_plans_or_does_and_only_the_pm_moves(client, fresh, login, named, moves, language):
    page = signed_in(client, login, "head" if login == "head" else "am")

    told = page.get("/work/load/?person=dev", headers={"Accept-Language": language}).content.decode()

    assert "load-over" in told and "Денис" in told and ("weeks ahead" in told) == (language == "en")
    assert (fresh.title in told) == named
    assert (f"/work/tasks/{fresh.pk}/levelling/" in told) == moves


def test_work_that_falls_on_leave_alone_stands_in_its_week_to_be_moved(client, fresh):
    at = timezone.now()
    Absence.objects.create(person=fresh.assignee, kind="vacation", starts_on=today(at), ends_on=fresh.due_on + timedelta(days=20), state="approved", requested_at=at)
    page = signed_in(client, "pavel")

    due, other = (page.get(f"/work/load/?person=dev&week={monday_of(fresh.due_on) + timedelta(days=days)}").content.decode() for days in (0, 14))

    assert f"/work/tasks/{fresh.pk}/levelling/" in due
    assert f"/work/tasks/{fresh.pk}/levelling/" not in other


def test_a_filter_that_makes_no_sense_narrows_nothing(client, fresh):
    page = signed_in(client, "pavel")

    for asked in ("department=zzz", "weeks=1000000", "week=yesterday&person=dev", "person=nobody", "specialism=99999999999999999999", "weeks=26"):
        assert page.get(f"/work/load/?{asked}").status_code == 200


def test_a_task_is_moved_from_the_page(client, fresh):
    path, week = f"/work/tasks/{fresh.pk}/levelling/", str(monday_of(today(timezone.now())) + timedelta(days=14))

    assert signed_in(client, "anna").post(path, {"week_on": week}).status_code == 403
    assert signed_in(client, "irina").post(path, {"week_on": week}).status_code == 404
    page = signed_in(client, "pavel")
    assert page.post(path, {"week_on": "никогда"}).status_code == 422
    answer = page.post(path, {"week_on": week, "assignee": "pavel", "next": "/work/load/?weeks=13"})
    assert (answer.status_code, answer["Location"]) == (302, "/work/load/?weeks=13")
    assert str(Levelling.objects.get().starts_on) == week and Task.objects.get().assignee.username == "pavel"
    back = f"{path}taking-back/"
    assert back in page.get("/work/load/").content.decode() and page.post(back, {"_version": fresh.version}).status_code == 412
    assert signed_in(client, "anna").post(back).status_code == 403
    assert signed_in(client, "pavel").post(back).status_code == 302 and not Levelling.objects.exists() and Task.objects.get().assignee.username == "dev"
    assert back not in page.get("/work/load/").content.decode()


def test_load_through_the_api(client, fresh):
    def of_dev(login: str) -> dict:
        return next(row for row in signed_in(client, login).get("/api/v1/load?weeks=4").json()["items"] if row["person"] == "dev")

    (found,) = of_dev("anna")["overbooked"]
    assert (found["tasks"], found["other_tasks"], Decimal(found["demand"])) == ([], 1, 400)
    assert [task["title"] for task in of_dev("pavel")["overbooked"][0]["tasks"]] == [fresh.title]
    page = signed_in(client, "pavel")
    assert page.get("/api/v1/load?weeks=0").status_code == 422
    week = str(today(timezone.now()) + timedelta(days=21))
    told = page.post(f"/api/v1/tasks/{fresh.pk}/levelling", {"week_on": week}, content_type="application/json")
    assert (told.status_code, told.json()["assignee"]) == (201, "dev")
    refused = page.post(f"/api/v1/tasks/{fresh.pk}/levelling", {"week_on": "2020-01-01"}, content_type="application/json")
    assert refused.status_code == 409
    assert page.delete(f"/api/v1/tasks/{fresh.pk}/levelling").json() == {"task_id": fresh.pk, "assignee": "dev"}
    assert page.delete(f"/api/v1/tasks/{fresh.pk}/levelling").status_code == 409


def test_the_grid_costs_the_same_for_few_and_many(client, fresh):
    page = signed_in(client, "pavel")

    def cost() -> int:
        page.get("/work/load/?person=dev")
        with CaptureQueriesContext(connection) as asked:
            page.get("/work/load/?person=dev")
        return len(asked)

    few = cost()
    for n in range(6):
        make.person(f"sp{n}", "specialist", name=f"Специалист {n}")
        project = make.project(title=f"Проект {n}", at=timezone.now())
        make.task(project, title=f"Работа {n}", assignee=f"sp{n}", due_on=today(timezone.now()), at=timezone.now())
        make.task(project, title=f"Ещё {n}", at=timezone.now())

    assert cost() == few and len(loads(staff(), today(timezone.now()), 8)) > 6


def test_many_people_are_shown_by_pages_and_the_chosen_one_is_found(client, fresh, monkeypatch):
    monkeypatch.setattr("svyazka.work.views.load.ON_PAGE", 2)
    for n in range(4):
        make.person(f"sp{n}", "specialist", name=f"Яков {n}")
    page = signed_in(client, "pavel")

    def rows(asked: str) -> list[str]:
        return re.findall(r'<td class="load-[a-z]+"[^>]* data-person="([^"]+)"', page.get(f"/work/load/?weeks=8{asked}").content.decode())

    every = [person.username for person in staff()]
    first, chosen = set(rows("")), set(rows(f"&person={every[-1]}"))
    assert first == set(every[:2]) and every[-1] in chosen and len(chosen) <= 2
    assert set(rows("&page=2")) == set(every[2:4]) and set(rows("&page=none")) == first
    assert "&amp;page=2" in page.get("/work/load/").content.decode()
