"""The forecast from the tables: finished work teaches it, plans and calendars carry it; who reads what of it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from svyazka.journal.models import Notice
from svyazka.kit.errors import NotYourDuty
from svyazka.people.models import Absence, Person
from svyazka.people.queries import system, the_agency, today
from svyazka.projects.forecast import Estimate, Finished, History, Link
from svyazka.projects.models import Forecast, Stage
from svyazka.work import actions, jobs
from svyazka.work.models import EstimateRecord, Levelling, Task, TaskDependency, TimeEntry
from svyazka.work.queries import records_told_to
from svyazka.work.queries.ahead import work_ahead
from svyazka.work.queries.estimating import records
from svyazka.work.queries.past import finished_work
from svyazka.work.rules import held, taken_up
from svyazka.work.steps import ask_for_forecast
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

DAY = date(2026, 3, 2)
db = pytest.mark.django_db


@pytest.fixture
def people(db):
    return make.pair()


def finished(count: int, *, times: str = "2", hours: str = "8", before: datetime = MONDAY, **fields) -> None:
    """Let so many tasks be done before the moment, each in so many times its estimate."""
    for n in range(count):
        task = make.task(hours=hours, title=f"Готово {n}", **fields)
        done_at = before - timedelta(days=2 + n)
        Task.objects.filter(pk=task.pk).update(state="done", started_at=done_at - timedelta(days=1), done_at=done_at)
        worked(task, Decimal(hours) * Decimal(times), done_at)


def worked(task: Task, hours: Decimal, at: datetime) -> None:
    while hours > 0:
        part = min(hours, Decimal(20))
        TimeEntry.objects.create(task=task, engagement=task.engagement, person=task.assignee, worked_on=at.date(), hours=part, entered_at=at)
        hours -= part


def foretold(at: datetime = MONDAY) -> dict:
    """Let the clock forecast; return what was told of stages, by title."""
    actions.forecast_plans(the_agency(), by=system(), at=at)
    return {(row.stage.project.title, row.stage.title): row for row in Forecast.objects.filter(stage__isnull=False, told_on=today(at)).select_related("stage__project")}


def one(at: datetime = MONDAY) -> Forecast:
    return next(iter(foretold(at).values()))


# ---- the order ----------------------------------------------------------------------------------------------------


def test_work_is_taken_up_by_its_turn_and_after_what_it_waits_for():
    assert taken_up(dict.fromkeys(range(4)), {0: [3], 2: [9]}, lambda key: key) == [1, 2, 3, 0]
    assert taken_up(dict.fromkeys(range(5)), {0: [1], 1: [0], 2: [0]}, lambda key: -key) == [4, 3]


def test_the_order_keeps_every_link_whatever_the_turns():
    dice = Random(5)
    for _round in range(50):
        after = {key: dice.sample(range(key), min(key, 3)) for key in range(20)}
        turns = {key: dice.random() for key in range(20)}
        order = taken_up(turns, after, turns.__getitem__)
        assert sorted(order) == list(range(20))
        assert all(order.index(before) < order.index(key) for key, waits in after.items() for before in waits)


@pytest.mark.parametrize(("level", "part"), [(0.5, 0.5), (0.8, 0.75), (0.95, 1.0)])
def test_what_ranges_held(level, part):
    assert held([0.5, 0.4, 0.85, 0.04], level) == part
    assert held([], level) is None


# ---- from the tables ----------------------------------------------------------------------------------------------


def test_the_past_is_read_with_three_points_days_and_whose_it_was(people):
    finished(1)
    task = make.task(hours="6", title="Три точки")
    Task.objects.filter(pk=task.pk).update(best_hours=3, worst_hours=21, state="done", done_at=MONDAY)
    worked(task, Decimal(7), MONDAY)
    without = make.task(title="Без часов")
    Task.objects.filter(pk=without.pk).update(state="done", done_at=MONDAY)

    assert [(row.estimate, row.actual, row.person, row.began_on, row.done_on) for row in finished_work()] == [
        (8, 16, people[2].pk, DAY - timedelta(days=3), DAY - timedelta(days=2)), (8, 7, people[2].pk, DAY, DAY)]  # fmt: skip


def test_open_work_is_read_with_links_hours_levelling_and_the_order_of_the_plan(people):
    pavel, project = people[1], make.project()
    first, second = make.task(project, hours="8"), make.task(project, hours="4", title="Шапка")
    TaskDependency.objects.create(task=first, after=second, kind="SS", lag_hours=Decimal("2.5"))
    Task.objects.filter(pk=second.pk).update(not_before=date(2026, 3, 4), best_hours=2, worst_hours=9)
    Levelling.objects.create(task=first, starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 15), moved_by=pavel, moved_at=MONDAY)
    worked(first, Decimal(3), MONDAY)

    ahead = work_ahead(MONDAY)

    assert [(job.key, job.after, job.not_before) for job in ahead.jobs] == [
        (second.pk, (), date(2026, 3, 4)), (first.pk, (Link(second.pk, "SS", 2.5),), date(2026, 3, 9))]  # fmt: skip
    assert [(row.estimate, row.logged) for row in ahead.open] == [(Estimate(2, 4, 9), 0), (Estimate.of(8), 3)]
    assert ahead.calendars[people[2].pk].of_day(DAY) == 8 and ahead.calendars[None].of_day(date(2026, 3, 7)) == 0


def test_a_lag_after_what_is_done_already_holds_its_day(people):
    project = make.project()
    done, waits = make.task(project), make.task(project, title="Сушка")
    Task.objects.filter(pk=done.pk).update(state="done", started_at=MONDAY, done_at=MONDAY)
    TaskDependency.objects.create(task=waits, after=done, lag_hours=Decimal(20))

    (job,) = work_ahead(MONDAY).jobs

    assert (job.after, job.not_before) == ((), date(2026, 3, 4))


def test_a_past_of_overruns_moves_the_day_and_says_by_what(people):
    task = make.task(hours="60", title="Каталог и фильтры")
    Stage.objects.update(promised_on=date(2026, 3, 13))
    before = one()
    finished(30, times="2")

    told = one(MONDAY + timedelta(days=1))

    assert before.p50_on < told.p50_on <= told.p80_on <= told.p95_on
    assert told.chance_percent < before.chance_percent <= 100
    assert told.drift_days > 0 and told.plan_days <= 0
    assert [(row["task_id"], row["person_id"], row["days"] > 0) for row in told.drivers] == [(task.pk, people[2].pk, True)]
    assert told.plan_days + sum(row["days"] for row in told.drivers) + told.rest_days == told.drift_days
    stage = Stage.objects.get()
    assert stage.likely_on == told.p80_on and stage.expected_on > stage.promised_on


def test_work_of_another_project_holds_the_same_person_up(people):
    _anna, pavel, _dev = people
    one_project, two = make.project(), make.project(title="Сайт порта")
    make.task(one_project, hours="80")
    actions.plan_schedule(one_project, by=pavel, at=MONDAY)
    make.task(two, hours="8")
    actions.plan_schedule(two, by=pavel, at=MONDAY + timedelta(hours=1))
    alone = date(2026, 3, 4)

    assert foretold()["Сайт порта", "Каталог"].p50_on > alone


def test_an_absence_holds_the_day_up(people):
    make.task(hours="8")
    before = one()
    Absence.objects.create(person=people[2], kind="vacation", starts_on=DAY, ends_on=date(2026, 3, 20), state="approved", requested_at=MONDAY)

    assert one(MONDAY + timedelta(minutes=1)).p50_on > date(2026, 3, 20) > before.p50_on


@db
def test_why_no_day_is_told_and_what_is_doubtful():
    make.pair()
    here, gone, ring = make.project(), make.project(title="Ушедший"), make.project(title="Кольцо")
    blocked, backlog = make.task(here), make.task(here, title="Потом")
    Task.objects.filter(pk=blocked.pk).update(blocked_reason="ждём тексты")
    Task.objects.filter(pk=backlog.pk).update(state="backlog")
    make.person("vera", "specialist", name="Вера")
    make.task(gone, assignee="vera")
    Person.objects.filter(username="vera").update(is_active=False)
    one_task, other = make.task(ring), make.task(ring, title="Другая")
    TaskDependency.objects.bulk_create([TaskDependency(task=one_task, after=other), TaskDependency(task=other, after=one_task)])

    told = foretold()

    doubts = {row.project.title: {one["code"]: one["count"] for one in row.doubts} for row in Forecast.objects.filter(stage=None)}
    assert doubts == {here.title: {"blocked": 1, "backlog": 1, "few": 0}, "Ушедший": {"idle": 1, "few": 0}, "Кольцо": {"ring": 2, "few": 0}}
    assert [bool(told[title, "Каталог"].days) for title in (here.title, "Ушедший", "Кольцо")] == [True, False, False]


@db
def test_nothing_open_is_no_day_and_a_later_forecast_takes_it_back():
    make.pair()
    task = make.task()
    assert one().days
    Task.objects.filter(pk=task.pk).update(state="review")

    told = one(MONDAY + timedelta(hours=2))

    assert (told.tasks, told.days, Stage.objects.get().likely_on) == (0, None, None)


@db
def test_only_the_clock_forecasts():
    make.pair()
    make.task()
    for login in ("pavel", "dev"):
        with pytest.raises(NotYourDuty):
            actions.forecast_plans(the_agency(), by=make.person(login), at=MONDAY)
    assert not Forecast.objects.exists()


# ---- the queue ----------------------------------------------------------------------------------------------------


def waiting() -> int:
    return ProcrastinateJob.objects.filter(task_name="work.forecast", status="todo").count()


@db
def test_a_changed_plan_asks_for_a_forecast_once():
    _anna, pavel, _dev = make.pair()
    task = make.task(hours="8")
    assert waiting() == 0
    actions.plan_schedule(task.project, by=pavel, at=MONDAY)
    actions.plan_schedule(task.project, by=pavel, at=MONDAY)
    actions.level_task(task, week_on=date(2026, 3, 16), by=pavel, at=MONDAY)
    ask_for_forecast()

    assert waiting() == 1


@db
def test_the_job_forecasts_and_calls_once_to_a_drift(monkeypatch):
    noon = datetime(2026, 3, 3, 5, tzinfo=MONDAY.tzinfo)  # in Krasnoyarsk
    assert jobs.forecast() == 0  # no agency yet
    anna, _pavel, _dev = make.pair()
    make.task(hours="80")
    Stage.objects.update(promised_on=date(2026, 3, 5))
    monkeypatch.setattr(jobs.timezone, "now", lambda: noon)

    assert jobs.forecast() == 2  # the project and its stage
    jobs.forecast()

    assert Notice.objects.filter(person=anna, text_verb="projects.drifts").count() == 1


# ---- how well we estimate -----------------------------------------------------------------------------------------


def test_ratios_are_middles_and_ranges_are_graded():
    past = [Finished(8, hours, DAY + timedelta(days=n), person, "dev", None) for n, (person, hours) in enumerate([(1, 8), (1, 16), (2, 4), (2, 12), (2, 40)])]

    told = {(row.by, row.person_id or row.code): row for row in records(History(past), MONDAY)}

    assert {name: (row.tasks, row.ratio) for name, row in told.items()} == {
        ("all", ""): (5, Decimal("1.5")), ("person", 1): (2, Decimal("1.41")), ("person", 2): (3, Decimal("1.5")), ("specialism", "dev"): (5, Decimal("1.5"))}  # fmt: skip
    assert all(row.graded == row.tasks and row.held_50 <= row.held_80 <= row.held_95 for row in told.values())


@pytest.fixture
def estimated(people):
    """A past of two specialists, learnt."""
    vera = make.person("vera", "specialist", name="Вера Кот")
    finished(3)
    finished(2, times="0.5", assignee="vera")
    make.task(hours="8")
    foretold()
    return (*people, vera)


def test_a_specialist_reads_their_own_and_who_plans_and_the_heads_all(estimated):
    anna, pavel, dev, _vera = estimated

    def names(person) -> set:
        return {row.person.name if row.person else row.by for row in records_told_to(person, MONDAY)}

    assert names(dev) == {"all", "Денис"} and names(anna) == {"all"}
    assert names(pavel) == names(make.person("head", "head")) == {"all", "Денис", "Вера Кот"}
    assert EstimateRecord.objects.get(person=dev).ratio == 2


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_of_estimates_tells_each_their_own(client, estimated, language):
    anna, pavel, dev, _vera = estimated
    told = {}
    for person in (anna, pavel, dev):
        client.force_login(person)
        told[person.username] = client.get("/work/estimating/", headers={"Accept-Language": language}).content.decode()

    assert "Вера Кот" in told["pavel"] and "Вера Кот" not in told["dev"] + told["anna"]
    rows = client.get("/api/v1/estimating").json()["items"]
    assert [(row["by"], row["person"], row["ratio"]) for row in rows] == [("all", None, "2"), ("person", "dev", "2")]


# ---- pages and the API --------------------------------------------------------------------------------------------


@pytest.fixture
def late(people):
    """A project that is late by now, its forecast made."""
    now = timezone.now()
    project = make.project(at=now)
    task = make.task(project, hours="60", title="Каталог и фильтры", at=now)
    finished(12, before=now, place=project, at=now)
    Stage.objects.update(promised_on=today(now) + timedelta(days=3))
    foretold(now)
    return project, task


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pm_reads_the_tasks_that_bring_the_day_there_and_the_am_days_alone(client, late, language):
    project, task = late
    told = {}
    for login in ("anna", "pavel"):
        client.force_login(make.person(login))
        told[login] = client.get(f"/projects/{project.pk}/", headers={"Accept-Language": language}).content.decode()
        plan = client.get(f"/work/projects/{project.pk}/plan/", headers={"Accept-Language": language}).content.decode()
        assert ('id="forecast"' in plan) and (f"/work/tasks/{task.pk}/" in plan.split('id="forecast"')[1]) == (login == "pavel")

    assert f"/work/tasks/{task.pk}/" in told["pavel"] and "Денис" in told["pavel"]
    assert "Денис" not in told["anna"] and f"/work/tasks/{task.pk}/" not in told["anna"]
    assert all('id="forecast"' in page for page in told.values())


def test_a_task_that_takes_what_was_estimated_is_told_without_a_factor_and_one_of_another_project_with_its_name(client, late):
    project, task = late
    elsewhere = make.task(make.project(title="Сайт порта", at=timezone.now()), at=timezone.now())
    drivers = [{"task_id": one.pk, "person_id": one.assignee_id, "days": 1, "times": times} for one, times in ((task, 1.04), (elsewhere, 1.5))]
    Forecast.objects.filter(stage=project.stages.get()).update(drivers=drivers)
    client.force_login(make.person("pavel"))

    told = client.get(f"/projects/{project.pk}/").content.decode().split('class="forecast-why"')[1].split("</ul>")[0]

    own, other = (line for line in told.split("<li") if "/work/tasks/" in line)
    assert "×" not in own and project.title not in own
    assert "×1,5" in other and "Сайт порта" in other


def test_forecasts_through_the_api(client, late):
    project, task = late
    client.force_login(make.person("pavel"))
    said = client.get(f"/api/v1/projects/{project.pk}/forecast").json()
    assert [one["task_id"] for one in said["stages"][0]["drivers"]] == [task.pk]
    assert said["project"]["stage_id"] is None and said["project"]["p80_on"] == said["stages"][0]["p80_on"]
    assert len(client.get(f"/api/v1/projects/{project.pk}/forecasts").json()["items"]) == 2
    stage = project.stages.get().pk
    assert len(client.get(f"/api/v1/projects/{project.pk}/forecasts?stage={stage}").json()["items"]) == 1

    client.force_login(make.person("anna"))
    assert client.get(f"/api/v1/projects/{project.pk}/forecast").json()["stages"][0]["drivers"] == []
    client.force_login(make.person("irina", "am"))
    assert client.get(f"/api/v1/projects/{project.pk}/forecast").status_code == 404


def test_forecasts_cost_the_same_for_few_and_many(people):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            foretold()
        return len(asked)

    make.task()
    cost()
    few = cost()
    for n in range(4):
        make.task(make.project(title=f"Проект {n}"), title="Ещё")
    cost()  # each stage learns its first day

    assert cost() == few
