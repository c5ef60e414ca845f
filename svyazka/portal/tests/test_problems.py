"""A client says what goes wrong: whoever answers for it is told, and what is said inside stays inside."""

from types import SimpleNamespace

import pytest
import time_machine

from svyazka.clients.models import Contact
from svyazka.journal.models import Notice
from svyazka.people.models import Person
from svyazka.roles.tests import make
from svyazka.roles.tests.make import MONDAY, bearer
from svyazka.work import actions
from svyazka.work.models import Problem

pytestmark = pytest.mark.django_db


def account(engagement, login="client") -> Person:
    who = Person.objects.create_user(login, kind="contact", name="Пётр")
    Contact.objects.filter(client=engagement.client).update(account=who)
    return who


@pytest.fixture
def w():
    anna, pavel = make.person("anna", "am"), make.person("pavel", "pm")
    engagement = make.engagement(am=anna, pm=pavel)
    return SimpleNamespace(engagement=engagement, anna=anna, pavel=pavel, client=account(engagement),
                           other=account(make.engagement("Другое", company="ООО «Иная»"), "other"))  # fmt: skip


def told_of(problem) -> list[tuple[Person, str]]:
    return [(one.person, one.text_verb) for one in Notice.objects.filter(url=f"/work/problems/{problem.pk}/").order_by("text_verb", "person__username")]


@time_machine.travel(MONDAY, tick=False)
def test_a_client_says_what_goes_wrong_and_reads_where_it_stands(client, w):
    client.force_login(w.client)
    address = f"/portal/engagements/{w.engagement.pk}/"
    assert client.post(f"{address}problems/", {"kind": "term", "text": "Обещали вчера"}).status_code == 302
    problem = Problem.objects.get()
    assert (problem.owner, problem.opened_by, problem.kind) == (w.pavel, w.client, "term")
    assert told_of(problem) == [(w.anna, "work.problem_raised"), (w.pavel, "work.problem_raised")], "who owns it, and who talks with the client"
    assert "ответим до" in client.get(address).content.decode() and "1 ваш вопрос в работе" in client.get("/portal/").content.decode()

    actions.step_problem(problem, step="proposed", note="Внутри: ставим Дину", by=w.pavel, at=MONDAY)
    page = client.get(address).content.decode()
    assert "Обещали вчера" in page and "Занимаемся" in page and "ставим Дину" not in page

    actions.step_problem(problem, step="resolved", note="Внутри: забыли", by=w.pavel, at=MONDAY)
    assert told_of(problem)[-1] == (w.anna, "work.problem_resolved"), "whoever talks with the client tells them"
    page = client.get(address).content.decode()
    assert "ответим до" not in page and "вопрос в работе" not in client.get("/portal/").content.decode()
    assert "Решена" in page and "забыли" not in page
    told = client.get(f"/api/v1/portal/engagements/{w.engagement.pk}", headers=bearer(w.client)).json()
    assert [(one["text"], one["state"]) for one in told["problems"]] == [("Обещали вчера", "resolved")]
    assert "забыли" not in str(told)


@time_machine.travel(MONDAY, tick=False)
@pytest.mark.parametrize("wrong", [{"kind": "people", "text": "Ссорятся"}, {"kind": "term", "text": "  "}, {"kind": "sing", "text": "а"}, {"kind": "term", "text": "а" * 5001}])
def test_what_is_not_a_clients_to_raise_is_refused(client, w, wrong):
    client.force_login(w.client)
    client.post(f"/portal/engagements/{w.engagement.pk}/problems/", wrong)
    sent = client.post(f"/api/v1/portal/engagements/{w.engagement.pk}/problems", wrong, content_type="application/json", headers=bearer(w.client))

    assert sent.status_code in (400, 422) and not Problem.objects.exists()


@time_machine.travel(MONDAY, tick=False)
def test_another_client_neither_raises_nor_reads(client, w):
    actions.raise_problem(w.engagement, kind="term", text="Внутри видно", by=w.anna, at=MONDAY)
    client.force_login(w.other)
    assert client.post(f"/portal/engagements/{w.engagement.pk}/problems/", {"kind": "term", "text": "Чужое"}).status_code == 404
    client.force_login(w.client)
    assert "Внутри видно" not in client.get(f"/portal/engagements/{w.engagement.pk}/").content.decode()
    assert Problem.objects.count() == 1
