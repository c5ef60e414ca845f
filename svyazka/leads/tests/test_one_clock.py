"""One lead shows one clock wherever it is seen: Today, the inbox, its card, its engagement, the API."""

import re
from datetime import timedelta

import pytest
import time_machine

from svyazka.leads import actions
from svyazka.leads.tests import make
from svyazka.leads.tests.test_pages import as_
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.django_db
AT = make.MONDAY  # Monday, ten o'clock where the agency works
FRIDAY = AT - timedelta(days=3) + timedelta(hours=7, minutes=30)  # half an hour before the window shuts


@pytest.fixture
def lead():
    """A letter of Friday evening, whose norm is an hour: half of it is left for Monday."""
    w = make.world()
    found = make.lead(w, "Сайт завода", channel="email", at=FRIDAY)
    actions.take_lead(found, by=w.anna, at=FRIDAY)
    found.anna = w.anna
    return found


def clocks(page: str) -> list[str]:
    """Return what the clocks of working time on the page say."""
    return [told.replace("\xa0", " ") for told in re.findall(r'<time class="due[^>]*title="Норма: [^>]*>([^<]*)</time>', page)]


@pytest.mark.parametrize(("at", "words", "left"), [
    (AT - timedelta(days=2), "осталось 30 мин", 1800),  # Saturday: nobody works, nothing is used
    (AT - timedelta(minutes=45), "осталось 15 мин", 900),
    (AT + timedelta(hours=1), "просрочено на 1 ч 30 мин", -5400),  # by the wall it would be two days and more
])  # fmt: skip
def test_it_says_the_same_everywhere(client, lead, at, words, left):
    with time_machine.travel(at, tick=False):
        as_(client, lead.anna)
        pages = {url: clocks(client.get(url).content.decode())
                 for url in ("/", "/leads/?tab=mine", f"/leads/{lead.pk}/", f"/engagements/{lead.engagement_id}/")}  # fmt: skip
        token = bearer(lead.anna)
        one, listed = (client.get(f"/api/v1{path}", headers=token).json() for path in (f"/leads/{lead.pk}", "/leads"))

    assert pages == {url: [words] for url in pages}
    assert [told["clock"]["left_seconds"] for told in (one, *listed["items"])] == [left, left]


def test_an_offer_runs_in_working_time_too(client):
    w = make.world()
    actions.set_terms(w.agency, person=None, starts_on=AT.date(), by=w.head, at=AT - timedelta(hours=1), most_open=10)
    evening = AT + timedelta(hours=7, minutes=55)
    lead = make.lead(w, "Вечерний", channel="email", at=evening)
    offer = lead.offers.get(state="offered")

    with time_machine.travel(evening + timedelta(hours=6), tick=False):
        today = as_(client, offer.to).get("/").content.decode()
    assert clocks(today) == ["осталось 25 мин"]
