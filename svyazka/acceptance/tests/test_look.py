"""After an acceptance the client is asked once, answers or not, and is never chased; the pair reads it, the team looks back on it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from svyazka.acceptance import actions
from svyazka.acceptance.models import ClientLook
from svyazka.acceptance.queries import look as looks
from svyazka.acceptance.rules.look import LookState, state_of
from svyazka.acceptance.tests import make
from svyazka.clients.models import Message
from svyazka.journal.models import Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.roles.steps import fill_seat
from svyazka.roles.tests.make import LONG_AGO, bearer, engagement
from svyazka.work.actions import close_retro, lead_retro, promise_action
from svyazka.work.models import RetroFormat
from svyazka.work.steps import ship_retro_formats

AT = make.MONDAY
SAID = {"valued": "Прототип показали раньше срока", "next": "Присылайте счёт сразу"}


def world() -> SimpleNamespace:
    w = make.world()
    ship_retro_formats(LONG_AGO)
    w.client = make.contact(w.engagement)
    fill_seat(w.engagement, "sp", w.dev, at=AT)
    w.defence = make.on_defence(w)
    actions.decide_defence(w.defence, accepted=True, by=w.client, at=AT)
    w.look = ClientLook.objects.get()
    return w


@pytest.fixture
def w(db):
    return world()


def test_an_accepted_stage_is_asked_about_by_the_form_in_force(w):
    assert [one["code"] for one in w.look.questions] == ["valued", "strained", "next"]
    assert looks.stands(w.look, AT) == LookState.WAITS and [one.pk for one in looks.waiting_looks(w.client, AT)] == [w.look.pk]
    assert looks.stands(w.look, AT + timedelta(days=28)) == LookState.SILENT and looks.waiting_looks(w.client, AT + timedelta(days=28)) == []


@pytest.mark.parametrize(("answered", "declined", "newer", "days", "state"), [
    (False, False, False, 0, "waits"), (False, False, False, 28, "silent"), (False, False, True, 0, "silent"), (True, False, True, 90, "answered"), (True, True, False, 1, "declined"),
])  # fmt: skip
def test_where_the_questions_stand(answered, declined, newer, days, state):
    assert state_of(offered_at=AT, answered=answered, declined=declined, newer=newer, at=AT + timedelta(days=days)) == state


def test_the_pair_reads_the_answer_and_the_team_does_once_they_look_back(w):
    with pytest.raises(NotYourDuty):
        actions.answer_look(w.look, answers=SAID, by=w.anna, at=AT)
    for wrong in ({}, {"valued": " "}, {"other": "а"}, {"valued": "а" * 2001}):
        with pytest.raises(Refused):
            actions.answer_look(w.look, answers=wrong, by=w.client, at=AT)
    with pytest.raises(Refused):
        actions.look_back_on(w.look, by=w.pavel, at=AT)

    look = actions.answer_look(w.look, answers={**SAID, "strained": ""}, by=w.client, at=AT)

    assert look.answers == SAID
    assert set(Notice.objects.filter(text_verb="acceptance.look_answered").values_list("person__username", flat=True)) == {"anna", "pavel"}
    assert [looks.may_read(look, who, AT) for who in (w.anna, w.pavel, w.dev)] == [True, True, False]
    with pytest.raises(Refused):
        actions.answer_look(look, answers=SAID, by=w.client, at=AT)
    with pytest.raises(NotYourDuty):
        actions.look_back_on(look, by=w.anna, at=AT)
    retro = actions.look_back_on(look, by=w.pavel, at=AT)
    look.refresh_from_db()
    assert (retro.kind, look.retro, looks.may_read(look, w.dev, AT)) == ("client", retro, True)
    with pytest.raises(Refused):
        actions.look_back_on(look, by=w.pavel, at=AT)
    for to in ("reveal", "vote", "act"):
        lead_retro(retro, to=to, by=w.pavel, at=AT)
    for n in range(3):
        promise_action(retro, text=f"Счёт в день акта {n}", owner="anna", due_on=AT.date(), by=w.pavel, at=AT)
    with pytest.raises(Refused):
        promise_action(retro, text="четвёртое", owner="anna", due_on=AT.date(), by=w.pavel, at=AT)
    close_retro(retro, by=w.pavel, at=AT)


def test_a_client_is_reminded_once_and_never_after_silence(w):
    with pytest.raises(NotYourDuty):
        actions.remind_of_look(w.look, text="Ждём пары слов", by=w.pavel, at=AT)
    actions.remind_of_look(w.look, text="Ждём пары слов", by=w.anna, at=AT)
    assert Message.objects.filter(stream="client", text="Ждём пары слов").count() == 1
    with pytest.raises(Refused):
        actions.remind_of_look(w.look, text="Ещё раз", by=w.anna, at=AT)
    later = AT + timedelta(days=30)
    again = ClientLook.objects.create(stage=make.add_stage(w.project, w.pavel, w.dev), engagement=w.engagement, questions=w.look.questions, offered_at=later)
    with pytest.raises(Refused):
        actions.remind_of_look(again, text="Ждём пары слов", by=w.anna, at=later)
    assert Message.objects.filter(stream="client").count() == 1


def test_a_client_may_rather_not_say(w):
    look = actions.decline_look(w.look, by=w.client, at=AT)
    assert looks.stands(look, AT) == LookState.DECLINED
    for act in (lambda: actions.answer_look(look, answers=SAID, by=w.client, at=AT), lambda: actions.decline_look(look, by=w.client, at=AT)):
        with pytest.raises(Refused):
            act()
    with pytest.raises(Refused):
        actions.remind_of_look(look, text="Ждём пары слов", by=w.anna, at=AT)


def test_a_form_that_asks_nothing_asks_nobody(db):
    w = make.world()
    ship_retro_formats(LONG_AGO)
    RetroFormat.objects.filter(kind="client").update(columns=[{"code": "a", "ru": "А", "en": "A"}, {"code": "b", "ru": "Б", "en": "B"}])
    actions.decide_defence(make.on_defence(w), accepted=True, by=make.contact(w.engagement), at=AT)
    assert not ClientLook.objects.exists()


@time_machine.travel(AT, tick=False)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_is_walked_on_its_pages(client, w, language):
    said, address = {"Accept-Language": language}, f"/portal/looks/{w.look.pk}/"
    client.force_login(w.client)
    assert address in client.get("/portal/", headers=said).content.decode()
    assert client.post(f"{address}answers/", {"answer:valued": " "}, headers=said).status_code == 409
    assert client.post(f"{address}answers/", {"answer:valued": SAID["valued"]}, headers=said).status_code == 302
    assert SAID["valued"] in client.get(address, headers=said).content.decode() and address not in client.get("/portal/", headers=said).content.decode()

    stage = f"/acceptance/stages/{w.look.stage_id}/"
    client.force_login(w.dev)
    shown = client.get(stage, headers=said)
    assert shown.status_code == 200 and SAID["valued"] not in shown.content.decode()
    assert client.get(address).status_code == 404
    client.force_login(w.pavel)
    assert f"{stage}#said" in client.get("/", headers=said).content.decode()
    assert SAID["valued"] in client.get(stage, headers=said).content.decode()
    opened = client.post(f"/acceptance/client-looks/{w.look.pk}/retros/")
    assert SAID["valued"] in client.get(opened.url, headers=said).content.decode()
    client.force_login(w.dev)
    assert SAID["valued"] in client.get(opened.url, headers=said).content.decode()


@time_machine.travel(AT, tick=False)
def test_it_is_spoken_in_json(client, w):
    contact, address = bearer(w.client), f"/api/v1/portal/looks/{w.look.pk}"
    assert [one["id"] for one in client.get("/api/v1/portal", headers=contact).json()["looks"]] == [w.look.pk]
    assert client.post(f"{address}/answers", {"answers": {"valued": 5}}, content_type="application/json", headers=contact).status_code == 422
    sent = client.post(f"{address}/answers", {"answers": SAID}, content_type="application/json", headers=contact)
    assert (sent.status_code, sent.json()["state"]) == (201, "answered")
    assert client.post(f"{address}/refusal", headers=contact).status_code == 409
    (told,) = client.get(f"/api/v1/client-looks?engagement={w.engagement.pk}", headers=bearer(w.dev)).json()["items"]
    assert (told["state"], told["answers"]) == ("answered", [])
    assert len(client.get("/api/v1/client-looks", headers=bearer(w.anna)).json()["items"][0]["answers"]) == 3
    assert client.get("/api/v1/client-looks", headers=contact).status_code == 404


@time_machine.travel(AT, tick=False)
def test_another_client_finds_nothing(client, w):
    client.force_login(make.contact(engagement("Другое", company="ООО «Иная»"), "stranger"))
    address = f"/portal/looks/{w.look.pk}/"
    assert [client.get(address).status_code, client.post(f"{address}answers/", {"answer:valued": "а"}).status_code] == [404, 404]
