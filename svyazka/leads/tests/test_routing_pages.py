"""Pages and calls of whom leads go to: they work, they are hidden or forbidden, they cost the same for many as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.leads import actions, queries
from svyazka.leads.models import Lead, LeadOffer, TakerTerms
from svyazka.leads.rules import ORDER
from svyazka.leads.steps import ship_terms
from svyazka.leads.tests import make
from svyazka.leads.tests.test_pages import as_
from svyazka.people.queries import today
from svyazka.roles.tests.make import LONG_AGO, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    found = make.world()
    ship_terms(starts_on=LONG_AGO)
    return found


def fresh(w, title: str = "Сайт завода", **told) -> Lead:
    """Receive a lead a moment ago: it is offered to Anna first."""
    return make.lead(w, title, at=timezone.now(), **told)


def words(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_card_tells_why_to_the_head_and_to_the_account_managers(client, w, language):
    lead = fresh(w)
    for who in (w.head, w.anna, w.irina):
        assert f"{'Почему' if language == 'ru' else 'Why'} Anna" in words(as_(client, who, language), f"/leads/{lead.pk}/")
    assert as_(client, w.dev).get(f"/leads/{lead.pk}/").status_code == 404


def test_an_offer_is_marked_on_the_list_where_it_burns_and_stands_on_today_with_its_clock(client, w):
    other, lead = (fresh(w, title) for title in ("Первый лид", "Второй лид"))
    actions.take_lead(other, by=w.irina, at=timezone.now())
    LeadOffer.objects.filter(state="offered").update(to=w.irina)
    Lead.objects.filter(pk=lead.pk).update(answer_due_at=timezone.now() + timedelta(days=20))  # later than the other, holidays or not
    inbox, today = (words(as_(client, w.irina), url) for url in ("/leads/", "/"))
    assert "Предложен вам" in inbox and inbox.index("Первый лид") < inbox.index("Второй лид")  # what burns more comes first
    assert "Вам предложен лид: Второй лид" in today and "Взять лид: Второй лид" not in today
    assert "Предложен вам" not in words(as_(client, w.anna), "/leads/") and "предложен: Irina" in words(client, "/leads/")


def test_an_offer_is_accepted_and_declined_by_the_buttons_of_the_card(client, w):
    lead = fresh(w)
    page, offer = f"/leads/{lead.pk}/", lead.offers.get()
    answer = f"{page}offers/{offer.pk}/answer/"
    assert answer not in words(as_(client, w.irina), page)
    assert as_(client, w.irina).post(answer, {"accepted": "1"}).status_code == 403
    assert answer in words(as_(client, w.anna), page)
    assert "почему отказываетесь" in client.post(answer, {"accepted": "0", "reason": ""}, follow=True).content.decode()
    client.post(answer, {"accepted": "0", "reason": "веду их конкурента"})
    assert lead.offers.get(state="offered").to == w.irina and "веду их конкурента" in words(as_(client, w.head), page)
    second = lead.offers.get(state="offered")
    assert as_(client, w.irina).post(f"{page}offers/{second.pk}/answer/", {"accepted": "1"}).status_code == 302
    lead.refresh_from_db()
    assert lead.taken_by == w.irina and "Почему Irina" in words(client, page)


def test_a_lead_is_passed_on_taken_back_and_returned_by_pages(client, w):
    lead = fresh(w)
    actions.take_lead(lead, by=w.anna, at=timezone.now())
    page = f"/leads/{lead.pk}/"
    shown = words(as_(client, w.anna), page)
    assert "Irina · открытых лидов 0 из 10" in shown and f"{page}returning/" in shown and f"{page}assignment/" not in shown
    client.post(f"{page}passing/", {"to": w.irina.pk, "reason": "её регион"})
    offer = lead.offers.get(state="offered")
    assert f"{page}offers/{offer.pk}/withdrawal/" in words(client, page)
    assert as_(client, w.irina).post(f"{page}offers/{offer.pk}/withdrawal/").status_code == 403
    as_(client, w.anna).post(f"{page}offers/{offer.pk}/withdrawal/")
    offer.refresh_from_db()
    assert offer.state == "withdrawn"
    assert "почему возвращаете" in client.post(f"{page}returning/", {"reason": ""}, follow=True).content.decode()
    client.post(f"{page}returning/", {"reason": "не мой регион"})
    lead.refresh_from_db()
    assert (lead.state, lead.taken_by, lead.offers.get(state="offered").to) == ("new", None, w.irina)
    assert as_(client, w.irina).post(f"{page}returning/", {"reason": "мне"}).status_code == 403


def test_the_head_offers_a_lead_to_whom_they_choose(client, w):
    lead = fresh(w)
    page = f"/leads/{lead.pk}/"
    assert f"{page}assignment/" in words(as_(client, w.head), page)
    assert client.post(f"{page}assignment/", {"to": w.dev.pk}).status_code == 422
    client.post(f"{page}assignment/", {"to": w.irina.pk, "reason": "завод по соседству"})
    assert (lead.offers.get(state="offered").to, lead.offers.get(state="offered").by) == (w.irina, w.head)
    assert "Вы предложили этот лид: Irina" in words(client, page)
    assert as_(client, w.irina).post(f"{page}assignment/", {"to": w.anna.pk}).status_code == 403


def test_the_page_of_takers_shows_all_to_the_head_and_oneself_to_an_account_manager(client, w):
    fresh(w)
    everybody, own = (words(as_(client, who), "/leads/routing/") for who in (w.head, w.irina))
    assert "Irina" in everybody and "/leads/routing/terms/irina/" in everybody and "Сайт завода" in everybody
    assert "Anna" not in own and "/leads/routing/terms/" not in own and "Сайт завода" not in own
    assert "Сайт завода" in words(as_(client, w.anna), "/leads/routing/")
    for who in (w.pavel, w.dev):
        assert as_(client, who).get("/leads/routing/").status_code == 404
    TakerTerms.objects.all().delete()
    assert "не предлагаются сами" in words(as_(client, w.head), "/leads/routing/")


def test_the_head_sets_terms_by_the_page_and_nobody_else(client, w):
    day = today(timezone.now())
    typed = {"most_open": "3", "regions": "Пермский край\n\n Томская область ", "languages": ["en"], "refused_sources": ["search"], "starts_on": day}
    for url in ("/leads/routing/terms/", "/leads/routing/terms/irina/"):
        assert words(as_(client, w.head), url)
        assert as_(client, w.anna).get(url).status_code == 403 and as_(client, w.dev).get(url).status_code == 404
    assert as_(client, w.head).get("/leads/routing/terms/dev/").status_code == 404
    assert client.post("/leads/routing/terms/irina/", typed).status_code == 302
    kept = TakerTerms.objects.get(person=w.irina)
    assert (kept.most_open, kept.regions, kept.languages, kept.refused_sources) == (3, ["Пермский край", "Томская область"], ["en"], ["search"])
    assert client.post("/leads/routing/terms/irina/", {**typed, "starts_on": "2020-01-01"}).status_code == 422
    places = {f"place_{n}": code for n, code in enumerate(ORDER)}
    assert client.post("/leads/routing/terms/", {"most_open": "8", "starts_on": day, **places, "place_0": "load"}).status_code == 422
    assert client.post("/leads/routing/terms/", {"most_open": "8", "starts_on": day, **places}).status_code == 302
    assert TakerTerms.objects.filter(person=None).latest("starts_on").most_open == 8


def test_a_program_does_what_the_pages_do(client, w):
    lead = fresh(w)
    base, offer = f"/api/v1/leads/{lead.pk}", lead.offers.get()

    def post(who, path: str, **body):
        return as_(client, who).post(base + path, body, content_type="application/json")

    assert post(w.irina, f"/offers/{offer.pk}/answer", accepted=True).json()["held_by"][0]["login"] == "anna"
    assert post(w.anna, f"/offers/{offer.pk}/answer", accepted=False).status_code == 409
    told = post(w.anna, f"/offers/{offer.pk}/answer", accepted=True).json()
    assert (told["answered"]["state"], told["lead"]["taken_by"], told["lead"]["offer"]) == ("accepted", "anna", None)
    passed = post(w.anna, "/passing", to="irina", reason="её регион").json()
    assert (passed["taken_by"], passed["offer"]["to"], passed["offer"]["why"]) == ("anna", "irina", ["Предлагает Anna: её регион"])
    assert post(w.anna, "/passing", to="nobody").status_code == 422
    assert post(w.anna, f"/offers/{passed['offer']['id']}/withdrawal").json()["offer"] is None
    assert post(w.anna, "/returning", reason="не мой регион").json()["state"] == "new"
    assert post(w.head, "/assignment", to="irina").json()["offer"]["by"] == "head"
    told = as_(client, w.irina).get(f"{base}/routing").json()
    assert [one["state"] for one in told["offers"]] == ["offered", "withdrawn", "returned", "withdrawn", "accepted"]
    assert told["offers"][-1]["passed_over"] == [{"name": "Irina", "reason": "Irina: во всём наравне, по алфавиту раньше стоит Anna."}]
    assert as_(client, w.dev).get(f"{base}/routing").status_code == 404


def test_a_program_reads_takers_decisions_and_sets_terms(client, w):
    fresh(w)
    terms = {"person": "irina", "most_open": 4, "regions": ["Пермский край"]}
    assert as_(client, w.anna).post("/api/v1/taker-terms", terms, content_type="application/json").status_code == 403
    made = as_(client, w.head).post("/api/v1/taker-terms", terms, content_type="application/json")
    assert made.status_code == 201 and made.json()["most_open"] == 4
    rows = {row["login"]: row for row in client.get("/api/v1/lead-takers").json()["items"]}
    assert (rows["irina"]["most_open"], rows["irina"]["own_terms"], rows["anna"]["open"]) == (4, True, 1)
    assert [one["to"] for one in client.get("/api/v1/lead-offers?state=offered").json()["items"]] == ["anna"]
    assert [row["login"] for row in as_(client, w.irina).get("/api/v1/lead-takers").json()["items"]] == ["irina"]
    assert client.get("/api/v1/lead-offers").json()["items"] == []


@pytest.mark.parametrize("page", ["/leads/routing/", "/leads/", "/"])
def test_a_page_costs_the_same_for_many_takers_and_offers(client, w, page):
    counts = []
    for n in (2, 9):
        for k in range(n):
            person(f"am{n}{k}", "am")
            fresh(w, f"Лид {n}-{k}")
        words(as_(client, w.head), page)
        with CaptureQueriesContext(connection) as told:
            client.get(page)
        counts.append(len(told))
    assert counts[0] == counts[1]


def test_choosing_among_many_takers_costs_the_same_as_among_few(w):
    lead, counts = fresh(w), []
    for n in (1, 9):
        for k in range(n):
            person(f"am{n}{k}", "am")
        with CaptureQueriesContext(connection) as told:
            assert len(queries.candidates_for(lead, timezone.now())) == len(counts) * 9 + 3
        counts.append(len(told))
    assert counts[0] == counts[1]
