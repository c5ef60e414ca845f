"""Pages and API of leads: the right person sees them, a stranger can write, lists cost the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.leads.models import Lead, Raw
from svyazka.leads.tests import make

pytestmark = pytest.mark.django_db
TYPED = {"title": "Сайт", "request": "Нужен сайт", "name": "Пётр", "email": "p@example.org", "consent": "on"}


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
    pages = ["/leads/", "/leads/new/", f"/leads/{lead.pk}/", "/leads/dead-letters/", *(f"/leads/?tab={tab}" for tab in ("mine", "open", "lessons", "all"))]
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


def test_a_stranger_writes_by_the_form(client, w):
    assert client.get("/leads/form/").status_code == 200
    assert client.post("/leads/form/?utm_source=ya", TYPED).status_code == 302
    lead = Lead.objects.get()
    assert lead.first_touch["utm_source"] == "ya" and [c.purpose for c in lead.consents.all()] == ["consent"]
    assert Raw.objects.count() == 1


@pytest.mark.parametrize("told", [{"website": "spam"}, {"consent": ""}])
def test_a_program_and_an_unticked_consent_are_refused(client, w, told):
    assert client.post("/leads/form/", {**TYPED, **told}).status_code == 422
    assert not Lead.objects.exists()


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
