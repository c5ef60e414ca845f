"""Pages and API of norms, quality, lessons and next steps: they work, are hidden from others, are refused to others."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from svyazka.leads import actions
from svyazka.leads.models import AnswerNorm, ClosingReason, EscalationLevel
from svyazka.leads.queries.places import client_day
from svyazka.leads.tests import make
from svyazka.leads.tests.test_pages import as_
from svyazka.people.queries import today
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.django_db
AT = make.MONDAY
MINUTE = timedelta(minutes=1)


@pytest.fixture
def w():
    return make.world()


@pytest.fixture
def lost(w):
    lead = make.lead(w, "Сайт склада", region="Томская область")
    actions.take_lead(lead, by=w.anna, at=AT)
    actions.answer_lead(lead, channel="email", text="Здравствуйте", by=w.anna, at=AT + 5 * MINUTE)
    actions.lose_lead(lead, reason="=1+1 дорого", reason_code="price", by=w.anna, at=AT + MINUTE * 9)
    lead.refresh_from_db()
    return lead


PAGES = ("/leads/norms/", "/leads/quality/", "/leads/quality/?days=30", "/leads/lessons/", "/leads/lessons/?reason=price&month=2026-03",
         "/leads/lessons/?reason=-&page=2&month=nonsense")  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_open(client, w, lost, language):
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        told = {url: as_(client, w.anna, language).get(url) for url in (*PAGES, f"/leads/{lost.pk}/")}
    assert {url: answer.status_code for url, answer in told.items()} == dict.fromkeys(told, 200)
    words = told["/leads/lessons/"].content.decode()
    assert "Цена" in words and "=1+1 дорого" in words and "Томская область" in words


def test_the_handling_of_others_is_not_told(client, w, lost):
    page = as_(client, w.dev).get("/leads/lessons/")
    assert page.status_code == 200 and "Сайт склада" not in page.content.decode()
    assert "Сайт склада" not in client.get("/leads/lessons/?as=csv").content.decode()


def test_a_spreadsheet_gets_no_formula(client, w, lost):
    sheet = as_(client, w.head).get("/leads/lessons/?as=csv")
    rows = sheet.content.decode("utf-8-sig").splitlines()
    assert sheet["Content-Type"].startswith("text/csv") and len(rows) == 2
    assert "'=1+1 дорого" in rows[1] and ";5;" in rows[1]


def test_the_head_keeps_norms_by_pages_and_others_are_told_whose_they_are(client, w):
    as_(client, w.head)
    on = str(today(timezone.now()))
    client.post("/leads/norms/new/", {"kind": "answer", "channel": "email", "minutes": "20", "starts_on": on})
    client.post("/leads/norms/levels/", {"percent": "75", "called": ["holder", "head"], "starts_on": "2026-03-02"})
    client.post("/leads/norms/reasons/", {"name": "Сменили владельца", "closing": "lost"})
    spam = ClosingReason.objects.get(code="spam")
    client.post(f"/leads/norms/reasons/{spam.pk}/retirement/", {"_version": spam.version})
    assert AnswerNorm.objects.filter(channel="email", minutes=20).exists() and EscalationLevel.objects.get(percent=75).called == ["holder", "head"]
    assert ClosingReason.objects.filter(name="Сменили владельца").exists() and ClosingReason.objects.get(code="spam").retired_on
    assert client.post("/leads/norms/new/", {"kind": "answer", "minutes": "0", "starts_on": "2026-03-02"}).status_code == 422
    assert w.head.name in as_(client, w.anna).get("/leads/norms/").content.decode()
    assert client.post("/leads/norms/reasons/", {"name": "Своя", "closing": "lost"}).status_code == 403


def test_a_next_step_is_planned_on_the_card_and_waits_on_today(client, w):
    lead = make.lead(w)
    actions.take_lead(lead, by=w.anna, at=AT)
    with time_machine.travel(AT, tick=False):
        as_(client, w.anna).post(f"/leads/{lead.pk}/next-step/", {"text": "Созвониться с директором", "on": "2026-03-03"})
        assert client.post(f"/leads/{lead.pk}/next-step/", {"text": "", "on": "2026-03-03"}).status_code == 422
        assert "Созвониться с директором" not in client.get("/").content.decode()
    with time_machine.travel(AT + timedelta(days=2), tick=False):
        assert "Созвониться с директором" in client.get("/").content.decode()


def test_the_head_finds_a_burning_lead_on_today(client, w):
    lead = make.lead(w, "Горящий сайт")
    actions.escalate_lead(lead, by=w.system, at=AT + 20 * MINUTE)
    with time_machine.travel(AT + 21 * MINUTE, tick=False):
        assert "Горящий сайт" in as_(client, w.head).get("/").content.decode()
        card = client.get(f"/leads/{lead.pk}/").content.decode()
    assert "100 %" in card and w.head.name in card


def test_the_clock_ticks_in_the_browser_only_over_spans_of_work(client, w):
    lead = make.lead(w, channel="email")
    with time_machine.travel(AT + 10 * MINUTE, tick=False):
        page = as_(client, w.anna).get(f"/leads/{lead.pk}/").content.decode()
    opens = int((AT - timedelta(hours=1)).timestamp())
    assert f'data-spans="{opens}-{opens + 4 * 3600} ' in page and "осталось 50" in page


@pytest.mark.parametrize(("region", "zone", "hours"), [("Москва", "Europe/Moscow", 5), ("Приморский край", "Asia/Vladivostok", 6), ("Нигде", None, 0)])
def test_the_card_knows_what_oclock_it_is_at_the_clients(w, region, zone, hours):
    day = client_day(make.lead(w, region=region), AT)
    assert (day and (day.zone, day.hours)) == (zone and (zone, hours))


def test_the_same_by_api(client, w, lost):
    def call(person, path, body=None, status=200):
        headers = bearer(person)
        answer = (client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers) if body is not None
                  else client.get(f"/api/v1{path}", headers=headers))  # fmt: skip
        assert answer.status_code == status, (path, answer.content)
        return answer.json()

    told = call(w.head, "/lead-quality?first_on=2026-03-01&last_on=2026-03-31")
    assert (told["all"]["count"], told["all"]["few"], told["all"]["median_answer_minutes"]) == (1, True, 5)
    assert [row["key"] for row in told["by_am"]] == ["anna"]
    lessons = call(w.anna, "/lessons?reason=price")
    assert [(row["reason_code"], row["answered_in_minutes"], row["came_to"], row["worth"]) for row in lessons["items"]] == [("price", 5, "taken", None)]
    assert lessons["counts"]["reason"] == [{"key": "price", "count": 1}] and call(w.dev, "/lessons")["items"] == []
    on = str(today(timezone.now()))
    call(w.head, "/norms", {"minutes": 20, "channel": "email", "starts_on": on}, 201)
    call(w.head, "/norms", {"minutes": 20, "channel": "email", "starts_on": on}, 409)
    call(w.head, "/norms", {"minutes": 20, "channel": "phone", "starts_on": "2026-03-02"}, 409)  # what was decided stays
    call(w.head, "/norms", {"minutes": 20, "channel": "pigeon", "starts_on": "2026-03-02"}, 422)
    assert call(w.anna, f"/norms/winner?channel=email&source=search&on={on}")["minutes"] == 20
    call(w.anna, "/norms/winner?source=nowhere", status=422)
    clock = call(w.anna, f"/leads/{lost.pk}/clock")
    assert (clock["answer"]["used_seconds"], clock["answer"]["norm_minutes"], clock["interview"]) == (300, 15, None)
    assert clock["quality"]["components"]["speed"] == 1.0 and clock["quality"]["components"]["needs"] is None
    call(w.anna, f"/leads/{lost.pk}/next-step", {"text": "Позвонить", "on": "2026-03-02"}, 409)
