"""Regulations that came with the program are read in the reader's language, until the agency has written its own."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from svyazka.people.queries import the_agency, today
from svyazka.roles.tests import make as people
from svyazka.work import actions, queries
from svyazka.work.models import ChecklistRun, Regulation
from svyazka.work.rules.regulation import shipped
from svyazka.work.steps.regulations import ship_regulations
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db
RUSSIAN, ENGLISH = {"Accept-Language": "ru"}, {"Accept-Language": "en"}


def test_every_shipped_regulation_has_its_words_in_english_step_by_step():
    for duty, row in shipped().items():
        assert row["english"]["title"] and row["english"]["text"] and len(row["english"]["steps"]) == len(row["steps"]), duty


@pytest.mark.parametrize(("said", "seen", "unseen"), [
    (ENGLISH, ("Setting tasks", "The task has a clause, an estimate and a deadline"), ("Постановка задач", "У задачи есть")),
    (RUSSIAN, ("Постановка задач", "У задачи есть пункт ТЗ, оценка и срок"), ("Setting tasks", "The task has a clause")),
])  # fmt: skip
def test_whoever_reads_english_reads_them_in_english_on_every_page_and_by_api(client, said, seen, unseen):
    _anna, pavel, _dev = make.pair()
    Regulation.objects.all().delete()
    ship_regulations(date(2026, 1, 1))
    make.task(make.project())
    row, run = Regulation.objects.get(duty="task.set"), ChecklistRun.objects.get(duty="task.set")
    client.force_login(pavel)
    whole = [f"/work/regulations/{row.pk}/", f"/work/checklists/{run.pk}/", "/api/v1/regulations", "/api/v1/checklists"]
    for place, words in [*((place, seen) for place in whole), ("/work/regulations/", seen[:1]), ("/", seen[:1])]:
        answer = client.get(place, headers=said)
        page = str(answer.json()) if "/api/" in place else answer.content.decode()
        assert all(word in page for word in words) and not any(word in page for word in unseen), place


def test_what_the_agency_writes_itself_is_read_as_it_is_written(client):
    make.pair()
    head = people.person("head", "head")
    Regulation.objects.all().delete()
    ship_regulations(date(2026, 1, 1))
    row = Regulation.objects.get(duty="task.set")
    client.force_login(head)
    assert "У задачи есть пункт ТЗ" not in client.get(f"/work/regulations/{row.pk}/", headers=ENGLISH).content.decode(), "the next edition is begun from what one reads"

    own = actions.write_regulation(the_agency(), duty="task.set", title="Ставим задачи", steps=["Есть срок"], starts_on=today(timezone.now()), by=head, at=timezone.now())

    page = client.get(f"/work/regulations/{own.pk}/", headers=ENGLISH).content.decode()
    assert "Ставим задачи" in page and "Есть срок" in page
    ended = actions.end_regulation(Regulation.objects.get(duty="client.talk"), by=head, at=timezone.now())
    assert ended.english["title"] == "Talking with the client" and "client.talk" not in queries.in_force_on(today(timezone.now()) + timedelta(days=2))


def test_an_agency_of_before_gets_the_english_of_what_it_has_not_touched():
    Regulation.objects.all().delete()
    ship_regulations(date(2026, 1, 1))
    Regulation.objects.update(english={})
    Regulation.objects.filter(duty="client.talk").update(steps=["Своё"])

    import_module("svyazka.work.migrations.0021_regulations_in_two_languages").tell_in_english(apps, None)

    assert Regulation.objects.get(duty="task.set").english["title"] == "Setting tasks"
    assert Regulation.objects.get(duty="client.talk").english == {}
