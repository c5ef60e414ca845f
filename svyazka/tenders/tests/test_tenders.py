"""Tenders: the table of states, go or no-go, price, and who may do what."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.states import after, complement
from svyazka.leads.tests import make
from svyazka.tenders import actions
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import MOVES, TenderState
from svyazka.tenders.steps import ship

AT = make.MONDAY
pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return make.world()


def opened(w, title="Сайт музея", **told) -> Tender:
    lead = make.lead(w, title, source="tender")
    told = {"law": "fz44", "method": "auction", "initial_max_price_kopecks": 90_000_000, "deadline_at": AT + timedelta(days=9), **told}
    return actions.open_tender(lead, by=w.anna, at=AT, **told)


@pytest.mark.parametrize(("event", "state"), complement(MOVES, TenderState.values))
def test_what_is_not_in_the_table_is_refused(event, state):
    with pytest.raises(Refused):
        after(MOVES, event, state)


def test_a_tender_goes_from_the_notice_to_the_contract(w):
    tender = opened(w)
    actions.decide_tender(tender, go=True, reason="профиль наш", by=w.anna, at=AT)
    with pytest.raises(NotYourDuty) as refused:
        actions.submit_tender(tender, price_kopecks=80_000_000, by=w.anna, at=AT)
    assert refused.value.duty == "tender.price"
    with pytest.raises(Refused):
        actions.submit_tender(tender, price_kopecks=90_000_001, by=w.head, at=AT)
    with pytest.raises(Refused):
        actions.submit_tender(tender, price_kopecks=80_000_000, by=w.head, at=AT + timedelta(days=10))
    actions.submit_tender(tender, price_kopecks=80_000_000, by=w.head, at=AT)
    for event in ("admit", "bid", "win", "sign", "run"):
        actions.move_tender(tender, event=event, by=w.anna, at=AT)
    tender.refresh_from_db()
    assert (tender.state, tender.price_kopecks) == ("running", 80_000_000)


def test_no_go_keeps_its_reason_and_closes_the_lead(w):
    tender = opened(w)
    with pytest.raises(Refused):
        actions.decide_tender(tender, go=False, reason="", by=w.head, at=AT)
    actions.decide_tender(tender, go=False, reason="срок нереален", by=w.head, at=AT)
    tender.refresh_from_db()
    assert (tender.state, tender.engagement.lead.state, tender.engagement.state) == ("declined", "not_ours", "lost")
    assert tender.engagement.lead.closing_reason == "срок нереален"


@pytest.mark.parametrize("told", [{"law": "fz1"}, {"initial_max_price_kopecks": 0}, {"deadline_at": AT}])
def test_a_malformed_tender_is_not_kept(w, told):
    with pytest.raises(Malformed):
        opened(w, **told)
    assert not Tender.objects.exists()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages(client, w, language):
    ship(AT.date())
    tender = opened(w)
    w.anna.language = language
    w.anna.save()
    client.force_login(w.anna)
    for url in ("/tenders/", "/tenders/new/", f"/tenders/{tender.pk}/"):
        assert client.get(url).status_code == 200, url
    client.post(f"/tenders/{tender.pk}/decision/", {"go": "1", "reason": "профиль наш"})
    assert Tender.objects.get().state == "preparing" and client.get(f"/tenders/{tender.pk}/").status_code == 200
    assert client.post(f"/tenders/{tender.pk}/submission/", {"rubles": "500000"}).status_code == 403
    client.force_login(w.dev)
    assert client.get(f"/tenders/{tender.pk}/").status_code == 404


def test_the_board_costs_the_same_for_many(client, w):
    client.force_login(w.anna)
    counts = []
    for n in (3, 20):
        for k in range(n):
            opened(w, f"Тендер {n}-{k}")
        client.get("/tenders/")
        with CaptureQueriesContext(connection) as told:
            client.get("/tenders/")
        counts.append(len(told))
    assert counts[0] == counts[1]


WAYS = {"found": (), "preparing": ("go",), "secured": ("go", "secure"), "submitted": ("go", "submit"),
        "admitted": ("go", "submit", "admit"), "bidding": ("go", "submit", "admit", "bid"), "won": ("go", "submit", "admit", "win"),
        "signing": ("go", "submit", "admit", "win", "sign"), "running": ("go", "submit", "admit", "win", "sign", "run"),
        "declined": ("decline",), "rejected": ("go", "submit", "reject"), "lost": ("go", "submit", "lose"), "cancelled": ("cancel",)}  # fmt: skip


def do(w, tender, event: str) -> None:
    """Do what the event stands for, as the person who may."""
    if event in ("go", "decline"):
        actions.decide_tender(tender, go=event == "go", reason="наше", by=w.head, at=AT)
    elif event == "submit":
        actions.submit_tender(tender, price_kopecks=80_000_000, by=w.head, at=AT)
    else:
        actions.move_tender(tender, event=event, reason="так решили", by=w.anna, at=AT)


@pytest.mark.parametrize("state", WAYS)
def test_no_act_is_done_in_a_state_that_the_table_does_not_name(w, state):
    tender = opened(w)
    for step in WAYS[state]:
        do(w, tender, step)
    tender.refresh_from_db()
    assert tender.state == state
    for event in [event for event, its in complement(MOVES, [state]) if its == state]:
        with transaction.atomic(), pytest.raises(Refused):
            do(w, tender, event)
        tender.refresh_from_db()
        assert tender.state == state, event
