"""Pages of questions, interviews, needs and options: in both languages, the story by pages and by a program, of constant cost."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.briefs import actions
from svyazka.briefs.models import Interview, InterviewAnswer, Need, OptionChoice, QuestionSet, SolutionOption
from svyazka.briefs.tests import asking
from svyazka.briefs.tests.asking import MONDAY
from svyazka.briefs.tests.test_pages import as_
from svyazka.roles.tests.make import engagement, person

pytestmark = pytest.mark.django_db
TOLD = {"title": "Готовая тема", "what": "Каталог\nФорма", "lacks": "Кабинет", "hours_low": "40", "hours_high": "60,5", "weeks_low": "3", "weeks_high": "5",
        "price_low": "120 000", "price_high": "180 000,50", "risk": "medium", "risk_why": "чужая тема"}  # fmt: skip
NEED = {"text": "Заявки не теряются", "goal": "вдвое", "measure": "CRM", "payer": "завод", "priority": "high", "touched_who": ["Снабженец", ""],
        "touched_effect": ["gains", "gains"], "touched_change": ["не ищет письма", ""]}  # fmt: skip


def walked(w) -> Need:
    """Hold an interview, draw a need, put two options beside it, pick one."""
    interview = asking.begun(w)
    keys = asking.answered(w, interview, goal="Больше заявок", money="Снабжение")
    need = actions.draw_need(interview, answers=keys.values(), text="Заявки", touched=[{"who": "Пётр", "effect": "loses", "change": "тетрадь"}], by=w.asks, at=MONDAY)
    options = [asking.option(w, need, title) for title in ("Тема", "Своя")]
    actions.answer_choice(actions.pick_option(options[0], reason="быстрее", by=w.chooses, at=MONDAY), agreed=True, reason="да", by=w.pm, at=MONDAY)
    actions.pick_option(options[1], reason="надёжнее", instead_of=OptionChoice.objects.get().pk, by=w.chooses, at=MONDAY)
    return need


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_drawn_for_everybody(client, language):
    w = asking.world()
    need = walked(w)
    interview, option = Interview.objects.get(), SolutionOption.objects.first()
    bare = asking.need(w, "Ещё одна")
    pages = ["/briefs/questions/", "/briefs/questions/site/", "/briefs/questions/site/?edition=1", "/briefs/questions/site/new/", "/briefs/questions/rows/",
             "/briefs/interviews/", "/briefs/interviews/?state=held", f"/briefs/interviews/new/{w.engagement.pk}/", f"/briefs/interviews/{interview.pk}/",
             f"/briefs/needs/new/{w.engagement.pk}/", f"/briefs/needs/{need.pk}/", "/briefs/needs/rows/touched/", f"/briefs/needs/{need.pk}/options/",
             f"/briefs/needs/{bare.pk}/options/", f"/briefs/needs/{need.pk}/options/new/", f"/briefs/options/{option.pk}/", f"/briefs/{need.brief_id}/",
             f"/engagements/{w.engagement.pk}/", "/"]  # fmt: skip
    for who in (w.asks, w.pm, w.by["sp"], w.by["head"]):
        assert [as_(client, who, language).get(page).status_code for page in pages] == [200] * len(pages)


def test_the_story_by_pages(client):
    w = asking.world()
    begin = f"/briefs/interviews/new/{w.engagement.pk}/"
    assert as_(client, w.asks).post(begin, {"service": "circus", "held_at": "2026-03-02T10:00"}).status_code == 422
    assert client.post(begin, {"service": "site", "held_at": "2099-03-02T10:00"}).status_code == 422
    assert client.post(begin, {"service": "site", "held_at": "2026-03-02T10:00", "contact": w.engagement.client.contacts.get().pk}).status_code == 302
    interview = Interview.objects.get()
    page, row = f"/briefs/interviews/{interview.pk}/", interview.answers.get(question__code="goal")
    assert client.post(page + "holding/").status_code == 302 and Interview.objects.get().state == "going", "nothing was asked yet"
    answer = f"/briefs/interviews/answers/{row.pk}/"
    saved = client.post(answer, {"text": "Больше заявок", "_version": "1"}, headers={"Accept": "application/json"})
    assert (saved.status_code, json.loads(saved.content)["version"], json.loads(saved.content)["state"]) == (200, 2, "answered")
    stale = client.post(answer, {"text": "Иначе", "_version": "1"}, headers={"Accept": "application/json"})
    assert stale.status_code == 412 and json.loads(stale.content)["reasons"]
    assert client.post(answer, {"text": "x" * 20001}, headers={"Accept": "application/json"}).status_code == 422
    assert client.post(answer, {"text": "", "asked": "1"}).status_code == 302, "without a script the page comes back"
    assert InterviewAnswer.objects.get(pk=row.pk).state == "asked"
    client.post(answer, {"text": "Больше заявок"})
    assert client.post(page + "needs/", {**NEED, "answer": [row.pk], "text": ""}).status_code == 422
    assert client.post(page + "needs/", NEED).status_code == 422, "no answer was chosen"
    assert client.post(page + "needs/", {**NEED, "answer": [row.pk]}).status_code == 302
    need = Need.objects.get()
    assert need.touched == [{"who": "Снабженец", "effect": "gains", "change": "не ищет письма"}]
    client.post(page + "holding/", {"_version": Interview.objects.get().version})
    assert Interview.objects.get().state == "held" and "Больше заявок" in client.get(page).content.decode()

    options = f"/briefs/needs/{need.pk}/options/"
    for told, status in (({**TOLD, "hours_low": "99"}, 422), ({**TOLD, "risk": "fatal"}, 422), ({**TOLD, "price_high": "дорого"}, 422), (TOLD, 302)):
        assert as_(client, w.pm).post(options + "new/", told).status_code == status
    option = SolutionOption.objects.get()
    assert (option.price_low_kopecks, option.price_high_kopecks, str(option.hours_high)) == (12_000_000, 18_000_050, "60.50")
    assert client.post(f"/briefs/options/{option.pk}/picking/", {"reason": "быстрее"}).status_code == 403
    assert as_(client, w.asks).post(f"/briefs/options/{option.pk}/picking/", {"reason": "быстрее"}).status_code == 409, "one option is no choice"
    client.post(options + "new/", {**TOLD, "title": "Своя"})
    assert client.post(f"/briefs/options/{option.pk}/picking/", {"reason": "быстрее"}).status_code == 302
    choice = OptionChoice.objects.get()
    assert client.post(f"/briefs/options/{option.pk}/picking/", {"reason": "быстрее"}).status_code == 412
    assert client.post(f"/briefs/choices/{choice.pk}/answers/", {"agreed": "yes"}).status_code == 403
    assert "быстрее" in as_(client, w.pm).get(options).content.decode()
    assert client.post(f"/briefs/choices/{choice.pk}/answers/", {"agreed": "no"}).status_code == 409
    assert client.post(f"/briefs/choices/{choice.pk}/answers/", {"agreed": "yes"}).status_code == 302
    assert as_(client, w.asks).post(f"/briefs/choices/{choice.pk}/clauses/").status_code == 302
    assert [(row.kind, row.text) for row in need.brief.clauses.all()] == [("must", "Каталог"), ("must", "Форма"), ("wont", "Кабинет")]


def test_needs_are_changed_on_the_page_of_the_edition(client):
    w = asking.world()
    one, two = asking.need(w, "Раз"), asking.need(w, "Два")
    page = f"/briefs/{one.brief_id}/"
    assert f'action="/briefs/needs/{one.pk}/"' in as_(client, w.asks).get(page).content.decode()
    assert f'action="/briefs/needs/{one.pk}/"' not in as_(client, w.pm).get(page).content.decode()
    as_(client, w.asks)
    assert client.post(f"/briefs/needs/{one.pk}/", {**NEED, "_version": "1"}).status_code == 302
    assert client.post(f"/briefs/needs/{one.pk}/", {**NEED, "_version": "1"}).status_code == 412
    assert client.post(f"/briefs/needs/{one.pk}/", {**NEED, "more": "touched"}).status_code == 200
    assert client.post(f"/briefs/needs/{one.pk}/", {**NEED, "touched_who": ["", ""], "touched_change": ["теряет", ""]}).status_code == 422
    client.post(f"/briefs/needs/{two.pk}/place/", {"to": "1"})
    assert [need.text for need in one.brief.needs.order_by("position")] == ["Два", NEED["text"]]
    client.post(f"/briefs/needs/{two.pk}/removal/")
    assert Need.objects.count() == 1
    assert client.post(f"/briefs/needs/new/{w.engagement.pk}/", NEED).status_code == 302
    assert Need.objects.latest("pk").position == 2


def test_questions_are_kept_by_the_head(client):
    w = asking.world()
    told = {"starts_on": "2099-01-01", "after_edition": "1", "question_code": ["goal", "", ""], "question_kind": ["goal", "money", "fact"],
            "question_needed": ["1", "", ""], "question_text_ru": ["Зачем?", "Чьи деньги?", ""], "question_text_en": ["", "", ""],
            "question_hint_ru": ["", "", ""], "question_hint_en": ["", "", ""]}  # fmt: skip
    address = "/briefs/questions/site/new/"
    assert as_(client, w.asks).post(address, told).status_code == 403
    as_(client, w.by["head"])
    assert client.post(address, {**told, "starts_on": "2020-01-01"}).status_code == 409
    assert client.post(address, {**told, "question_needed": ["", "", ""]}).status_code == 409
    assert client.post(address, {**told, "more": "rows-question"}).status_code == 200
    assert client.post(address, told).status_code == 302
    made = QuestionSet.objects.get(edition=2)
    assert [(row.code, row.kind, row.needed, row.text_ru) for row in made.questions.all()] == [("goal", "goal", True, "Зачем?"), ("own-1", "money", False, "Чьи деньги?")]
    assert client.get("/briefs/questions/circus/").status_code == client.get("/briefs/questions/circus/new/").status_code == 404


def test_what_is_not_seen_is_not_there(client):
    w = asking.world()
    need = walked(w)
    interview, option, choice = Interview.objects.get(), SolutionOption.objects.first(), OptionChoice.objects.first()
    as_(client, person("irina", "am"))
    for page in (f"/briefs/interviews/{interview.pk}/", f"/briefs/interviews/new/{w.engagement.pk}/", f"/briefs/needs/{need.pk}/", f"/briefs/needs/{need.pk}/options/",
                 f"/briefs/options/{option.pk}/", f"/api/v1/interviews/{interview.pk}", f"/api/v1/needs/{need.pk}/options", f"/api/v1/engagements/{w.engagement.pk}/gaps"):  # fmt: skip
        assert client.get(page).status_code == 404, page
    for page in (f"/briefs/interviews/answers/{interview.answers.first().pk}/", f"/briefs/options/{option.pk}/picking/", f"/briefs/choices/{choice.pk}/answers/",
                 f"/briefs/needs/{need.pk}/removal/", f"/briefs/interviews/{interview.pk}/holding/"):  # fmt: skip
        assert client.post(page, {}).status_code == 404, page
    assert w.engagement.title not in client.get("/briefs/interviews/").content.decode()


@pytest.mark.parametrize("page", ["/briefs/interviews/", "/", "/api/v1/interviews"])
def test_lists_cost_the_same_for_few_and_many(client, page):
    w = asking.world()
    as_(client, w.asks)

    def cost(more: int) -> int:
        for number in range(more):
            w.engagement = engagement(f"Работа {number} из {more}", company=f"ООО {more}-{number}", am=w.asks, pm=w.pm)
            walked_one(w)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    cost(1)
    assert cost(3) == cost(12)


def walked_one(w) -> None:
    interview = asking.begun(w)
    keys = asking.answered(w, interview, goal="Больше заявок")
    need = actions.draw_need(interview, answers=keys.values(), text="Заявки", by=w.asks, at=MONDAY)
    other = asking.need(w, "Отчёты")
    for one in (need, other):
        options = [asking.option(w, one, title) for title in ("Тема", "Своя")]
    actions.pick_option(options[0], reason="быстрее", by=w.asks, at=MONDAY)
    actions.hold_interview(interview, by=w.asks, at=MONDAY)


def test_today_tells_what_is_missing_to_whom_it_matters(client):
    w = asking.world()
    walked_one(w)
    am, pm = (as_(client, who, "en").get("/").content.decode() for who in (w.asks, w.pm))
    interview = Interview.objects.get()
    assert f'href="/briefs/interviews/{interview.pk}/"' in am and "gaps in the needs" in am and "Choose a solution" in am
    assert "Agree to the solution: Тема" in pm and "gaps in the needs" not in pm and "Agree to the solution" not in am


def test_a_program_does_what_pages_do(client):
    w = asking.world()
    as_(client, w.asks)

    def call(method: str, path: str, body: dict | None = None, *, status: int = 200, **headers) -> dict:
        answer = client.generic(method, f"/api/v1{path}", json.dumps(body or {}), content_type="application/json", headers=headers)
        assert answer.status_code == status, (path, answer.status_code, answer.content.decode())
        return json.loads(answer.content) if answer.content else {}

    engagement = f"/engagements/{w.engagement.pk}"
    begun = call("POST", f"{engagement}/interviews", {"service": "smm"}, status=201)
    row = next(one for one in begun["answers"] if one["code"] == "goal")
    said = call("PUT", f"/interview-answers/{row['id']}", {"text": "Больше заявок"}, **{"If-Match": '"1"'})
    assert (said["state"], said["version"]) == ("answered", 2)
    call("PUT", f"/interview-answers/{row['id']}", {"text": "Иначе"}, status=412, **{"If-Match": '"1"'})
    call("PUT", f"/interview-answers/{row['id']}", {"text": "Б\x00ольше"}, status=200, **{"If-Match": "2"})
    call("POST", f"/interviews/{begun['id']}/needs", {"answers": [row["id"]], "text": "x" * 20001}, status=422)
    need = call("POST", f"/interviews/{begun['id']}/needs", {"answers": [row["id"]], "text": "Заявки", "touched": [{"who": "Пётр", "effect": "gains"}]}, status=201)
    assert call("POST", f"/interviews/{begun['id']}/holding")["state"] == "held"
    listed = call("GET", f"{engagement}/needs")["items"]
    assert [(one["text"], one["answers"], one["touched"][0]["who"]) for one in listed] == [("Заявки", [row["id"]], "Пётр")]
    gaps = call("GET", f"{engagement}/gaps")
    assert gaps["needs_without"] == {"goal": [1], "measure": [1], "payer": [1], "clause": [1], "option": [1]} and gaps["count"] == 17
    option = {"title": "Тема", "what": "Каталог", "hours": {"low": "10", "high": "20"}, "weeks": {"low": 1, "high": "2.5"}, "risk": "low",
              "price": {"low": {"kopecks": 100}, "high": {"kopecks": 200}}}  # fmt: skip
    call("POST", f"/needs/{need['id']}/options", {**option, "price": {"low": {"kopecks": -1}, "high": {"kopecks": 1}}}, status=409)
    first = call("POST", f"/needs/{need['id']}/options", option, status=201)
    call("POST", f"/needs/{need['id']}/options", {**option, "title": "Своя"}, status=201)
    choice = call("POST", f"/options/{first['id']}/choices", {"reason": "быстрее"}, status=201)
    assert choice["state"] == "picked"
    as_(client, w.pm)
    assert call("POST", f"/option-choices/{choice['id']}/answers", {"agreed": True})["state"] == "standing"
    as_(client, w.asks)
    assert [one["text"] for one in call("POST", f"/option-choices/{choice['id']}/clauses", status=201)["clauses"]] == ["Каталог"]
    brief = call("GET", f"{engagement}/briefs")["items"][0]
    assert [one["option"]["price"]["high"]["kopecks"] for one in brief["chosen_options"]] == [200]
    assert brief["needs"][0]["key"] == need["key"]
