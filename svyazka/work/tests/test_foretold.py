"""Days that were forecast are held against the real ends: which of those told counts, what has ended, who reads it."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.kit.memo import remembering
from svyazka.people.queries import system, the_agency, today
from svyazka.projects.models import Forecast, Project, Stage
from svyazka.roles.tests.make import bearer
from svyazka.work import actions
from svyazka.work.models import Task
from svyazka.work.queries import ended_in_a_year, ended_work, grades_of
from svyazka.work.rules.foretold import Grade, Told, graded, picked
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

FRIDAY = date(2026, 3, 20)
DAYS = (FRIDAY - timedelta(days=3), FRIDAY - timedelta(days=1), FRIDAY + timedelta(days=4))


def works_on(day: date) -> bool:
    return day.weekday() < 5


# ---- the rules ----------------------------------------------------------------------------------------------------
def test_of_what_was_told_the_first_and_the_newest_so_long_before_the_end_count():
    rows = [(FRIDAY - timedelta(days=before), DAYS) for before in (30, 15, 13, 8, 3, 0)]

    told = picked(rows, FRIDAY, works_on)

    assert {key: (FRIDAY - one.told_on).days for key, one in told.items()} == {Told.FIRST: 30, Told.FORTNIGHT: 15, Told.WEEK: 8}
    assert [told[Told.FIRST].held(share) for share in (50, 80, 95)] == [False, False, True]
    assert (told[Told.FIRST].miss, told[Told.FIRST].over) == (3, 1)


@pytest.mark.parametrize(("before", "counts"), [(0, set()), (-2, set()), (1, {Told.FIRST}), (7, {Told.FIRST, Told.WEEK}), (14, set(Told))])
def test_what_was_told_on_the_day_of_the_end_foretold_nothing(before, counts):
    assert set(picked([(FRIDAY - timedelta(days=before), DAYS)], FRIDAY, works_on)) == counts


def test_a_grade_counts_the_ends_and_takes_the_middle_miss_to_either_side():
    def ended(later: int):
        return picked([(FRIDAY - timedelta(days=20), (FRIDAY, FRIDAY + timedelta(days=2), FRIDAY + timedelta(days=9)))], FRIDAY + timedelta(days=later), works_on)[Told.FIRST]

    assert graded([]) is None
    assert graded([ended(-7), ended(0), ended(3), ended(14)]) == Grade(4, (2, 2, 3), 5)
    assert graded([ended(0)] * 9).percent(80) is None and graded([ended(0)] * 9 + [ended(14)]).percent(80) == 90


# ---- what has ended -----------------------------------------------------------------------------------------------
@pytest.fixture
def people(db):
    return make.pair()


def told(at: datetime) -> None:
    actions.forecast_plans(the_agency(), by=system(), at=at)


def done(project: Project, at: datetime) -> None:
    """Let all tasks of the project be checked at the moment, and its first stage be handed over."""
    Task.objects.filter(project=project).update(state="done", done_at=at)
    Stage.objects.filter(pk=project.stages.first().pk).update(state="handed")


def ended(title: str = "Сайт") -> Project:
    """Return a project whose stage was forecast on two days before its end."""
    project = make.project(title=title)
    for name in ("Вёрстка", "Сборка"):
        make.task(project, hours="16", title=name)
    told(MONDAY)
    told(MONDAY + timedelta(days=3))
    done(project, MONDAY + timedelta(days=9))
    return project


def test_what_the_clock_told_stands_beside_the_real_end(people):
    project = ended()
    first = Forecast.objects.get(stage=project.stages.first(), told_on=today(MONDAY))
    told(MONDAY + timedelta(days=10))  # nothing is open: nothing is told

    [row] = ended_work(project)

    assert (row.stage, row.ended_on) == (project.stages.first(), today(MONDAY + timedelta(days=9)))
    assert set(row.told) == {Told.FIRST, Told.WEEK}
    assert (row.told[Told.FIRST].told_on, row.told[Told.FIRST].days) == (first.told_on, first.days)
    assert row.told[Told.FIRST].miss > 0 and grades_of(ended_in_a_year(FRIDAY))[Told.FIRST].ends == 1
    assert ended_in_a_year(FRIDAY + timedelta(days=400)) == []


def test_a_stage_with_open_tasks_or_no_result_has_not_ended_and_the_whole_ends_with_the_project(people):
    project = ended()
    stage = project.stages.first()
    for state in ("in_work", "remarks"):
        Stage.objects.filter(pk=stage.pk).update(state=state)
        assert ended_work(project) == []
    Stage.objects.filter(pk=stage.pk).update(state="handed")
    Task.objects.filter(title="Сборка").update(state="review")
    assert ended_work(project) == []
    Task.objects.filter(title="Сборка").update(state="done")
    Project.objects.filter(pk=project.pk).update(state="done", done_at=MONDAY + timedelta(days=12))

    rows = ended_work(project)

    assert [row.stage for row in rows] == [stage, None] and rows[1].ended_on == rows[0].ended_on
    assert grades_of(rows, wholes=True)[Told.FIRST].ends == grades_of(rows)[Told.FIRST].ends == 1


# ---- pages and the API --------------------------------------------------------------------------------------------
@pytest.fixture
def now(monkeypatch) -> datetime:
    at = MONDAY + timedelta(days=11)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    return at


@pytest.mark.parametrize(("language", "page_says", "project_says"), [("ru", "Прогнозы дней по проектам", "Как сбылись прогнозы"),
                                                                    ("en", "Days that were forecast, by project", "How the forecasts held")])  # fmt: skip
def test_who_sees_the_project_reads_it_by_project_and_the_others_of_the_agency(client, people, now, language, page_says, project_says):
    project = ended()
    stranger = make.person("oleg", "pm", name="Олег")
    for person in (*people, make.person("head", "head"), stranger):
        client.force_login(person)
        page = client.get("/work/estimating/", headers={"Accept-Language": language}).content.decode()
        assert 'id="days"' in page and (page_says in page) == (f"/projects/{project.pk}/#foretold" in page) == (person != stranger)
        if person != stranger:
            assert project_says in client.get(f"/projects/{project.pk}/", headers={"Accept-Language": language}).content.decode()


@pytest.mark.parametrize(("language", "says"), [("ru", "Проверять прогнозы пока не на чем"), ("en", "No forecast has met its end yet")])
def test_before_anything_has_ended_the_page_says_what_will_stand_there(client, people, now, language, says):
    project = ended()
    Forecast.objects.all().delete()
    client.force_login(people[1])
    Task.objects.filter(project=project).update(done_at=MONDAY)
    told(now)
    page = client.get("/work/estimating/", headers={"Accept-Language": language}).content.decode()

    assert (says in page) == ('id="days"' in page) and 'id="foretold"' not in client.get(f"/projects/{project.pk}/").content.decode()


def test_grades_through_the_api(client, people, now):
    project = ended()
    anna = bearer(people[0])

    rows = client.get("/api/v1/forecast-grades", headers=anna).json()["items"]
    [row] = client.get(f"/api/v1/projects/{project.pk}/forecast-ends", headers=anna).json()["items"]

    assert [(one["about"], one["project_id"], one["told"], one["ends"], one["few"]) for one in rows] == [
        ("stages", key, told, 1, True) for key in (None, project.pk) for told in ("first", "week")
    ]
    assert row["stage_id"] == project.stages.first().pk and row["ended_on"] == str(today(MONDAY + timedelta(days=9)))
    assert row["told"]["first"]["told_on"] == str(today(MONDAY)) and row["told"]["first"]["miss_days"] > 0
    stranger = bearer(make.person("oleg", "pm", name="Олег"))
    assert client.get(f"/api/v1/projects/{project.pk}/forecast-ends", headers=stranger).status_code == 404
    assert {one["project_id"] for one in client.get("/api/v1/forecast-grades", headers=stranger).json()["items"]} == {None}


def test_a_done_project_tells_no_day_that_is_to_come(client, people, now):
    project = ended()
    client.force_login(people[1])
    assert 'id="forecast"' in client.get(f"/projects/{project.pk}/").content.decode()

    Project.objects.filter(pk=project.pk).update(state="done", done_at=now)

    assert 'id="forecast"' not in client.get(f"/projects/{project.pk}/").content.decode()


def test_grades_cost_the_same_for_few_and_many(people):
    def cost() -> int:
        with remembering(), CaptureQueriesContext(connection) as asked:
            ended_in_a_year(FRIDAY)
        return len(asked)

    projects = [ended()]
    few = cost()
    projects += [make.project(title=f"Сайт {n}") for n in range(4)]
    for project in projects[1:]:
        make.task(project, hours="16")
    told(MONDAY + timedelta(days=4))
    for project in projects[1:]:
        done(project, MONDAY + timedelta(days=12))

    assert cost() == few and grades_of(ended_in_a_year(FRIDAY))[Told.FIRST].ends == 5
