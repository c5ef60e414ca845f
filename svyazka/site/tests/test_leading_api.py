"""Sources, events, tenders, people and the agency by API: the story, and what is shut with a reason."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from svyazka.site.tests.test_walk import LEAD
from svyazka.site.tests.world import founded, programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    founded()
    return programs()


def rub(kopecks: int) -> dict:
    return {"kopecks": kopecks, "currency": "RUB"}


def test_a_source_tells_its_cost_to_who_keeps_the_list(people):
    head, anna, dev = people["head"], people["anna"], people["dev"]
    anna.does("/leads", LEAD)
    head.does("/sources/search/costs", {"month_on": "2026-11-01", "cost": rub(9_000_000)})

    row = next(one for one in head.get("/sources").said["items"] if one["code"] == "search")
    seen = next(one for one in dev.get("/sources").said["items"] if one["code"] == "search")
    denied = anna.post("/sources/search/costs", {"month_on": "2026-11-01", "cost": rub(1)})

    assert (row["came"], row["cost"]) == (1, rub(9_000_000))
    assert "cost" not in seen
    assert (denied.status_code, denied.said["duty"]) == (403, "source.keep")
    assert head.does("/sources/cold/retirement", {"on": "2026-06-01"})["retired_on"] == "2026-06-01"
    assert head.get("/sources/mix").said["items"]


def test_an_event_is_written_down(people):
    made = people["head"].does("/events", {"name": "Форум", "audience": "clients", "held_on": "2026-10-01", "speaker": "director"})

    assert [one["id"] for one in people["anna"].get("/events").said["items"]] == [made["id"]]
    assert people["head"].post("/events", {"name": "Ф", "audience": "clients", "held_on": "2026-10-01", "speaker": "no"}).status_code == 422


def test_a_lead_becomes_a_tender_and_is_won(people):
    anna, head = people["anna"], people["head"]
    lead = anna.does("/leads", LEAD | {"source": "tender"})
    anna.does(f"/leads/{lead['id']}/taking")
    deadline = (timezone.now() + timedelta(days=9)).isoformat()
    told = {"law": "fz44", "method": "auction", "initial_max_price": rub(120_000_000), "deadline_at": deadline}
    tender = anna.does(f"/leads/{lead['id']}/tenders", told)
    path = f"/tenders/{tender['id']}"

    assert people["dev"].get(path).status_code == 404
    assert anna.post(f"{path}/submission", {"price": rub(100)}).status_code in (403, 409)
    anna.does(f"{path}/decision", {"go": True, "reason": "похожий портал делали"})
    assert anna.post(f"{path}/submission", {"price": rub(100_000_000)}).said["duty"] == "tender.price"
    head.does(f"{path}/submission", {"price": rub(100_000_000)})
    for event in ("admit", "bid", "win"):
        tender = anna.does(f"{path}/moves", {"event": event})

    assert (tender["state"], tender["price"]) == ("won", rub(100_000_000))
    assert anna.post(f"{path}/moves", {"event": "bid"}).status_code == 409
    assert [one["id"] for one in anna.get("/tenders?state=won").said["items"]] == [tender["id"]]


def test_people_and_the_agency_by_api(people):
    head, anna = people["head"], people["anna"]
    new = {"login": "olga", "name": "Ольга", "email": "olga@agency.example", "track": "am", "starts_on": "2026-11-01"}
    assert anna.post("/people", new).said["duty"] == "people.keep"
    assert head.does("/people", new)["track"] == "am"
    assert len(mail.outbox) == 1
    head.does("/people/olga/invitations")
    head.does("/people/olga/card", {"name": "Ольга Н.", "email": "olga@agency.example", "specialisms": ["seo"]})
    head.does("/people/olga/norms", {"starts_on": "2026-11-01", "hours": ["4"] * 5 + ["0"] * 2})
    head.does("/people/olga/tracks", {"track": "pm", "starts_on": "2027-01-01"})
    told = anna.get("/people/olga").said
    assert (told["name"], told["norm"][0], told["specialisms"]) == ("Ольга Н.", "4", ["seo"])
    department = head.does("/departments", {"name": "Отдел B", "on": "2026-11-01"})
    head.does(f"/departments/{department['id']}/closing", {"on": "2026-11-02", "reason": "не нужен"})
    assert head.post("/legal-entities", {"name": "ИП", "inn": "1"}).status_code == 409
    entity = head.does("/legal-entities", {"name": "ИП Волков", "inn": "500100732259"})
    tax = {"starts_on": "2026-01-01", "regime": "usn", "vat_mode": "included", "vat_percent": "5"}
    assert head.does(f"/legal-entities/{entity['id']}/tax-profiles", tax)["taxes"][0]["vat_percent"] == "5"
    assert anna.get("/legal-entities").status_code == 403
    head.does("/calendar-days", {"day": "2026-12-31", "hours": "0", "reason": "отдыхаем"})
    assert head.does("/people/olga/deactivation")["works_here"] is False
    assert anna.get("/me").said["login"] == "anna"


@pytest.mark.parametrize("wrong", [{"audience": "all"}, {"people_met": -1}, {"people_met": 10**12}, {"cost": rub(-1)}, {"name": " "}])
def test_an_event_that_is_none_is_refused_with_a_reason(people, wrong):
    told = {"name": "Форум", "audience": "clients", "held_on": "2026-10-01"}

    answer = people["head"].post("/events", told | wrong)

    assert answer.status_code in (409, 422)
    assert answer.said["reasons"]


def test_a_fault_of_ours_is_told_as_a_problem_and_changes_nothing(people, monkeypatch):
    monkeypatch.setattr("svyazka.sources.api.event.queries.events", lambda: 1 // 0)

    answer = people["head"].get("/events")

    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
