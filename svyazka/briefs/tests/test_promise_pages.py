"""Pages of promises: drawn in both languages, filled as guessed, refused without losing what was typed, of constant cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.briefs.actions import make_promise
from svyazka.briefs.models import Promise
from svyazka.briefs.steps import give_promises, ship
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.briefs.tests.test_pages import as_
from svyazka.clients.models import Contact, Message
from svyazka.people.models import Person
from svyazka.roles.tests.make import LONG_AGO, bearer, engagement, person

pytestmark = pytest.mark.django_db
WORDS = "фильтры через две недели"


def caught(w, **told) -> Promise:
    return make_promise(w.engagement, by=w.anna, at=MONDAY, **{"kind": "term", "text": WORDS, **told})


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_drawn(client, language):
    w = make.world()
    ship(LONG_AGO)
    brief = make.submitted(w)
    message = make.said(w, f"Добрый день, {WORDS}")
    promise = caught(w, message=message)
    no = make.say_yes(w, caught(w, text="всё сразу"), "infeasible", reason="нет", alternative="по частям")
    give_promises(w.engagement, at=MONDAY)
    pages = ["/briefs/promises/", "/briefs/promises/?state=overdue", "/briefs/promises/checking/", "/briefs/promises/checking/?kind=term&only=said&by=anna",
             f"/briefs/promises/{promise.pk}/", f"/briefs/promises/{no.pk}/", "/briefs/promises/mountains/?days=730", "/briefs/promises/rules/",
             f"/briefs/promises/new/{w.engagement.pk}/?message={message.pk}", f"/engagements/{w.engagement.pk}/?tab=client",
             f"/engagements/{w.engagement.pk}/?tab=internal", f"/briefs/{brief.pk}/", "/briefs/promises/mountains/behind/?which=golden&by=month&key=2026-03",
             "/"]  # fmt: skip
    for who in (w.anna, w.pavel, w.head):
        assert [(page, as_(client, who, language).get(page).status_code) for page in pages] == [(page, 200) for page in pages]
    assert client.get("/briefs/promises/mountains/behind/?which=all").status_code == 404
    assert client.get("/briefs/promises/mountains/behind/?which=said&by=month&key=1").status_code == 404


def test_a_message_is_caught_by_its_words_with_kind_and_day_guessed(client):
    w = make.world()
    message = make.said(w, f"Добрый день, {WORDS}. Спасибо!")
    page = f"/briefs/promises/new/{w.engagement.pk}/"
    drawn = as_(client, w.anna).get(page, {"message": message.pk, "text": WORDS}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in drawn and 'value="term" selected' in drawn and 'value="2026-03-16"' in drawn and f">\n{WORDS}</textarea>" in drawn
    assert "до слова PM" in drawn
    told = {"text": WORDS, "kind": "term", "due_on": "2026-03-16", "message": message.pk, "next": "/briefs/"}
    assert client.post(page, {**told, "text": ""}).status_code == 422
    answer = client.post(page, told)
    assert (answer.status_code, answer.url) == (302, "/briefs/")
    promise = Promise.objects.get()
    assert (promise.message, promise.golden, promise.due_on) == (message, True, date(2026, 3, 16))
    again = client.post(page, told)
    assert again.status_code == 409 and WORDS in again.content.decode()
    thread = client.get(f"/engagements/{w.engagement.pk}/?tab=client").content.decode()
    assert f'href="/briefs/promises/{promise.pk}/"' in thread and f'id="message-{message.pk}"' in thread
    strange = make.said(type("W", (), {"engagement": engagement("Чужая", company="ООО «Чужая»"), "anna": w.anna}), "слово")
    assert client.get(page, {"message": strange.pk}).status_code == 404


def test_what_does_not_leave_comes_back_whole_with_the_reason(client):
    w = make.world()
    caught(w, source="draft")
    page = f"/engagements/{w.engagement.pk}/messages/"
    before = Message.objects.count()
    refused = as_(client, w.anna).post(page, {"stream": "client", "text": f"Обещаем: {WORDS}", "channel": "email"})
    drawn = refused.content.decode()
    assert refused.status_code == 409 and f"Обещаем: {WORDS}</textarea>" in drawn and "Уберите его" in drawn
    assert Message.objects.count() == before
    assert client.post(page, {"stream": "client", "text": "Добрый день", "channel": "email"}).status_code == 302


def test_the_queue_is_judged_one_by_one_and_many_at_once(client):
    w = make.world()
    first, second, third = caught(w), caught(w, text="второе"), caught(w, text="третье")
    drawn = as_(client, w.pavel).get("/briefs/promises/checking/").content.decode()
    assert drawn.index(WORDS) < drawn.index("второе") and 'class="due due-bad"' in drawn
    page = f"/briefs/promises/{first.pk}/verdicts/"
    assert client.post(page, {"verdict": "infeasible"}).status_code == 409
    assert client.post(page, {"verdict": "conditional", "reason": "тексты от клиента"}).status_code == 302
    assert client.post("/briefs/promises/checking/verdicts/", {"row": [second.pk, third.pk]}).status_code == 302
    assert sorted(Promise.objects.values_list("verdict", flat=True)) == ["conditional", "feasible", "feasible"]
    assert client.post("/briefs/promises/checking/verdicts/", {"row": ["99999"]}).status_code == 404
    assert as_(client, w.anna).post(page, {"verdict": "feasible"}).status_code == 403


def test_the_acts_of_a_promise_by_its_page(client):
    w = make.world()
    promise = make.say_yes(w, caught(w), "infeasible", alternative="фильтры через месяц", alternative_due_on=date(2026, 4, 2))
    page = f"/briefs/promises/{promise.pk}/"
    assert as_(client, w.anna).post(page + "alternative-taking/").status_code == 302
    assert client.post(page + "wordings/", {"text": "фильтры к маю", "kind": "term", "due_on": "2026-05-01", "hours": "12,5"}).status_code == 302
    assert client.post(page + "wordings/", {"text": "", "kind": "term"}).status_code == 422
    assert as_(client, w.pavel).post(page + "verdicts/", {"verdict": "feasible"}).status_code == 302
    assert client.post(page + "rechecking/", {"reason": "посчитали заново"}).status_code == 302
    assert client.post(page + "verdicts/", {"verdict": "feasible"}).status_code == 302
    give_promises(w.engagement, at=MONDAY)
    assert as_(client, w.anna).post(page + "outcomes/", {"outcome": "forgotten"}).status_code == 302
    assert client.post(page + "withdrawal/").status_code == 302
    assert Promise.objects.get().state == "given"
    assert client.post(page + "outcomes/", {"outcome": "kept"}).status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.wording, str(promise.hours), promise.former.count()) == ("kept", 3, "12.50", 3)


def test_rules_and_norms_by_their_page(client):
    w = make.world()
    ship(LONG_AGO)
    page = "/briefs/promises/rules/"
    told = {"most_hours": "2", "kinds": ["feature"], "starts_on": "2099-01-01"}
    assert as_(client, w.head).post(page + "small/", told).status_code == 302
    assert client.post(page + "small/", told).status_code == 409
    assert client.post(page + "small/", {**told, "most_hours": "сто"}).status_code == 422
    assert client.post(page + "norms/", {"of": "promise", "minutes": "120", "starts_on": "2099-01-01"}).status_code == 302
    assert as_(client, w.anna).post(page + "small/", {**told, "starts_on": "2099-02-01"}).status_code == 403


def test_the_client_reads_given_and_judged_promises_only(client):
    w = make.world()
    account = Person.objects.create_user("petr", kind="contact", name="Пётр")
    Contact.objects.filter(client=w.engagement.client).update(account=account)
    make.say_yes(w, caught(w))
    give_promises(w.engagement, at=MONDAY)
    caught(w, text="золотая гора", said=True)
    make.say_yes(w, caught(w, text="против слова", said=True), "infeasible", reason="нет")
    told = client.get(f"/api/v1/portal/engagements/{w.engagement.pk}", headers=bearer(account)).json()
    assert [row["text"] for row in told["promises"]] == [WORDS]
    client.force_login(account)
    page = client.get(f"/portal/engagements/{w.engagement.pk}/").content.decode()
    assert WORDS in page and "золотая гора" not in page and "против слова" not in page


def test_what_is_not_seen_is_not_there(client):
    w = make.world()
    promise = caught(w)
    as_(client, person("irina", "am"))
    for page in (f"/briefs/promises/{promise.pk}/", f"/briefs/promises/new/{w.engagement.pk}/", f"/api/v1/promises/{promise.pk}"):
        assert client.get(page).status_code == 404
    assert client.post(f"/briefs/promises/{promise.pk}/verdicts/", {"verdict": "feasible"}).status_code == 404
    assert WORDS not in client.get("/briefs/promises/checking/").content.decode()


@pytest.mark.parametrize("page", ["/briefs/promises/", "/briefs/promises/checking/", "/briefs/promises/mountains/", "/briefs/promises/mountains/behind/?which=said&days=730"])
def test_lists_cost_the_same_for_few_and_many(client, page):
    w = make.world()
    as_(client, w.pavel)

    def cost(more: int) -> int:
        for number in range(more):
            w.engagement = engagement(f"Работа {number} из {more}", company=f"ООО {more}-{number}", am=w.anna)
            caught(w, said=True)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    cost(1)
    assert cost(3) == cost(25)


def test_a_thread_costs_the_same_for_few_and_many_messages(client):
    w = make.world()
    as_(client, w.anna)

    def cost(more: int) -> int:
        for number in range(more):
            caught(w, text=f"{WORDS} {more}-{number}", message=make.said(w, f"{WORDS} {more}-{number}"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/engagements/{w.engagement.pk}/?tab=client").status_code == 200
        return len(asked)

    cost(1)
    assert cost(3) == cost(12)


def test_the_api_tells_the_queue_the_figures_and_the_rules(client):
    w = make.world()
    ship(LONG_AGO)
    promise = caught(w, said=True)
    head = bearer(w.head)
    row = client.get("/api/v1/promises/checking?only=said", headers=head).json()["items"][0]
    assert (row["id"], row["clock"]["norm_minutes"], row["golden"]) == (promise.pk, 240, True)
    figures = client.get("/api/v1/promise-figures?first_on=2026-01-01&last_on=2026-12-31", headers=head).json()
    assert figures["all"] == {"said": 1, "without_verdict": 1, "against_verdict": 0, "golden_percent": 100.0, "due": 0, "kept": 0, "kept_percent": None, "struck_out": 0, "few": True}
    assert [one["label"] for one in figures["by_person"]] == ["Анна"]
    assert client.get("/api/v1/small-promise-rules", headers=head).json()["items"][0]["most_hours"] == "4"
    assert len(client.get("/api/v1/verdict-norms", headers=head).json()["items"]) == 2
    assert client.get(f"/api/v1/promises/{promise.pk}", headers=head).json()["former"] == []
