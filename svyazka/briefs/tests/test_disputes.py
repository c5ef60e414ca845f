"""What was caught by mistake: one says that it is no promise, another agrees; till then it stands, and afterwards it is counted as struck out."""

from datetime import date

import pytest

from svyazka.briefs.actions import answer_dispute, dispute_promise, make_promise, settle_promise
from svyazka.briefs.models import Promise
from svyazka.briefs.queries import held_promises
from svyazka.briefs.queries.mountains import whole
from svyazka.briefs.rules.mountains import Tally
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.briefs.tests.test_pages import as_
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.django_db
WORDS = "подумаем про фильтры"


def caught(w, **told) -> Promise:
    message = make.said(w, f"Добрый день, {WORDS}.")
    return make.with_pm(w, make_promise(w.engagement, kind="feature", by=w.anna, at=MONDAY, **{"text": WORDS, "message": message, **told}))


def figures() -> Tally:
    day = date(2026, 3, 31)
    return whole(Promise.objects.all(), first=date(2026, 3, 1), last=day, today=day)


def test_two_of_the_pair_strike_it_out_and_it_is_counted_apart():
    w = make.world()
    promise = dispute_promise(caught(w), reason="это была мысль вслух", by=w.anna, at=MONDAY)
    assert (promise.state, figures()) == ("checking", Tally(said=1, without=1)) and held_promises(w.engagement) == [promise]
    assert Notice.objects.filter(person=w.pavel, text_verb="briefs.promise_disputed").exists()
    struck = answer_dispute(promise, agreed=True, by=w.pavel, at=MONDAY)
    assert (struck.state, struck.settled_by, struck.outcome_note, struck.disputed_by) == ("withdrawn", w.pavel, "это была мысль вслух", w.anna)
    assert (figures(), held_promises(w.engagement), struck.golden) == (Tally(disowned=1), [], False)
    assert list(Entry.objects.filter(verb__startswith="briefs.promise_dis").order_by("pk").values_list("verb", flat=True)) == [
        "briefs.promise_disputed", "briefs.promise_disowned"]  # fmt: skip


def test_the_judge_may_say_that_it_is_one_and_then_it_stands():
    w = make.world()
    promise = dispute_promise(caught(w), reason="мысль вслух", by=w.anna, at=MONDAY)
    upheld = answer_dispute(promise, agreed=False, by=w.pavel, at=MONDAY)
    assert (upheld.state, upheld.disputed_at, figures()) == ("checking", None, Tally(said=1, without=1))
    assert dispute_promise(upheld, reason="точно мысль", by=w.anna, at=MONDAY).disputed_by == w.anna


def test_nobody_strikes_out_alone_and_not_whoever_does_not_judge():
    w = make.world()
    promise = dispute_promise(caught(w), reason="мысль вслух", by=w.pavel, at=MONDAY)
    with pytest.raises(Refused, match="другой"):
        answer_dispute(promise, agreed=True, by=w.pavel, at=MONDAY)
    with pytest.raises(NotYourDuty):
        answer_dispute(promise, agreed=True, by=w.anna, at=MONDAY)
    with pytest.raises(NotYourDuty):
        dispute_promise(promise, reason="мысль", by=w.dev, at=MONDAY)
    assert answer_dispute(promise, agreed=False, by=w.pavel, at=MONDAY).disputed_at is None


def test_what_a_dispute_lacks():
    w = make.world()
    promise = caught(w)
    with pytest.raises(Refused, match="почему"):
        dispute_promise(promise, reason=" ", by=w.anna, at=MONDAY)
    with pytest.raises(Refused, match="Никто"):
        answer_dispute(promise, agreed=True, by=w.pavel, at=MONDAY)
    unheard = make_promise(w.engagement, kind="term", text="ещё не сказано", by=w.anna, at=MONDAY)
    with pytest.raises(Refused, match="отзовите"):
        dispute_promise(unheard, reason="не то", by=w.anna, at=MONDAY)
    dispute_promise(promise, reason="мысль", by=w.anna, at=MONDAY)
    with pytest.raises(Refused, match="уже"):
        dispute_promise(Promise.objects.get(pk=promise.pk), reason="мысль", by=w.anna, at=MONDAY)


def test_what_has_ended_is_not_struck_out():
    w = make.world()
    promise = settle_promise(make.say_yes(w, caught(w)), outcome="broken", by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        dispute_promise(promise, reason="это и не обещание", by=w.anna, at=MONDAY)
    asked = dispute_promise(make.say_yes(w, caught(w, text="другое", message=None, said=True)), reason="мысль", by=w.anna, at=MONDAY)
    settle_promise(asked, outcome="broken", by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        answer_dispute(Promise.objects.get(pk=asked.pk), agreed=True, by=w.pavel, at=MONDAY)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_by_the_page_and_by_the_program(client, language):
    w = make.world()
    promise = caught(w)
    page = f"/briefs/promises/{promise.pk}/"
    as_(client, w.anna)
    client.cookies["django_language"] = language
    assert f'action="{page}disputes/"' in client.get(page).content.decode()
    assert client.post(f"{page}disputes/", {"reason": "мысль вслух"}).status_code == 302
    assert f'action="{page}disputes/answers/"' not in client.get(page).content.decode()
    as_(client, w.pavel)
    assert f'action="{page}disputes/answers/"' in client.get(page).content.decode() and f'href="{page}"' in client.get("/").content.decode()
    assert client.post(f"{page}disputes/answers/", {"agreed": "0"}).status_code == 302
    told = client.post(f"/api/v1/promises/{promise.pk}/disputes", {"reason": "мысль"}, content_type="application/json", headers=bearer(w.anna))
    assert (told.status_code, told.json()["dispute_reason"]) == (201, "мысль")
    answered = client.post(f"/api/v1/promises/{promise.pk}/disputes/answers", {"agreed": True}, content_type="application/json", headers=bearer(w.pavel))
    assert answered.json()["state"] == "withdrawn"
    board = client.get("/briefs/promises/mountains/?days=730").content.decode()
    assert "which=disowned" in board
    assert WORDS in client.get("/briefs/promises/mountains/behind/?which=disowned&days=730").content.decode()
