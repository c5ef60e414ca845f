"""A task gets its clause: by the PM, by its number, never one of another engagement."""

import pytest

from svyazka.briefs.models import Brief, Clause
from svyazka.briefs.tests.test_pages import as_
from svyazka.kit.errors import Malformed, NotYourDuty
from svyazka.kit.strands import Kind
from svyazka.roles.tests.make import bearer, engagement
from svyazka.work.actions import tie_task
from svyazka.work.strands import task_strands
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY, person

pytestmark = pytest.mark.django_db


def clause_on(place, text: str = "Каталог") -> Clause:
    brief = Brief.objects.create(engagement=place, edition=Brief.objects.filter(engagement=place).count() + 1, written_by=person("anna", "am"), written_at=MONDAY)
    return Clause.objects.create(brief=brief, engagement=place, key=5, position=1, text=text, criterion="виден")


def test_the_pm_names_the_clause_of_a_task():
    task, pavel = make.task(), person("pavel", "pm")
    clause = clause_on(task.engagement)
    tie_task(task, clause_id=clause.pk, by=pavel, at=MONDAY)
    task.refresh_from_db()
    assert task.clause == clause
    found = task_strands(task.engagement, pavel, MONDAY)
    assert [(one.kind, one.keys, one.hours, bool(one.tie)) for one in found] == [(Kind.TASK, (5,), task.estimate_hours, True)]
    assert [one.tie for one in task_strands(task.engagement, person("anna", "am"), MONDAY)] == [""]


def test_what_tying_refuses():
    task = make.task()
    with pytest.raises(Malformed):
        tie_task(task, clause_id=clause_on(engagement(company="ООО «Иная»")).pk, by=person("pavel", "pm"), at=MONDAY)
    with pytest.raises(NotYourDuty):
        tie_task(task, clause_id=None, by=person("anna", "am"), at=MONDAY)


def test_the_page_and_the_call_tie_it(client):
    task, pavel = make.task(), person("pavel", "pm")
    clause = clause_on(task.engagement)
    assert as_(client, pavel).post(f"/work/tasks/{task.pk}/clause/", {"row": "1", "n1": "1", "brief": clause.brief_id}).status_code == 302
    task.refresh_from_db()
    assert task.clause == clause
    for typed in ({}, {"row": "1", "n1": "7", "brief": clause.brief_id}, {"row": "1", "n1": "x", "brief": "y"}):
        client.post(f"/work/tasks/{task.pk}/clause/", typed)
        task.refresh_from_db()
        assert task.clause == clause
    told = client.put(f"/api/v1/tasks/{task.pk}/clause", {"clause_id": None}, content_type="application/json", headers=bearer(pavel) | {"If-Match": "*"})
    assert told.json()["clause_id"] is None


def test_a_task_is_set_with_its_clause(client):
    task, pavel = make.task(), person("pavel", "pm")
    clause = clause_on(task.engagement)
    typed = {"title": "Каталог", "stage_id": task.stage_id, "assignee": "dev", "estimate_hours": "4", "clause_id": clause.pk}
    assert as_(client, pavel).post(f"/work/projects/{task.project_id}/tasks/", typed).status_code == 302
    assert task.project.tasks.get(title="Каталог").clause == clause
    assert f'<option value="{clause.pk}">1. Каталог</option>' in client.get(f"/work/projects/{task.project_id}/").content.decode()
