"""Pages and API of leads: the right person sees them, a stranger can write, lists cost the same."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote_plus

import pytest
import time_machine
from django.core.signing import TimestampSigner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.kit import files
from svyazka.kit.tests.days import this_day
from svyazka.leads import actions
from svyazka.leads.models import Lead, Raw
from svyazka.leads.rules.webform import SAME_OPENING
from svyazka.leads.tests import make
from svyazka.leads.tests.queue import work

pytestmark = pytest.mark.django_db
OPENED = TimestampSigner(salt="leads.form")
TYPED = {"title": "Сайт", "request": "Нужен сайт", "name": "Пётр", "email": "p@example.org", "consent_processing": "1"}


@pytest.fixture
def w():
    return make.world()


def as_(client, person, language="ru"):
    person.language = language
    person.save(update_fields=["language"])
    client.force_login(person)
    return client


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_open(client, w, language):
    lead = make.lead(w)
    pages = ["/leads/", "/leads/new/", f"/leads/{lead.pk}/", "/leads/dead-letters/", "/leads/forms/", "/leads/consents/", "/sources/codes/",
             "/sources/marks/", *(f"/leads/?tab={tab}" for tab in ("mine", "open", "lessons", "all"))]
    for url in pages:
        assert as_(client, w.anna, language).get(url).status_code == 200, url
    assert as_(client, w.dev).get(f"/leads/{lead.pk}/").status_code == 404


def test_the_walk_of_a_lead_by_pages(client, w):
    lead = make.lead(w)
    page = f"/leads/{lead.pk}/"
    as_(client, w.anna).post(page + "taking/")
    client.post(page + "answers/", {"channel": "email", "text": "Здравствуйте"})
    client.post(page + "qualification/", {"fits": "1", "reason": "подходит"})
    lead.refresh_from_db()
    assert lead.state == "qualified" and lead.answered_by == w.anna
    assert "Анна" in as_(client, w.irina).post(page + "taking/", follow=True).content.decode() or lead.taken_by == w.anna


def typed(**told) -> dict:
    """Return a form that was opened a minute ago."""
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1)):
        opened = OPENED.sign("form")
    return {**TYPED, "opened": opened, **told}


def test_a_stranger_writes_by_the_form(client, w):
    assert client.get("/leads/form/").status_code == 200
    assert client.post("/leads/form/?utm_source=ya", typed()).status_code == 302 and work("intake") == 1
    lead, row = Lead.objects.get(), Raw.objects.get()
    assert lead.touches.get().utm["utm_source"] == "ya" and [c.purpose for c in lead.consents.all()] == ["processing"]
    assert (row.state, row.lead) == ("linked", lead)
    kept = unquote_plus(files.read(row.digest).decode())
    assert "utm_source=ya" in kept and "Нужен сайт" in kept


HOSTILE = ["<script>alert(1)</script>", "\x00нуль", "'; drop table leads_lead; --", "\u202eкнигА", "a" * 300, "{{ 7*7 }}", "=1+1", "😀",
           "../../etc/passwd", "%00%ff", "\r\nBcc: x@example.org", "ё" * 200]  # fmt: skip


@pytest.mark.parametrize("told", [{"consent_processing": ""}, {"email": "нет"}, {"title": ""}])
def test_a_form_that_is_not_right_is_sent_back_and_kept(client, w, told):
    assert client.post("/leads/form/", typed(**told)).status_code == 422
    assert not Lead.objects.exists()
    assert Raw.objects.get().state == "dead" and Raw.objects.get().reason


@pytest.mark.parametrize("told", [{"website": "spam"}, {"opened": ""}, {"opened": "form:1:x"}, {"opened": "at once"}])
def test_a_form_that_a_program_has_sent_is_thanked_for_and_kept(client, w, told):
    told = {"opened": OPENED.sign("form")} if told == {"opened": "at once"} else told  # faster than a person
    assert client.post("/leads/form/", typed(**told)).status_code == 302 and work("intake") == 1
    assert not Lead.objects.exists()
    assert Raw.objects.get().state == "dead" and Raw.objects.get().reason


def test_the_same_form_sent_twice_is_one_lead(client, w):
    sent = typed()

    assert [client.post("/leads/form/", sent).status_code for _again in range(2)] == [302, 302]
    assert work("intake") == 1 and client.post("/leads/form/", sent).status_code == 302 and work("intake") == 0
    assert Lead.objects.count() == 1


@pytest.mark.parametrize("field", ["title", "request", "company", "name", "phone", "region"])
def test_whatever_a_stranger_types_is_a_lead_or_is_sent_back(client, w, field):
    answers = [client.post("/leads/form/", typed(**{field: text})).status_code for text in HOSTILE]
    work("intake")

    assert set(answers) <= {302, 422}
    became = Counter(Raw.objects.values_list("state", flat=True))
    assert became["linked"] >= SAME_OPENING and became["dead"] >= answers.count(422) and became.total() == len(HOSTILE) == became["linked"] + became["dead"]


def test_an_am_puts_a_lead_aside_takes_it_up_and_passes_it_on(client, w):
    lead = make.lead(w)
    page = f"/leads/{lead.pk}/"
    as_(client, w.anna).post(page + "taking/")
    day = (this_day() + timedelta(days=20)).isoformat()
    assert client.post(page + "freezing/", {"until": "2020-01-01", "reason": "отпуск"}, follow=True).status_code == 200
    assert client.post(page + "freezing/", {"until": day, "reason": "отпуск"}).status_code == 302
    lead.refresh_from_db()
    assert (lead.state, lead.frozen_until.isoformat()) == ("frozen", day)
    client.post(page + "thawing/")
    assert client.post(page + "passing/", {"to": w.dev.pk}).status_code == 422
    assert client.post(page + "passing/", {"to": w.irina.pk, "reason": "её клиент"}).status_code == 302
    lead.refresh_from_db()
    assert (lead.state, lead.taken_by) == ("qualified", w.anna)
    offer = lead.offers.get(state="offered")
    assert as_(client, w.irina).post(f"{page}offers/{offer.pk}/answer/", {"accepted": "1"}).status_code == 302
    lead.refresh_from_db()
    assert (lead.state, lead.taken_by) == ("qualified", w.irina)


def test_the_inbox_costs_the_same_for_many(client, w):
    as_(client, w.anna)
    counts = []
    for n in (3, 27):
        for k in range(n):
            make.lead(w, f"Лид {n}-{k}")
        client.get("/leads/")
        with CaptureQueriesContext(connection) as told:
            client.get("/leads/")
        counts.append(len(told))
    assert counts[0] == counts[1]


def test_a_dead_letter_is_read_again_by_page_and_by_program(client, w):
    row = actions.store_raw(w.agency, raw=b"no mail at all", channel="email", name="a.eml", by=w.system, at=make.MONDAY)
    actions.read_raw(row, by=w.system, at=make.MONDAY)
    as_(client, w.anna)
    told = client.get("/api/v1/dead-letters").json()["items"]
    assert [(one["id"], one["state"], one["tries"]) for one in told] == [(row.pk, "dead", 1)]
    assert b"".join(client.get(f"/leads/dead-letters/{row.pk}/raw/").streaming_content) == b"no mail at all"
    assert client.post(f"/leads/dead-letters/{row.pk}/reading/").status_code == 302
    again = client.post(f"/api/v1/dead-letters/{row.pk}/reading").json()
    assert (again["state"], again["tries"], again["lead_id"]) == ("dead", 3, None)
    for person in (w.pavel, w.dev):
        assert as_(client, person).post(f"/api/v1/dead-letters/{row.pk}/reading").status_code == 404
