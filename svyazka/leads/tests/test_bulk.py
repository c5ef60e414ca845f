"""Many rows at once: each its own act in the journal, whichever is refused told by row."""

import pytest

from svyazka.journal.models import Entry
from svyazka.leads import actions
from svyazka.leads.models import Lead, Raw
from svyazka.leads.tests import make

pytestmark = pytest.mark.django_db
AT = make.MONDAY


@pytest.fixture
def w():
    return make.world()


@pytest.fixture
def leads(w):
    """Return two that nobody has taken, one of Anna's and one of Irina's."""
    free, other, mine, theirs = (make.lead(w, f"Лид {n}") for n in range(4))
    actions.take_lead(mine, by=w.anna, at=AT)
    actions.take_lead(theirs, by=w.irina, at=AT)
    return [free, other, mine, theirs]


@pytest.fixture
def dead(w):
    rows = [actions.store_raw(w.agency, raw=raw, channel="email", by=w.system, at=AT) for raw in (b"no mail", b"nor this", b"Auto-Submitted: auto-replied")]
    return [actions.read_raw(row, by=w.system, at=AT) for row in rows]


def as_(client, person):
    person.language = "ru"
    person.save(update_fields=["language"])
    client.force_login(person)
    return client


def states(leads) -> list[str]:
    return [Lead.objects.get(pk=lead.pk).state for lead in leads]


def test_chosen_leads_are_closed_as_not_ours_and_a_colleagues_is_told_by_row(client, w, leads):
    as_(client, w.head)
    assert "pick-row" not in client.get("/leads/").content.decode()
    as_(client, w.anna)
    assert client.get("/leads/").content.decode().count("pick-row") >= 2

    said = client.post("/leads/refusals/", {"row": [lead.pk for lead in leads], "reason": "не наш регион", "next": "/leads/"}, follow=True).content.decode()

    assert states(leads) == ["not_ours", "not_ours", "not_ours", "taken"]
    assert "Лид 3: " in said and "3 лида закрыты: не наши" in said
    assert Entry.objects.filter(verb="leads.closed", by=w.anna).count() == 3


def test_without_a_reason_nothing_is_closed(client, w, leads):
    as_(client, w.anna).post("/leads/refusals/", {"row": [leads[0].pk], "reason": " "})
    assert states(leads) == ["new", "new", "taken", "taken"]


def test_a_program_is_told_by_row_and_a_call_refused_whole_is_refused(client, w, leads):
    as_(client, w.anna)
    keys = [lead.pk for lead in leads]
    told = client.post("/api/v1/leads/refusals", {"ids": keys, "reason": "дорого"}, content_type="application/json").json()
    assert (told["done"], [(row["id"], row["status"]) for row in told["refused"]]) == (keys[:3], [(keys[3], 409)])
    assert client.post("/api/v1/leads/refusals", {"ids": [keys[3]], "reason": "дорого"}, content_type="application/json").status_code == 409
    assert client.post("/api/v1/leads/refusals", {"ids": [999999], "reason": "дорого"}, content_type="application/json").status_code == 404


def test_chosen_dead_letters_are_put_away_or_read_again(client, w, dead):
    as_(client, w.anna)
    assert client.get("/leads/dead-letters/").content.decode().count("pick-row") == 3
    page = "/leads/dead-letters/chosen/"
    client.post(page, {"row": [row.pk for row in dead], "act": "reading"})
    assert set(Raw.objects.values_list("state", "tries")) == {("dead", 2)}
    client.post(page, {"row": [dead[0].pk], "act": "away", "reason": ""})
    assert Raw.objects.filter(state="dead").count() == 3
    client.post(page, {"row": [dead[0].pk, dead[1].pk], "act": "away", "reason": "реклама"})
    assert list(Raw.objects.order_by("pk").values_list("state", flat=True)) == ["discarded", "discarded", "dead"]
    assert as_(client, w.dev).post(page, {"row": [dead[2].pk], "act": "reading"}).status_code == 404


def test_a_program_puts_dead_letters_away_and_reads_them_again(client, w, dead):
    as_(client, w.anna)
    read = client.post("/api/v1/dead-letters/reading", {"ids": [row.pk for row in dead]}, content_type="application/json").json()
    assert (len(read["done"]), read["understood"]) == (3, [])
    away = client.post("/api/v1/dead-letters/putting-away", {"ids": [dead[0].pk], "reason": "реклама"}, content_type="application/json").json()
    assert (away["done"], Raw.objects.get(pk=dead[0].pk).state) == ([dead[0].pk], "discarded")
