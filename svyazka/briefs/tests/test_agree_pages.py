"""Pages and calls of the client's word, comments and coverage: both languages, shut with a reason."""

import pytest

from svyazka.briefs.actions import note_clause
from svyazka.briefs.models import Brief, BriefApproval, ClauseNote, ClauseTalk
from svyazka.briefs.queries import digest_of
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.briefs.tests.test_agree import agreed, sent
from svyazka.briefs.tests.test_pages import as_
from svyazka.roles.tests.make import bearer, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_drawn(client, language):
    w = make.world()
    brief = agreed(w)
    note_clause(brief, key=1, text="Сколько позиций?", by=w.pavel, at=MONDAY)
    pages = [f"/briefs/{brief.pk}/", f"/briefs/{brief.pk}/sending/", f"/briefs/{brief.pk}/answers/", f"/briefs/{brief.pk}/comments/",
             f"/briefs/{brief.pk}/comments/?tab=client&only=open", f"/briefs/{brief.pk}/comments/?only=said", f"/briefs/{brief.pk}/coverage/",
             f"/briefs/{brief.pk}/coverage/?only=gaps", f"/briefs/{brief.pk}/coverage/?only=loose", f"/briefs/{brief.pk}/coverage/table/"]  # fmt: skip
    for who in (w.anna, w.pavel, w.head):
        assert [as_(client, who, language).get(page).status_code for page in pages] == [200] * len(pages)
    as_(client, person("irina", "am"))
    assert {client.get(page).status_code for page in pages} == {404}


def test_sending_and_the_answer_by_pages(client):
    w = make.world()
    brief = make.judged(w)
    page = f"/briefs/{brief.pk}/"
    assert as_(client, w.pavel).post(page + "sending/", {"answer_by_on": "2027-03-01"}).status_code == 403
    assert as_(client, w.anna).post(page + "sending/", {"answer_by_on": ""}).status_code == 422
    assert client.post(page + "sending/", {"answer_by_on": "2020-03-01"}).status_code == 409
    assert client.post(page + "sending/", {"answer_by_on": "2027-03-01"}).status_code == 302
    typed = {"decision": "agreed", "digest": digest_of(brief), "evidence": "", "name": "Вера"}
    answer = client.post(page + "answers/", typed)
    assert answer.status_code == 409 and "Вера" in answer.content.decode()
    assert client.post(page + "answers/", {**typed, "evidence": "письмо", "digest": "0" * 64}).status_code == 409
    assert client.post(page + "answers/", {**typed, "evidence": "письмо"}).status_code == 302
    assert BriefApproval.objects.get().name == "Вера"
    assert f'href="/briefs/start/{w.engagement.pk}/"' in client.get(page).content.decode()
    assert client.post(f"/briefs/start/{w.engagement.pk}/", {"template": "former"}).status_code == 302
    assert Brief.objects.get(edition=2).state == "draft"


def test_comments_by_pages_stay_in_their_streams(client):
    w = make.world()
    brief = sent(w)
    clause = f"/briefs/{brief.pk}/clauses/1/"
    assert as_(client, w.pavel).post(clause + "notes/", {"text": "Сколько?"}).status_code == 302
    assert client.post(clause + "talk/", {"text": "Скоро"}).status_code == 403
    assert as_(client, w.anna).post(clause + "talk/", {"text": "Скоро"}).status_code == 302
    typed = client.post(clause + "notes/", {"text": "я" * 5001})
    assert typed.status_code == 422 and "я" * 5001 in typed.content.decode()
    inside, outside = (client.get(f"/briefs/{brief.pk}/comments/?tab={tab}").content.decode() for tab in ("inside", "client"))
    assert "Сколько?" in inside and "Сколько?" not in outside and "Скоро" in outside
    note, talk = ClauseNote.objects.get(), ClauseTalk.objects.get()
    assert client.post(f"/briefs/notes/{note.pk}/settling/").status_code == 302
    assert as_(client, w.pavel).post(f"/briefs/talk/{talk.pk}/settling/").status_code == 403
    note.refresh_from_db()
    assert note.settled_by == w.anna


def test_the_story_by_calls(client):
    w = make.world()
    brief = make.judged(w)
    anna, pavel = bearer(w.anna), bearer(w.pavel)

    def post(path: str, body: dict, who: dict):
        return client.post(f"/api/v1{path}", body, content_type="application/json", headers=who)

    assert post(f"/briefs/{brief.pk}/sending", {"answer_by_on": "2027-03-01"}, pavel).json()["duty"] == "client.talk"
    told = post(f"/briefs/{brief.pk}/sending", {"answer_by_on": "2027-03-01"}, anna).json()["client"]
    assert told["digest"] == digest_of(brief) and told["answers"] == []
    assert post(f"/briefs/{brief.pk}/clauses/1/notes", {"text": "Сколько?"}, pavel).status_code == 201
    assert post(f"/briefs/{brief.pk}/clauses/1/talk", {"text": "Скоро"}, anna).json()["from_client"] is False
    said = {"decision": "remarks", "digest": told["digest"], "evidence": "письмо", "reason": "Нет корзины"}
    assert post(f"/briefs/{brief.pk}/answers", {**said, "digest": "abc"}, anna).status_code == 409
    assert post(f"/briefs/{brief.pk}/answers", said, anna).json()["decision"] == "remarks"
    assert client.get(f"/api/v1/briefs/{brief.pk}/answers", headers=anna).json()["answers"][0]["written_by"] == "anna"
    assert [len(client.get(f"/api/v1/briefs/{brief.pk}/{stream}", headers=anna).json()["items"]) for stream in ("notes", "talk")] == [1, 1]
    laid = client.get(f"/api/v1/briefs/{brief.pk}/coverage", headers=pavel).json()
    assert (laid["binding"], laid["covered"], laid["clauses"][0]["gaps"]) == (1, 0, ["estimate", "task"])


def test_today_tells_of_silence_and_remarks(client):
    w = make.world()
    brief = sent(w)
    Brief.objects.update(answer_by_on="2026-03-01")
    assert "молчит" in as_(client, w.anna).get("/").content.decode()
    assert "молчит" not in as_(client, w.pavel).get("/").content.decode()
    Brief.objects.update(state="remarked")
    assert f'href="/briefs/{brief.pk}/"' in as_(client, w.anna).get("/").content.decode()
