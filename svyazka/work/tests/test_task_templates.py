"""Templates of tasks: shipped, edited by editions, laid over a stage after a look."""

from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from svyazka.briefs.models import Brief, Clause
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.models import Specialism
from svyazka.people.queries import the_agency, today
from svyazka.work import actions, queries
from svyazka.work.models import Task, TaskTemplate
from svyazka.work.rules.template import ClauseRow, clause_for, reasons_not_a_template, shipped, whole
from svyazka.work.steps import ship_task_templates
from svyazka.work.tests import make

NOW = timezone.now()


def lacks(title: str, lines: list[dict]) -> list:
    return reasons_not_a_template(title, [whole(line) for line in lines], duties=queries.duties_of_tasks(), kinds=actions.KINDS)


def test_what_is_shipped_is_whole():
    assert {row["code"] for row in shipped()} == {"site", "seo", "smm", "ads", "support"}
    for row in shipped():
        assert lacks(row["title"], row["lines"]) == []


@pytest.mark.parametrize(("title", "lines", "faults"), [
    ("", [{"title": "А", "hours": "1"}], 1), ("Т", [], 1), ("Т", [{"title": "", "hours": "1"}], 1), ("Т", [{"title": "А", "hours": "0"}], 1),
    ("Т", [{"title": "А", "hours": "1", "after": [1]}], 1), ("Т", [{"title": "А", "hours": "1"}, {"title": "Б", "hours": "1", "after": [1]}], 0),
    ("Т", [{"title": "А", "hours": "1", "duty": "сам.придумал"}], 1), ("Т", [{"title": "А", "hours": "1", "duty": "client.talk", "kind": "must"}], 0),
    ("Т", [{"title": "А", "hours": "1", "kind": "wont"}], 1),
])  # fmt: skip
def test_what_a_template_lacks(title, lines, faults):
    assert len(lacks(title, lines)) == faults


def row(key: int, section: str, text: str, kind: str = "must") -> ClauseRow:
    return ClauseRow(key, str(key), section, kind, text)


CLAUSES = [row(1, "1. Структура сайта", "Виды страниц: главная"), row(2, "1. Структура сайта", "Поиск находит товары с опечаткой"),
           row(3, "Содержание", "Тексты готовит клиент"), row(4, "Содержание", "Агентство переносит страницы", "should"), row(5, "", "Вёрстка на телефон")]  # fmt: skip


@pytest.mark.parametrize(("line", "clause"), [
    ({"section": "Структура"}, 1), ({"section": "структура", "words": ["поиск"]}, 2), ({"section": "Структура", "words": ["корзин"]}, None),
    ({"section": "Содержание", "words": ["страниц", "текст"]}, 3), ({"section": "Содержание", "kind": "should"}, 4), ({"section": "Приёмка"}, None),
    ({"section": "Устройства", "words": ["верст"]}, 5), ({"words": ["Виды"]}, 1), ({}, None), ({"words": ["раниц"]}, None),
])  # fmt: skip
def test_a_line_finds_the_clause_it_carries_out(line, clause):
    assert clause_for(whole({"title": "А", "hours": "1", **line}), CLAUSES) == clause


def test_two_lines_do_not_crowd_at_one_clause_while_another_is_free():
    line = whole({"title": "А", "hours": "1", "section": "Структура"})
    assert [clause_for(line, CLAUSES, taken) for taken in ((), {1}, {1, 2})] == [1, 2, 1]


@pytest.fixture
def stage(db):
    project = make.project(at=NOW)
    ship_task_templates(today(NOW) - timedelta(days=9))
    Specialism.objects.get_or_create(code="dev", defaults={"name": "Разработка"})
    make.person("dev", "specialist").specialisms.set(Specialism.objects.filter(code="dev"))
    return project.stages.first()


@pytest.fixture
def head(stage):
    return make.person("head", "head")


def site() -> TaskTemplate:
    return queries.in_force(today(NOW)).get(code="site")


