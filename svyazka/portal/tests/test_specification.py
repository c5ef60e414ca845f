"""The client reads the very edition that was sent, agrees its words or says what is wrong, and finds nothing of the inside."""

import pytest

from svyazka.briefs.actions import answer_brief, note_clause, talk_of_clause
from svyazka.briefs.models import Brief, BriefApproval, Clause, ClauseTalk
from svyazka.briefs.queries import digest_of
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.briefs.tests.test_agree import agreed, client_of, reworded, sent, sent_again
from svyazka.briefs.tests.test_pages import as_
from svyazka.people.models import Person
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.django_db


def page_of(brief: Brief) -> str:
    return f"/portal/specifications/{brief.pk}/"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_client_reads_the_edition_and_what_has_changed(client, language):
    w = make.world()
    agreed(w)
    second = sent_again(w, reworded(w))
    talk_of_clause(second, key=1, text="Как договорились", by=w.anna, at=MONDAY)
    note_clause(second, key=1, text="Клиент об этом не знает", by=w.pavel, at=MONDAY)
    as_(client, client_of(w), language)

    said = client.get(page_of(second)).content.decode()
    assert "<del>300</del>" in said and "<ins>400</ins>" in said and "Как договорились" in said
    assert digest_of(second) in said
    for secret in ("Клиент об этом не знает", "контент у клиента", "120"):  # a note, the PM's risks, the PM's hours
        assert secret not in said
    home = client.get("/portal/").content.decode()
    assert page_of(second) in home and page_of(second) in client.get(f"/portal/engagements/{w.engagement.pk}/").content.decode()


def test_what_was_not_sent_is_not_there_by_any_address(client):
    w = make.world()
    brief = make.judged(w)
    contact = client_of(w)
    as_(client, contact)
    for address in (page_of(brief), f"/briefs/{brief.pk}/", f"/briefs/{brief.pk}/comments/", f"/briefs/{brief.pk}/coverage/"):
        assert client.get(address).status_code == 404
    program = bearer(contact)
    for address in (f"/portal/specifications/{brief.pk}", f"/briefs/{brief.pk}", f"/briefs/{brief.pk}/notes", f"/engagements/{w.engagement.pk}/briefs"):
        assert client.get(f"/api/v1{address}", headers=program).status_code == 404
    assert client.get("/api/v1/portal", headers=program).json()["specifications"] == []
    assert client.post(page_of(brief) + "answer/", {"agreed": "1", "digest": digest_of(brief)}).status_code == 404


def test_a_stranger_finds_nothing(client):
    w = make.world()
    brief = sent(w)
    as_(client, Person.objects.create_user("stranger", kind="contact", name="Чужой"))
    assert client.get(page_of(brief)).status_code == 404
    assert client.post(page_of(brief) + "answer/", {"agreed": "1", "digest": digest_of(brief)}).status_code == 404
    assert client.post(page_of(brief) + "clauses/1/", {"text": "слово"}).status_code == 404


def test_the_answer_by_the_page(client):
    w = make.world()
    brief = sent(w)
    as_(client, client_of(w))
    typed = {"agreed": "0", "digest": digest_of(brief), "reason": ""}
    assert client.post(page_of(brief) + "answer/", typed).status_code == 409
    told = client.post(page_of(brief) + "answer/", {**typed, "reason": "Нет корзины", "digest": "0" * 64})
    assert told.status_code == 409 and "Нет корзины" in told.content.decode()  # what was typed is not lost
    assert client.post(page_of(brief) + "answer/", {**typed, "reason": "я" * 5001}).status_code == 422
    assert client.post(page_of(brief) + "answer/", {**typed, "reason": "Нет корзины"}).status_code == 302
    assert client.post(page_of(brief) + "answer/", {"agreed": "1", "digest": digest_of(brief)}).status_code == 302
    assert [word.decision for word in BriefApproval.objects.all()] == ["agreed", "remarks"]
    assert 'id="answer"' not in client.get(page_of(brief)).content.decode()


def test_a_wording_other_than_the_shown_one_is_refused(client):
    w = make.world()
    brief = sent(w)
    as_(client, client_of(w))
    shown = digest_of(brief)
    Clause.objects.filter(brief=brief, key=1).update(criterion="видно всё")
    assert client.post(page_of(brief) + "answer/", {"agreed": "1", "digest": shown}).status_code == 409
    assert not BriefApproval.objects.exists()


def test_a_word_on_a_clause_by_the_page(client):
    w = make.world()
    brief = sent(w)
    as_(client, client_of(w))
    assert client.post(page_of(brief) + "clauses/1/", {"text": "Когда?"}).status_code == 302
    assert client.post(page_of(brief) + "clauses/1/", {"text": ""}).status_code == 409
    assert client.post(page_of(brief) + "clauses/99/", {"text": "Когда?"}).status_code == 422
    assert ClauseTalk.objects.get().from_client


def test_the_story_by_calls(client):
    w = make.world()
    brief = sent(w)
    program = bearer(client_of(w))
    root = f"/api/v1/portal/specifications/{brief.pk}"
    told = client.get(root, headers=program).json()
    assert [clause["text"] for clause in told["clauses"]] == ["Каталог", "Интеграция с 1С"] and told["digest"] == digest_of(brief)
    assert not {"verdict", "hours", "risks", "notes"} & set(told)

    def post(path: str, body: dict):
        return client.post(root + path, body, content_type="application/json", headers=program)

    assert post("/clauses/1/talk", {"text": "Когда?"}).json()["from_client"] is True
    assert post("/answers", {"decision": "agreed", "digest": "abc"}).status_code == 409
    assert post("/answers", {"decision": "agreed", "digest": told["digest"]}).json()["by_contact"] is True
    assert client.post(f"/api/v1/briefs/{brief.pk}/answers", {"decision": "agreed", "digest": told["digest"]}, content_type="application/json",
                       headers=program).status_code == 404  # fmt: skip


@pytest.mark.parametrize(("language", "in_force", "replaced"), [("ru", "Действует", "Заменена редакцией 2"), ("en", "In force", "Replaced by edition 2")])
def test_of_two_agreed_editions_it_is_told_which_binds(client, language, in_force, replaced):
    w = make.world()
    first = agreed(w)
    second = agreed(w, sent_again(w, reworded(w)))
    account = client_of(w)
    as_(client, account, language)
    page = client.get(f"/portal/engagements/{w.engagement.pk}/").content.decode()
    second_at, first_at = (page.index(f'href="{page_of(one)}"') for one in (second, first))
    assert second_at < first_at
    assert in_force in page and replaced in page
    assert page_of(second) in client.get(page_of(first)).content.decode()
    told = client.get(f"/api/v1/portal/engagements/{w.engagement.pk}", headers=bearer(account)).json()["specifications"]
    assert [(one["edition"], one["standing"], one["replaced_by"]) for one in told] == [(2, "binds", None), (1, "replaced", 2)]


def test_an_edition_that_was_replaced_is_not_answered(client):
    w = make.world()
    first = sent(w)
    answer_brief(first, decision="remarks", digest=digest_of(first), reason="Нет корзины", by=client_of(w), at=MONDAY)
    second = sent_again(w, reworded(w))
    as_(client, client_of(w))
    typed = {"agreed": "1", "digest": digest_of(first)}
    assert 'id="answer"' not in client.get(page_of(first)).content.decode()
    assert client.post(page_of(first) + "answer/", typed).status_code == 409
    assert client.post(page_of(second) + "answer/", {"agreed": "1", "digest": digest_of(second)}).status_code == 302
