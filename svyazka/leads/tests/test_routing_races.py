"""Two account managers reach for one lead at once, on a real database: exactly one gets it, the other is told so."""

import os
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from svyazka.journal.queries import broken_links
from svyazka.kit.errors import Refused
from svyazka.leads import actions, queries, rules
from svyazka.leads.models import Lead, LeadOffer
from svyazka.leads.steps import ship_terms
from svyazka.leads.tests import make
from svyazka.people.actions import deactivate_person
from svyazka.roles.models import Seat
from svyazka.roles.tests.make import person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine]
AT = make.MONDAY
ROUNDS = int(os.environ.get("SVYAZKA_RACES", "50"))


@pytest.fixture
def w():
    found = make.world()
    ship_terms(starts_on=make.make.LONG_AGO)
    return found


def at_once(*acts) -> list[str]:
    """Do the acts at one moment in threads of their own; return of each "done" or the status of its refusal."""
    ready = threading.Barrier(len(acts))

    def do(act) -> str:
        ready.wait()
        try:
            act()
        except Refused as refused:
            return str(refused.status)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def owner(lead: Lead) -> int:
    """Return whose lead it is, everything that tells it agreeing: the lead, its one open seat, no offer that waits."""
    lead.refresh_from_db()
    seat = Seat.objects.get(engagement=lead.engagement_id, ends_at=None)
    assert (lead.state, seat.person_id, queries.open_offer(lead)) == ("taken", lead.taken_by_id, None)
    return lead.taken_by_id


def test_two_who_take_one_lead_at_once(w):
    for n in range(ROUNDS):
        lead = make.lead(w, f"Лид {n}")
        said = at_once(*(lambda who=who, lead=lead: actions.take_lead(lead, by=who, at=AT) for who in (w.anna, w.irina)))
        assert sorted(said) == ["409", "done"], n
        assert owner(lead) == (w.anna, w.irina)[said.index("done")].pk
        actions.lose_lead(lead, reason="следующий", by=lead.taken_by, at=AT)
    assert list(broken_links()) == []


def test_one_accepts_while_another_takes(w):
    for n in range(ROUNDS):
        lead = make.lead(w, f"Лид {n}")
        offer = queries.open_offer(lead)
        other = w.irina if offer.to == w.anna else w.anna
        said = at_once(lambda lead=lead, other=other: actions.take_lead(lead, by=other, at=AT),
                       lambda offer=offer: actions.answer_offer(offer, accepted=True, by=offer.to, at=AT))  # fmt: skip
        assert sorted(said) == ["409", "done"], n
        assert owner(lead) == (other, offer.to)[said.index("done")].pk
        actions.lose_lead(lead, reason="следующий", by=lead.taken_by, at=AT)


def test_the_clock_lapses_an_offer_while_it_is_accepted(w):
    for n in range(ROUNDS // 2):
        lead = make.lead(w, f"Лид {n}")
        offer = queries.open_offer(lead)
        late = offer.answer_by_at
        said = at_once(lambda lead=lead, late=late: actions.lapse_offer(lead, by=w.system, at=late),
                       lambda offer=offer, late=late: actions.answer_offer(offer, accepted=True, by=offer.to, at=late))  # fmt: skip
        assert sorted(said) == ["409", "done"], n
        lead.refresh_from_db()
        assert lead.taken_by_id == (offer.to_id if said[1] == "done" else None)
        holder = lead.taken_by or actions.take_lead(lead, by=w.anna, at=late).taken_by
        actions.lose_lead(lead, reason="следующий", by=holder, at=late)


def test_somebody_is_let_go_while_they_accept_a_lead(w):
    for n in range(ROUNDS // 5):
        lead, leaver = make.lead(w, f"Лид {n}"), person(f"leaver{n}", "am")
        actions.assign_lead(lead, to=leaver, by=w.head, at=AT)
        offer = queries.open_offer(lead)
        said = at_once(lambda leaver=leaver: deactivate_person(leaver, by=w.head, at=AT),
                       lambda offer=offer, leaver=leaver: actions.answer_offer(offer, accepted=True, by=leaver, at=AT))  # fmt: skip
        assert said[0] == "done" and said[1] in ("done", "409"), (n, said)
        assert not Seat.objects.filter(engagement=lead.engagement_id, ends_at=None, person=leaver).exists()
        Lead.objects.filter(pk=lead.pk).update(state="not_ours", closing_reason="следующий")


def came(w, n: int) -> None:
    make.lead(w, f"Лид {n}", contact={"name": "Пётр", "email": f"p{n}@zavod{n}.example"})


def test_leads_that_come_at_once_fill_nobody_over_the_limit(w):
    actions.set_terms(w.agency, most_open=2, order=list(rules.ORDER), by=w.head, at=AT)
    for n in range(ROUNDS // 10):
        assert at_once(*(lambda k=k, n=n: came(w, n * 10 + k) for k in range(6))) == ["done"] * 6
        states = Counter(LeadOffer.objects.filter(lead__state="new").values_list("to", "state"))
        assert states == {(w.anna.pk, "offered"): 2, (w.irina.pk, "offered"): 2, (None, "nobody"): 2}, n
        LeadOffer.objects.filter(state="offered").update(state="withdrawn", ended_at=AT)
        Lead.objects.filter(state="new").update(state="not_ours", closing_reason="следующие")
    assert list(broken_links()) == []
