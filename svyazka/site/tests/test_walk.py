"""One lead walks from its message to the bonus, by API, as the people who do each step."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from svyazka.clients.models import Contact
from svyazka.kit.tests.days import this_day
from svyazka.people.models import Person
from svyazka.site.tests.world import Program, founded, programs

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
LEAD = {"source": "search", "title": "Сайт завода", "request": "Нужен сайт", "company": "ООО Проба",
        "contact": {"name": "Пётр", "email": "p@example.org"}, "region": "Пермский край"}  # fmt: skip
PRICE = {"kopecks": 36000000, "currency": "RUB"}


@pytest.fixture
def people():
    founded()
    return programs()


def to_contract(people, signed_on: date | None = None) -> tuple[int, dict]:
    """Walk from the message to the signed contract; return the engagement and the contract."""
    anna, pavel = people["anna"], people["pavel"]
    lead = anna.does("/leads", LEAD)
    anna.does(f"/leads/{lead['id']}/taking")
    anna.does(f"/leads/{lead['id']}/answers", {"channel": "email", "text": "Когда удобно созвониться?"})
    anna.does(f"/leads/{lead['id']}/qualification", {"fits": True, "reason": "бюджет и срок подходят"})
    engagement = lead["engagement_id"]
    brief = anna.does(f"/engagements/{engagement}/briefs", {
        "needs": ["заявки от снабженцев"],
        "clauses": [{"kind": "must", "text": "Каталог", "criterion": "300 позиций видны"}],
        "promises": [{"kind": "term", "text": "Запуск за 8 недель", "due_on": "2027-03-01"}],
    })  # fmt: skip
    anna.does(f"/briefs/{brief['id']}/submission")
    promise = brief["promises"][0]["id"]
    pavel.does(f"/briefs/{brief['id']}/verdicts", {
        "verdict": "feasible", "hours": "120", "risks": "контент у клиента",
        "promises": [{"id": promise, "verdict": "feasible", "reason": ""}],
    })  # fmt: skip
    clause = brief["clauses"][0]["id"]
    estimate = pavel.does(f"/engagements/{engagement}/estimates", {"brief_id": brief["id"], "lines": [
        {"title": "Каталог", "specialism": "dev", "hours": "120", "rate": {"kopecks": 300000, "currency": "RUB"},
         "clause_id": clause}]})  # fmt: skip
    anna.does(f"/estimates/{estimate['id']}/proposals", {"price": PRICE, "valid_until_on": "2027-01-31"})
    contract = anna.does(f"/engagements/{engagement}/contracts", {
        "kind": "fixed", "legal_entity": 1, "stages": [{"title": "Каталог", "value": PRICE, "due_on": "2027-03-01"}],
        "acceptance_days": 5, "rounds_included": 2, "silence_means_accepted": True,
    })  # fmt: skip
    contract = anna.does(f"/contracts/{contract['id']}/signing", {"signed_on": str(signed_on or this_day())})
    return engagement, {**contract, "clause": clause}


def to_handed(people) -> tuple[int, int, int]:
    """Walk on to a result in the AM's hands; return the engagement, the stage and the result."""
    engagement, contract = to_contract(people)
    anna, pavel, dev = people["anna"], people["pavel"], people["dev"]
    project = pavel.does(f"/contracts/{contract['id']}/projects")
    stage = project["stages"][0]["id"]
    task = pavel.does(f"/projects/{project['id']}/tasks",
                      {"title": "Вёрстка", "stage_id": stage, "assignee": "dev", "estimate_hours": "8"})  # fmt: skip
    schedule = pavel.does(f"/projects/{project['id']}/schedules")
    assert schedule["tasks"][0]["id"] == task["id"]
    dev.does(f"/tasks/{task['id']}/time-entries", {"on": str(this_day()), "hours": "6.5", "note": "сетка"})
    dev.does(f"/tasks/{task['id']}/completion")
    pavel.does(f"/tasks/{task['id']}/checks", {"passed": True, "reason": ""})
    result = pavel.does(f"/stages/{stage}/results", {
        "items": ["Каталог на стенде"],
        "criteria": [{"clause_id": contract["clause"], "how_met": "300 позиций загружены"}],
    })  # fmt: skip
    pavel.does(f"/results/{result['id']}/handover", {"checked_by": "maria"})
    anna.does(f"/results/{result['id']}/handover-acceptance", {"accepted": True, "reason": ""})
    return engagement, stage, result["id"]


