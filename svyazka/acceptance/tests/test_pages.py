"""Pages and API of acceptance: the right person sees them, others are told why not, lists cost the same."""

from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.acceptance.models import Result
from svyazka.acceptance.tests import make

pytestmark = pytest.mark.django_db
JSON = "application/json"


def as_(client, person, language="ru"):
    person.language = language
    person.save(update_fields=["language"])
    client.force_login(person)
    return client


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_step_has_its_page(client, language):
    w = make.world()
    make.clause(w.engagement, w.anna)
    pages = [(w.pavel, "/acceptance/"), (w.pavel, f"/acceptance/stages/{w.stage.pk}/"), (w.anna, f"/acceptance/stages/{w.stage.pk}/")]
    for person, url in pages:
        assert as_(client, person, language).get(url).status_code == 200
    result = make.built(w)
    for person in (w.pavel, w.anna):
        assert as_(client, person, language).get(f"/acceptance/results/{result.pk}/").status_code == 200


def test_the_whole_round_by_pages(client):
    w = make.world()
    clause = make.clause(w.engagement, w.anna)
    as_(client, w.pavel).post(f"/acceptance/stages/{w.stage.pk}/results/", {"items": "Каталог\nИнструкция", f"clause_{clause.pk}": "300"})
    page = f"/acceptance/results/{Result.objects.get().pk}/"
    client.post(page + "handover/", {"checked_by": "maria"})
    refused = client.post(page + "handover-acceptance/", {"accepted": "1"})
    assert refused.status_code == 403 and "Анна" in refused.content.decode()
    assert "Анна" in client.get(page).content.decode()
    as_(client, w.anna).post(page + "handover-acceptance/", {"accepted": "1"})
    assert client.post(page + "defences/", {"channel": "meeting", "held_at": "2001-03-02T12:00"}).status_code == 409
    now = timezone.now().astimezone(ZoneInfo("Asia/Krasnoyarsk")).strftime("%Y-%m-%dT%H:%M")
    assert client.post(page + "defences/", {"channel": "meeting", "held_at": now}).status_code == 302
    defence = Result.objects.get().defences.get()
    assert client.get(page).status_code == 200
    bare = client.post(f"/acceptance/defences/{defence.pk}/verdicts/", {"accepted": "0", "remarks": "цены"})
    assert bare.status_code == 409
    client.post(f"/acceptance/defences/{defence.pk}/verdicts/", {"accepted": "0", "remarks": "Каталог: цены\nраздел", "evidence": "письмо"})
    first, second = defence.remarks.order_by("pk")
    assert (first.criterion, first.text) == ("Каталог", "цены")
    client.post(f"/acceptance/remarks/{first.pk}/classification/", {"in_scope": "1"})
    client.post(f"/acceptance/remarks/{second.pk}/classification/", {"in_scope": "0"})
    assert client.get(page).status_code == 200
    assert client.post(f"/acceptance/remarks/{first.pk}/planning/", {"assignee": "dev", "estimate_hours": "4"}).status_code == 403
    planned = as_(client, w.pavel).post(f"/acceptance/remarks/{first.pk}/planning/", {"assignee": "dev", "estimate_hours": "4"})
    assert planned.status_code == 302
    assert client.get("/acceptance/").status_code == 200


def test_what_is_not_seen_is_not_there(client):
    w = make.world()
    result = make.built(w)
    stranger, contact = make.make.person("irina", "am"), make.contact(w.engagement)

    for person in (stranger, contact):
        as_(client, person)
        assert client.get(f"/acceptance/results/{result.pk}/").status_code == 404
        assert client.get(f"/api/v1/results/{result.pk}").status_code == 404


def test_the_spine_by_the_api(client):
    w = make.world()
    other = make.contact(make.make.engagement("Чужое", company="АО «Чужое»"), "stranger")
    contact = make.contact(w.engagement)
    body = {"items": ["Каталог"], "criteria": [{"clause_id": make.clause(w.engagement, w.anna).pk, "how_met": "300"}]}
    made = as_(client, w.pavel).post(f"/api/v1/stages/{w.stage.pk}/results", body, JSON, headers={"X-CSRFToken": "x"})
    assert made.status_code == 201, made.content
    base = f"/api/v1/results/{made.json()['id']}"
    assert client.post(base + "/handover", {"checked_by": "pavel"}, JSON).status_code == 409
    assert client.post(base + "/handover", {"checked_by": "maria"}, JSON).status_code == 201
    told = {"channel": "meeting", "held_at": timezone.now().isoformat()}
    as_(client, w.anna).post(base + "/handover-acceptance", {"accepted": True, "reason": ""}, JSON)
    told["held_at"] = timezone.now().isoformat()
    denied = as_(client, w.pavel).post(base + "/defences", told, JSON)
    assert (denied.status_code, denied.json()["duty"], denied.json()["held_by"][0]["login"]) == (403, "result.defend", "anna")
    defence = as_(client, w.anna).post(base + "/defences", told, JSON).json()
    verdicts = f"/api/v1/defences/{defence['id']}/verdicts"
    assert client.post(verdicts, {"accepted": True, "remarks": []}, JSON).status_code == 409
    assert client.post(verdicts, {"accepted": True, "surprise": 1}, JSON).status_code == 422
    assert as_(client, other).post(verdicts, {"accepted": True}, JSON).status_code == 404
    accepted = as_(client, contact).post(verdicts, {"accepted": True, "remarks": []}, JSON)
    assert (accepted.status_code, accepted.json()["verdict"]) == (201, "accepted")
    assert client.get("/api/v1/results").json()["items"][0]["state"] == "accepted"


def test_the_list_costs_the_same_for_one_and_for_ten(client):
    w = make.world()
    make.handed(w)
    as_(client, w.anna)
    client.get("/acceptance/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/acceptance/").status_code == 200
        return len(asked)

    one = cost()
    for _ in range(9):
        w.stage = make.add_stage(w.project, w.pavel, w.dev)
        make.handed(w)
    assert cost() == one
