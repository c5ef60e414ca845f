"""The PM's yes on conditions: nothing with the promise leaves until whoever says it takes them; then they stand beside it."""

import pytest

from svyazka.briefs.actions import (
    accept_conditions,
    make_promise,
    recheck_promise,
    reword_promise,
    send_brief_to_client,
)
from svyazka.briefs.models import Promise
from svyazka.briefs.queries import held_back, told_promises
from svyazka.briefs.rules.leaving import Held
from svyazka.briefs.steps import give_promises
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.briefs.tests.test_pages import as_
from svyazka.clients.actions import say_to_client
from svyazka.clients.models import Contact
from svyazka.journal.models import Entry
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.django_db
WORDS, CONDITIONS = "фильтры через две недели", "тексты от клиента до 5 марта"


def on_conditions(w, **told) -> Promise:
    promise = make_promise(w.engagement, kind="term", text=WORDS, by=w.anna, at=MONDAY, **told)
    return make.say_yes(w, promise, "conditional", reason=CONDITIONS)


def test_until_accepted_nothing_leaves_and_the_reason_names_whose_turn_it_is():
    w = make.world()
    brief = make.judged(w)
    promise = on_conditions(w)
    assert not promise.let_out and held_back(w.engagement, MONDAY) == [Held(WORDS, CONDITIONS, "Анна")]
    for act in (lambda: send_brief_to_client(brief, answer_by_on=today(MONDAY), by=w.anna, at=MONDAY),
                lambda: say_to_client(w.engagement, text=WORDS, by=w.anna, at=MONDAY)):  # fmt: skip
        with pytest.raises(Refused, match=f"{CONDITIONS}.*Анна"):
            act()
    assert give_promises(w.engagement, at=MONDAY) == 1  # that of the edition, with its plain yes
    promise.refresh_from_db()
    assert promise.said_at is None


def test_accepted_they_are_kept_with_who_and_when_and_the_promise_leaves():
    w = make.world()
    brief, promise = make.judged(w), on_conditions(w)
    accepted = accept_conditions(promise, by=w.anna, at=MONDAY)
    assert (accepted.state, accepted.conditions_by, accepted.conditions_at, accepted.let_out) == ("confirmed", w.anna, MONDAY, True)
    assert Entry.objects.get(verb="briefs.conditions_accepted").facts["conditions"] == CONDITIONS
    send_brief_to_client(brief, answer_by_on=today(MONDAY), by=w.anna, at=MONDAY)
    assert set(told_promises(w.engagement).values_list("text", flat=True)) == {"Запуск за 8 недель", WORDS}


def test_they_are_accepted_once_by_the_voice_alone_and_only_where_there_are_any():
    w = make.world()
    promise = on_conditions(w)
    with pytest.raises(NotYourDuty):
        accept_conditions(promise, by=w.pavel, at=MONDAY)
    accept_conditions(promise, by=w.anna, at=MONDAY)
    with pytest.raises(Refused, match="приняты"):
        accept_conditions(promise, by=w.anna, at=MONDAY)
    plain = make.say_yes(w, make_promise(w.engagement, kind="term", text="иначе", by=w.anna, at=MONDAY))
    with pytest.raises(Refused, match="нет условий"):
        accept_conditions(plain, by=w.anna, at=MONDAY)
    assert Entry.objects.filter(verb="briefs.conditions_accepted").count() == 1


def test_another_wording_and_another_verdict_ask_for_them_anew():
    w = make.world()
    promise = accept_conditions(on_conditions(w), by=w.anna, at=MONDAY)
    back = recheck_promise(promise, reason="посчитали заново", by=w.pavel, at=MONDAY)
    assert (back.conditions_by, back.conditions_at) == (None, None)
    again = accept_conditions(make.say_yes(w, back, "conditional", reason="и фотографии"), by=w.anna, at=MONDAY)
    worded = reword_promise(again, kind="term", text=f"{WORDS}, если тексты придут к 5 марта", by=w.anna, at=MONDAY)
    assert (worded.state, worded.conditions_at, worded.let_out) == ("checking", None, False)


def test_what_the_client_has_heard_is_not_shown_to_them_bare():
    w = make.world()
    promise = on_conditions(w, said=True)
    assert promise.state == "given" and not told_promises(w.engagement).exists()
    accept_conditions(promise, by=w.anna, at=MONDAY)
    assert [row.verdict_reason for row in told_promises(w.engagement)] == [CONDITIONS]


def test_a_verdict_with_the_edition_names_its_conditions_or_those_of_the_whole():
    from svyazka.briefs.actions import judge_brief

    w = make.world()
    brief = make.submitted(w)
    told = {"hours": 10, "promises": [{"id": w.engagement.promises.get().pk, "verdict": "conditional", "reason": ""}], "by": w.pavel, "at": MONDAY}
    with pytest.raises(Refused, match="условиях"):
        judge_brief(brief, verdict="feasible", **told)
    judge_brief(brief, verdict="conditional", reason=CONDITIONS, **told)
    assert w.engagement.promises.get().verdict_reason == CONDITIONS


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_card_the_list_the_sending_page_and_today_offer_the_act(client, language):
    w = make.world()
    brief, promise = make.judged(w), on_conditions(w)
    as_(client, w.anna)
    client.cookies["django_language"] = language
    act = f'action="/briefs/promises/{promise.pk}/conditions/"'
    assert act in client.get(f"/briefs/promises/{promise.pk}/").content.decode()
    assert act in client.get(f"/briefs/{brief.pk}/sending/").content.decode()
    assert act in client.get("/briefs/promises/?state=conditions").content.decode()
    assert f'href="/briefs/promises/{promise.pk}/"' in client.get("/").content.decode()
    as_(client, w.pavel)
    assert act not in client.get(f"/briefs/promises/{promise.pk}/").content.decode()
    assert client.post(f"/briefs/promises/{promise.pk}/conditions/").status_code == 403
    as_(client, w.anna)
    assert client.post(f"/briefs/promises/{promise.pk}/conditions/").status_code == 302
    card = client.get(f"/briefs/promises/{promise.pk}/").content.decode()
    assert act not in card and "Анна" in card
    assert f'href="/briefs/promises/{promise.pk}/"' not in client.get("/").content.decode()


def test_the_client_reads_them_beside_the_promise(client):
    w = make.world()
    account = Person.objects.create_user("petr", kind="contact", name="Пётр")
    Contact.objects.filter(client=w.engagement.client).update(account=account)
    promise = on_conditions(w, said=True)
    told = client.post(f"/api/v1/promises/{promise.pk}/conditions", headers=bearer(w.anna)).json()
    assert told["let_out"] and told["conditions_accepted_at"]
    rows = client.get(f"/api/v1/portal/engagements/{w.engagement.pk}", headers=bearer(account)).json()["promises"]
    assert [(row["text"], row["condition"]) for row in rows] == [(WORDS, CONDITIONS)]
    client.force_login(account)
    assert CONDITIONS in client.get(f"/portal/engagements/{w.engagement.pk}/").content.decode()