def defend(people, result: int) -> int:
    told = {"channel": "meeting", "held_at": timezone.now().isoformat()}
    return people["anna"].does(f"/results/{result}/defences", told)["id"]


def test_a_lead_walks_from_its_message_to_the_bonus(people):
    engagement, stage, result = to_handed(people)
    anna, finance = people["anna"], people["finance"]
    defence = defend(people, result)
    anna.does(f"/defences/{defence}/verdicts", {"accepted": True, "remarks": [], "evidence": "письмо клиента от 10.12"})

    act = anna.does(f"/stages/{stage}/acts")
    anna.does(f"/acts/{act['id']}/signing", {"signed_on": str(this_day())})
    invoice = anna.does(f"/stages/{stage}/invoices", {"due_on": "2027-12-20"})
    issued = finance.does(f"/invoices/{invoice['id']}/issuing")
    today = str(this_day())
    finance.does("/payments", {"invoice_id": invoice["id"], "amount": PRICE, "paid_on": today})

    assert issued["number"]
    story = anna.get(f"/engagements/{engagement}").said
    assert story["state"] == "done"
    assert (story["project"]["stages"][0]["id"], story["results"][0]["defence"]["accepted"]) == (stage, True)
    assert [len(story["money"][papers]) for papers in ("acts", "invoices", "payments")] == [1, 1, 1]
    assert {"seats", "brief", "promises", "estimates", "contract", "ideas", "journal"} <= set(story)
    client = story["client"]["id"]
    people["dev"].does(f"/clients/{client}/ideas", {"direction": "seo", "text": "Каталог просится в поиск"})
    closed = people["head"].does(f"/bonus/months/{today[:7]}/closing")
    assert {row["person"] for row in closed["accruals"]} >= {"anna", "pavel"}
    mine = anna.get(f"/me/bonus?month={today[:7]}").said
    assert mine["rows"] and mine["rows"][0]["company"] == "ООО Проба"
    assert anna.get(f"/journal?about={engagement}").said["items"]


def test_a_client_accepts_in_the_portal_by_api(people):
    engagement, _stage, result = to_handed(people)
    contact = Contact.objects.get(email="p@example.org")
    contact.account = Person.objects.create_user("client", kind="contact", name="Пётр")
    contact.save()
    defence = defend(people, result)

    client = Program("client")
    answer = client.does(f"/defences/{defence}/verdicts", {"accepted": False, "remarks": [{"criterion": "300 позиций видны", "text": "видно 290"}]})

    assert answer
    assert client.get(f"/engagements/{engagement}").status_code == 404
    assert client.post("/leads", LEAD).status_code in (403, 404)


def test_the_am_who_sets_a_task_is_told_whose_duty_it_is(people):
    _engagement, contract = to_contract(people)
    project = people["pavel"].does(f"/contracts/{contract['id']}/projects")

    denied = people["anna"].post(f"/projects/{project['id']}/tasks", {
        "title": "Вёрстка", "stage_id": project["stages"][0]["id"], "assignee": "dev", "estimate_hours": "8"})  # fmt: skip

    assert denied.status_code == 403
    assert denied.headers["Content-Type"] == "application/problem+json"
    assert (denied.said["duty"], [who["login"] for who in denied.said["held_by"]]) == ("task.set", ["pavel"])
    assert "Павел Ким" in denied.said["reasons"][0]


def test_the_pm_without_cover_does_not_defend(people):
    _engagement, _stage, result = to_handed(people)

    denied = people["pavel"].post(f"/results/{result}/defences", {"channel": "meeting", "held_at": timezone.now().isoformat()})

    assert (denied.status_code, denied.said["duty"]) == (403, "result.defend")


def test_other_pms_are_out_once_one_has_judged(people):
    engagement, _contract = to_contract(people)

    assert people["oleg"].get(f"/engagements/{engagement}").status_code == 404
    assert people["irina"].get(f"/engagements/{engagement}").status_code == 404
    assert people["director"].get(f"/engagements/{engagement}").status_code == 200


