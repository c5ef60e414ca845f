"""The client reads what an amendment changes, agrees its very words or says what is wrong, and takes no draft of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.briefs.tests.test_pages import as_
from svyazka.deals import actions
from svyazka.deals.models import Amendment, AmendmentAnswer, Contract
from svyazka.deals.queries import altered_answers, amendment_told, digest_of
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.people.models import Person
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def drafted(w, **told) -> Amendment:
    contract = Contract.objects.first() or make.signed(w, 16_000_000, 20_000_000)
    usual = {"reason": "Добавлен блог", "stages": make.stages(5_000_000), "terms": {"payment_days": 9}}
    return actions.draft_amendment(contract, by=w.anna, at=MONDAY, **(told or usual))


def sent(w, **told) -> Amendment:
    return actions.send_amendment(drafted(w, **told), by=w.anna, at=MONDAY)


def digest(amendment: Amendment) -> str:
    return digest_of(amendment_told(Amendment.objects.get(pk=amendment.pk)))


def page_of(amendment: Amendment) -> str:
    return f"/portal/amendments/{amendment.pk}/"


def answer(amendment: Amendment, by: Person, **told) -> AmendmentAnswer:
    return actions.answer_amendment(amendment, by=by, at=MONDAY, **{"agreed": True, "digest": digest(amendment), **told})


def test_the_client_agrees_the_very_words_and_both_sign():
    w = make.world()
    amendment, client = sent(w), make.client_of(w)
    with pytest.raises(Refused):
        answer(amendment, client, digest="0" * 64)
    told = answer(amendment, client)
    assert (told.told["price_kopecks"], told.digest, Amendment.objects.get().state) == (41_000_000, digest(amendment), "agreed")
    assert Contract.objects.get().price_kopecks == 36_000_000  # nothing changes before both have signed
    assert Notice.objects.get(text_verb="deals.amendment_agreed").person == w.anna
    assert Entry.objects.get(verb="deals.amendment_agreed").facts["digest"] == told.digest
    with pytest.raises(Refused):
        answer(amendment, client)
    actions.sign_amendment(amendment, signed_on=DAY, by=w.anna, at=MONDAY)
    assert Contract.objects.get().price_kopecks == 41_000_000 and list(altered_answers()) == []


def test_remarks_have_words_and_are_answered_before_a_signature():
    w = make.world()
    amendment, client = sent(w), make.client_of(w)
    with pytest.raises(Refused):
        answer(amendment, client, agreed=False)
    answer(amendment, client, agreed=False, reason="Девять дней мало")
    with pytest.raises(Refused):
        actions.sign_amendment(amendment, signed_on=DAY, by=w.anna, at=MONDAY)
    edited = actions.edit_amendment(amendment, reason="Добавлен блог", stages=make.stages(5_000_000), by=w.anna, at=MONDAY)
    before = AmendmentAnswer.objects.get().digest
    actions.send_amendment(edited, by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        answer(edited, client, digest=before)
    answer(edited, client)
    assert [word.agreed for word in AmendmentAnswer.objects.all()] == [True, False]


def test_what_the_client_has_not_got_is_not_answered():
    w = make.world()
    amendment, client = drafted(w), make.client_of(w)
    with pytest.raises(Refused):
        answer(amendment, client)
    actions.send_amendment(amendment, by=w.anna, at=MONDAY)
    with pytest.raises(NotYourDuty):
        answer(amendment, w.pavel)
    other = sent(w, reason="Ещё", terms={"acceptance_days": 7}, stages=make.stages(1_000_000))
    read = digest(other)
    actions.sign_amendment(amendment, signed_on=DAY, by=w.anna, at=MONDAY)
    with pytest.raises(Refused):  # the price after it is another one by now
        answer(other, client, digest=read)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_tells_before_and_after_and_a_draft_is_not_there(client, language):
    w = make.world()
    amendment, account = drafted(w), make.client_of(w)
    as_(client, account, language)
    addresses = (page_of(amendment), page_of(amendment) + "pdf/", page_of(amendment) + "docx/")
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert page_of(amendment) not in client.get(f"/portal/contracts/{amendment.contract_id}/").content.decode()

    actions.send_amendment(amendment, by=w.anna, at=MONDAY)
    said = client.get(page_of(amendment)).content.decode().replace("\xa0", " ")
    for told in ("Добавлен блог", "360", "410", digest(amendment), "5</del>", "9</strong>"):
        assert told in said
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    for page in ("/portal/", f"/portal/contracts/{amendment.contract_id}/", f"/portal/engagements/{w.engagement.pk}/"):
        assert page_of(amendment) in client.get(page).content.decode()

    actions.edit_amendment(amendment, reason="Пока думаем", stages=make.stages(7_000_000), by=w.anna, at=MONDAY)
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    listed = client.get(f"/portal/contracts/{amendment.contract_id}/").content.decode()
    assert "Пока думаем" not in listed and page_of(amendment) not in listed


def test_the_answer_by_the_page_and_what_was_typed_is_not_lost(client):
    w = make.world()
    amendment = sent(w)
    as_(client, make.client_of(w))
    page, typed = page_of(amendment) + "answer/", {"agreed": "0", "digest": digest(amendment), "reason": "Девять дней мало"}
    refused = client.post(page, {**typed, "digest": "0" * 64})
    assert refused.status_code == 409 and "Девять дней мало" in refused.content.decode()
    assert client.post(page, {**typed, "reason": "я" * 5001}).status_code == 422
    assert client.post(page, typed).status_code == 302
    assert client.post(page, {**typed, "agreed": "1"}).status_code == 302
    assert 'id="answer"' not in client.get(page_of(amendment)).content.decode()
    as_(client, Person.objects.create_user("stranger", kind="contact", name="Чужой"))
    assert (client.get(page_of(amendment)).status_code, client.post(page, typed).status_code) == (404, 404)
    as_(client, w.anna)
    assert client.get(page_of(amendment)).status_code == 404
    assert "Девять дней мало" in client.get(f"/deals/amendments/{amendment.pk}/").content.decode()


def test_the_story_by_calls(client):
    w = make.world()
    amendment, program = sent(w), bearer(make.client_of(w))
    root = f"/api/v1/portal/amendments/{amendment.pk}"
    told = client.get(root, headers=program).json()
    assert (told["standing"], told["digest"], told["price"]["after"]["kopecks"]) == ("waits", digest(amendment), 41_000_000)
    assert told["terms"] == [{"name": "payment_days", "before": 5, "after": 9}]
    assert not {"made_by", "withdrawn_reason"} & set(told)
    assert [one["id"] for one in client.get("/api/v1/portal", headers=program).json()["amendments"]] == [amendment.pk]

    def post(body: dict):
        return client.post(f"{root}/answers", body, content_type="application/json", headers=program)

    assert post({"agreed": False, "digest": told["digest"]}).status_code == 409
    assert post({"agreed": True, "digest": told["digest"]}).json()["standing"] == "agreed"
    contract = client.get(f"/api/v1/portal/contracts/{amendment.contract_id}", headers=program).json()
    assert [(one["standing"], one["added"]["kopecks"]) for one in contract["amendments"]] == [("agreed", 5_000_000)]
    for path in (f"/amendments/{amendment.pk}", f"/contracts/{amendment.contract_id}"):
        assert client.get(f"/api/v1{path}", headers=program).status_code == 404


def test_many_amendments_ask_as_many_questions_as_few(client):
    w = make.world()
    first = sent(w)
    as_(client, make.client_of(w))
    pages = ("/portal/", f"/portal/contracts/{first.contract_id}/", f"/portal/engagements/{w.engagement.pk}/", page_of(first))

    def cost(page: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    few = [(cost(page), cost(page))[1] for page in pages]
    for n in range(4):
        sent(w, reason=f"Ещё {n}", stages=make.stages(1_000_000), terms={"acceptance_days": 6 + n})
    assert [cost(page) for page in pages] == few