def test_the_pm_lays_a_template_with_order_and_points(stage):
    laid = {row.number: row for row in queries.as_laid(site(), stage, NOW)}
    assert (laid[5].assignee, laid[1].assignee, laid[10].assignee) == ("dev", "anna", "pavel"), "by specialism, and by who holds the duty"
    lines = [{"number": 3, "assignee": "dev"}, {"number": 5, "assignee": "dev", "hours": Decimal(33)}, {"number": 10, "assignee": "dev"}]
    actions.lay_template(stage, template_id=site().pk, lines=lines, by=make.person("pavel", "pm"), at=NOW)

    design, markup, check = Task.objects.order_by("pk")
    assert markup.estimate_hours == 33 and [row.after for row in markup.waits_for.all()] == [design] and not check.waits_for.exists()
    assert markup.points.count() == 3


def test_what_meets_no_clause_and_which_clause_nobody_carries_out_is_told(client, stage):
    brief = Brief.objects.create(engagement=stage.engagement, edition=1, written_by=make.person("anna"), written_at=NOW)
    told = enumerate([("Структура", "Виды страниц"), ("Приёмка", "Принимает директор по критериям"), ("Скорость", "Открывается за две секунды")], 1)
    pages, check, speed = (Clause.objects.create(brief=brief, engagement=stage.engagement, key=n, position=n, section=head, text=text, criterion="есть")
                           for n, (head, text) in told)  # fmt: skip
    laid = {row.number: row.clause_id for row in queries.as_laid(site(), stage, NOW)}
    assert (laid[2], laid[10], laid[4]) == (pages.pk, check.pk, None)

    client.force_login(make.person("pavel", "pm"))
    page = client.get(f"/work/projects/{stage.project_id}/task-templates/?template={site().pk}&stage={stage.pk}").content.decode()
    assert "У 1 пункта нет задач" in page and "Открывается за две секунды" in page and "ни к какому пункту не подходит" in page
    preview = client.get(f"/api/v1/stages/{stage.pk}/task-templates/{site().pk}").json()
    assert [one["clause_id"] for one in preview["untouched"]] == [speed.pk] and preview["checks"] == "pavel"
    lines = [{"number": 2, "assignee": "dev", "clause_id": pages.pk}, {"number": 4, "assignee": "dev"}]
    said = client.post(f"/api/v1/stages/{stage.pk}/task-templates", {"template_id": site().pk, "lines": lines}, content_type="application/json").json()
    assert said == {"stage_id": stage.pk, "tasks": 2, "untied": 1} and Task.objects.get(clause=pages).title == "Прототип ключевых страниц"
    assert [row.key for row in queries.untouched(stage, queries.clauses_of(stage), ())] == [check.pk, speed.pk]


@pytest.mark.parametrize("lines", [[], [{"number": 99, "assignee": "dev"}], [{"number": 1, "assignee": "dev"}] * 2, [{"number": 1, "assignee": "никто"}],
                                   [{"number": 1, "assignee": "dev"}, {"number": 2, "assignee": "dev", "clause_id": 10**9}]])  # fmt: skip
def test_all_or_none_is_laid(stage, lines):
    with pytest.raises(Malformed):
        actions.lay_template(stage, template_id=site().pk, lines=lines, by=make.person("pavel", "pm"), at=NOW)
    assert not Task.objects.exists()


def test_the_am_lays_nothing(stage):
    with pytest.raises(NotYourDuty):
        actions.lay_template(stage, template_id=site().pk, lines=[{"number": 1, "assignee": "dev"}], by=make.person("anna"), at=NOW)