def test_the_second_taker_is_told_who_was_faster(people):
    lead = people["head"].does("/leads", LEAD)
    people["anna"].does(f"/leads/{lead['id']}/taking")

    late = people["irina"].post(f"/leads/{lead['id']}/taking")

    assert late.status_code == 409
    assert "Анна Белова" in late.said["reasons"][0]


def test_a_repeated_key_changes_nothing(people):
    anna = people["anna"]
    first = anna.post("/leads", LEAD, **{"Idempotency-Key": "k1"})
    second = anna.post("/leads", LEAD, **{"Idempotency-Key": "k1"})
    other = anna.post("/leads", {**LEAD, "title": "Другой"}, **{"Idempotency-Key": "k1"})

    assert (first.status_code, second.status_code, other.status_code) == (201, 201, 422)
    assert first.said["id"] == second.said["id"]


def test_a_stale_version_is_refused(people):
    lead = people["anna"].does("/leads", LEAD)
    people["anna"].does(f"/leads/{lead['id']}/taking")

    stale = people["anna"].post(f"/leads/{lead['id']}/qualification", {"fits": True, "reason": "да"}, **{"If-Match": f'"{lead["version"]}"'})

    assert stale.status_code == 412


def test_an_unknown_field_is_refused(people):
    anna = people["anna"]
    lead = anna.does("/leads", LEAD)

    assert anna.post("/leads", {**LEAD, "secret": 1}).status_code == 422
    assert anna.post(f"/leads/{lead['id']}/taking", {"secret": 1}).status_code == 422
    assert anna.post(f"/leads/{lead['id']}/taking", {}).status_code == 200


def test_the_days_of_the_contract_page_are_taken_a_month_ahead(people):
    """The bodies of the API's contract carry days of the next weeks: signing, hours, defence, act, payment, month."""
    anna, pavel, dev, finance = (people[login] for login in ("anna", "pavel", "dev", "finance"))
    day = this_day()
    engagement, contract = to_contract(people, signed_on=day + timedelta(days=6))
    project = pavel.does(f"/contracts/{contract['id']}/projects")
    stage = project["stages"][0]["id"]
    task = pavel.does(f"/projects/{project['id']}/tasks", {"title": "Вёрстка", "stage_id": stage, "assignee": "dev", "estimate_hours": "8"})
    dev.does(f"/tasks/{task['id']}/time-entries", {"on": str(day + timedelta(days=8)), "hours": "6.5", "note": "сетка"})
    dev.does(f"/tasks/{task['id']}/completion")
    pavel.does(f"/tasks/{task['id']}/checks", {"passed": True})
    result = pavel.does(f"/stages/{stage}/results", {"items": ["Каталог"], "criteria": [{"clause_id": contract["clause"], "how_met": "300"}]})["id"]
    pavel.does(f"/results/{result}/handover", {"checked_by": "maria"})
    anna.does(f"/results/{result}/handover-acceptance", {"accepted": True, "reason": ""})
    held = (timezone.now() + timedelta(days=15)).isoformat()
    defence = anna.does(f"/results/{result}/defences", {"channel": "meeting", "held_at": held})["id"]
    anna.does(f"/defences/{defence}/verdicts", {"accepted": True, "remarks": [], "evidence": "письмо клиента"})
    act = anna.does(f"/stages/{stage}/acts")["id"]
    anna.does(f"/acts/{act}/signing", {"signed_on": str(day + timedelta(days=16))})
    invoice = anna.does(f"/stages/{stage}/invoices", {"due_on": str(day + timedelta(days=25))})["id"]
    finance.does(f"/invoices/{invoice}/issuing")
    paid_on = day + timedelta(days=20)
    finance.does("/payments", {"invoice_id": invoice, "amount": PRICE, "paid_on": str(paid_on)})
    closed = people["head"].does(f"/bonus/months/{paid_on:%Y-%m}/closing")

    assert anna.get(f"/engagements/{engagement}").said["state"] == "done"
    assert {row["person"] for row in closed["accruals"]} >= {"anna", "pavel"}
