"""A program writes a specification clause by clause, beside people."""

import json

import pytest

from svyazka.briefs.models import Brief, Clause, SpecTemplate
from svyazka.briefs.steps import ship
from svyazka.briefs.tests import make
from svyazka.roles.tests.make import LONG_AGO, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(client):
    found = make.world()
    ship(LONG_AGO)
    client.force_login(found.anna)
    return found


def call(client, method: str, path: str, body: dict | None = None, **headers):
    answer = client.generic(method, f"/api/v1{path}", json.dumps(body or {}), content_type="application/json", headers=headers)
    return answer.status_code, json.loads(answer.content)


def test_a_draft_from_a_template_is_worked_on(client, w):
    site = SpecTemplate.objects.get(code="site")
    status, draft = call(client, "POST", f"/engagements/{w.engagement.pk}/drafts", {"template_id": site.pk})
    assert (status, draft["state"], draft["template"]["code"], len(draft["clauses"])) == (201, "draft", "site", 23)
    status, clause = call(client, "POST", f"/briefs/{draft['id']}/clauses", {"text": "Поиск", "section": "Приёмка"})
    assert (status, clause["version"], clause["owner"]) == (201, 1, "anna")
    told = call(client, "GET", f"/briefs/{draft['id']}/document")[1]
    assert told["sections"][8]["clauses"][-1]["number"] == "9.3" and told["sections"][8]["clauses"][-1]["key"] == clause["key"]
    status, changed = call(client, "POST", f"/clauses/{clause['id']}/wording", {"version": 1, "kind": "should", "owner": ""})
    assert (status, changed["kind"], changed["text"], changed["owner"], changed["version"]) == (200, "should", "Поиск", None, 2)
    assert call(client, "POST", f"/clauses/{clause['id']}/place", {"version": 2, "to": "up"})[1]["version"] == 3
    assert call(client, "DELETE", f"/clauses/{clause['id']}?version=3")[0] == 200
    assert not Clause.objects.filter(pk=clause["id"]).exists()
    status, told = call(client, "POST", f"/briefs/{draft['id']}/presence", {"clause": 1})
    assert (status, told["items"]) == (200, [{"login": "anna", "name": "Анна", "clause": 1}])


def test_who_comes_second_is_told_both_texts(client, w):
    clause = make.written(w).clauses.get(text="Каталог")
    path = f"/clauses/{clause.pk}/wording"
    assert call(client, "POST", path, {"version": 1, "text": "Каталог станков"})[0] == 200
    status, told = call(client, "POST", path, {"version": 1, "text": "Большой Каталог"})
    assert (status, told["theirs"]["text"], told["theirs"]["version"], told["yours"]["text"]) == (409, "Каталог станков", 2, "Большой Каталог")
    assert told["together"]["text"] == "Большой Каталог станков" and len(told["reasons"]) == 1
    was = {"kind": "must", "text": "Каталог", "criterion": "300 позиций видны", "section": ""}
    assert call(client, "POST", path, {"version": 1, "section": "Поиск", "was": was})[1]["section"] == "Поиск"
    for method, other in (("POST", f"/clauses/{clause.pk}/place"), ("DELETE", f"/clauses/{clause.pk}?version=1")):
        assert call(client, method, other, {"version": 1, "to": "up"} if method == "POST" else None)[0] == 409


def test_the_version_may_be_told_by_a_header_and_must_be_told(client, w):
    clause = make.written(w).clauses.get(text="Каталог")
    path = f"/clauses/{clause.pk}/wording"
    assert call(client, "POST", path, {"text": "Поиск"})[0] == 422
    assert call(client, "POST", path, {"text": "Поиск"}, **{"If-Match": '"7"'})[0] == 412
    assert call(client, "POST", path, {"text": "Поиск"}, **{"If-Match": '"1"'})[0] == 200


def test_what_cannot_be_is_refused_with_a_sentence(client, w):
    draft = make.written(w)
    clause = draft.clauses.get(text="Каталог")
    for body in ({"version": 1, "kind": "maybe"}, {"version": 1, "owner": "nobody"}, {"version": 1, "need_id": 99999}, {"version": 1, "text": " "},
                 {"version": 1, "text": "а" * 20001}, {"version": 1, "strange": 1}):  # fmt: skip
        assert call(client, "POST", f"/clauses/{clause.pk}/wording", body)[0] == 422, body
    assert call(client, "POST", f"/clauses/{clause.pk}/wording", {"version": 1, "text": "Ка\x00талог"})[1]["text"] == "Каталог"
    client.force_login(person("irina", "am"))
    assert call(client, "POST", f"/clauses/{clause.pk}/wording", {"version": 1, "text": "Моё"})[0] == 404
    assert call(client, "GET", f"/briefs/{draft.pk}/document")[0] == 404


def test_editions_are_compared(client, w):
    make.judged(w)
    second = make.written(w, clauses=[{"kind": "must", "text": "Каталог станков", "criterion": "300 позиций видны"}], promises=[])
    first = Brief.objects.get(edition=1)
    items = call(client, "GET", f"/briefs/{second.pk}/differences?since={first.pk}")[1]["items"]
    assert [one["what"] for one in items] == [["removed"], ["removed"], ["added"]]  # by its words it is another clause
    assert items[2]["now"]["number"] == "1" and items[0]["was"]["text"] == "Каталог" and items[0]["text"] == [["-", "Каталог"]]
    assert items == call(client, "GET", f"/briefs/{second.pk}/differences")[1]["items"]


def test_templates_are_kept_by_the_head(client, w):
    sections = [{"heading": "Цели", "hint": "зачем", "clauses": [{"kind": "must", "text": "Действие", "criterion": "видно"}]}]
    assert call(client, "POST", "/spec-templates", {"title": "Лендинг", "sections": sections})[0] == 403
    assert len(call(client, "GET", "/spec-templates")[1]["items"]) == 7
    client.force_login(w.head)
    status, one = call(client, "POST", "/spec-templates", {"title": "Лендинг", "sections": sections})
    assert (status, one["sections"][0]["clauses"][0]["text"]) == (201, "Действие")
    assert call(client, "POST", f"/spec-templates/{one['id']}/editions", {"title": "Лендинг", "sections": []})[0] == 409
    status, newer = call(client, "POST", f"/spec-templates/{one['id']}/editions", {"title": "Лендинг 2", "sections": sections})
    assert (status, newer["edition"], newer["code"]) == (201, 2, one["code"])
    assert call(client, "POST", f"/spec-templates/{newer['id']}/copies", {"title": "Промо"})[0] == 201
    assert call(client, "POST", f"/spec-templates/{newer['id']}/retirement")[1]["ends_on"] is not None
    assert call(client, "GET", f"/spec-templates/{one['id']}")[1]["title"] == "Лендинг"