def test_an_edition_comes_in_force_on_its_day_and_a_retired_one_is_not_offered(stage, head):
    line = {"title": "Лендинг", "hours": "10"}
    later = today(NOW) + timedelta(days=5)
    actions.write_task_template(the_agency(), title="Сайт", code="site", lines=[line], starts_on=later, by=head, at=NOW)
    assert site().edition == 1 and queries.in_force(later).get(code="site").edition == 2
    with pytest.raises(Refused):
        actions.write_task_template(the_agency(), title="Сайт", code="site", lines=[line], by=head, at=NOW)
    support = queries.in_force(today(NOW)).get(code="support")
    actions.retire_task_template(support, by=head, at=NOW)
    assert not queries.in_force(today(NOW)).filter(code="support").exists()
    with pytest.raises(NotYourDuty):
        actions.retire_task_template(site(), by=make.person("pavel", "pm"), at=NOW)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_of_templates(client, stage, head, language):
    client.force_login(head)
    for path in ("", "new/", f"{site().pk}/"):
        assert client.get(f"/work/task-templates/{path}", headers={"Accept-Language": language}).status_code == 200
    rows = {"line_title": ["Аудит", ""], "line_hours": ["8", ""], "line_specialism": ["dev", ""], "line_section": ["", ""], "line_after": ["", ""],
            "line_points": ["Раз\nДва", ""]}  # fmt: skip
    told = {"title": "Аудит", "starts_on": today(NOW).isoformat(), **rows}
    assert client.post("/work/task-templates/new/", {**told, "line_hours": ["много", ""]}).status_code == 422
    assert client.post("/work/task-templates/new/", {**told, "line_after": ["7", ""]}).status_code == 409
    assert client.post("/work/task-templates/new/", told).status_code == 302
    assert TaskTemplate.objects.get(title="Аудит").lines[0]["points"] == ["Раз", "Два"]

    client.force_login(make.person("pavel", "pm"))
    assert client.post("/work/task-templates/new/", told).status_code == 403
    look = f"/work/projects/{stage.project_id}/task-templates/"
    page = client.get(f"{look}?template={site().pk}&stage={stage.pk}", headers={"Accept-Language": language}).content.decode()
    assert "Вёрстка страниц" in page and not Task.objects.exists()
    laid = {"stage": stage.pk, "template": site().pk, "1-chosen": "1", "1-assignee": "dev", "1-hours": "4"}
    assert client.post(look, {**laid, "1-assignee": ""}).status_code == 422
    assert client.post(look, laid).status_code == 302 and Task.objects.get().estimate_hours == 4


def test_whoever_does_not_keep_a_template_reads_it(client, stage):
    client.force_login(make.person("pavel", "pm"))
    for row in TaskTemplate.objects.all():
        page = client.get(f"/work/task-templates/{row.pk}/")
        assert page.status_code == 200 and row.lines[0]["title"] in page.content.decode()


@pytest.mark.django_db
def test_an_agency_of_before_gets_the_duties_in_what_it_has_not_touched():
    make.project(at=NOW)
    name_duties = import_module("svyazka.work.migrations.0018_templates_of_tasks_name_duties_everywhere").name_duties
    told, day = {row["code"]: row["lines"] for row in shipped()}, today(NOW)
    TaskTemplate.objects.all().delete()
    ship_task_templates(day - timedelta(days=9))
    for kept in TaskTemplate.objects.all():
        kept.lines = [{name: line[name] for name in ("title", "specialism", "hours", "section", "after", "points")} for line in kept.lines]
        kept.save()
    mended, ended = TaskTemplate.objects.get(code="seo"), TaskTemplate.objects.get(code="smm")
    actions.write_task_template(the_agency(), title="Наше SEO", lines=mended.lines, code="seo", by=make.person("head", "head"), at=NOW)
    actions.retire_task_template(ended, by=make.person("head", "head"), at=NOW)

    name_duties(apps, None)
    name_duties(apps, None)

    stands = {row.code: row for row in queries.in_force(day)}
    assert {code: row.edition for code, row in stands.items()} == {"site": 2, "ads": 2, "support": 2, "seo": 2}
    assert all(stands[code].lines == told[code] for code in ("site", "ads", "support")) and stands["seo"].title == "Наше SEO"
    assert TaskTemplate.objects.get(code="site", edition=1).lines != told["site"] and TaskTemplate.objects.filter(code="smm").count() == 2
