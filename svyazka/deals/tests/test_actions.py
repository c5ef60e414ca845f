"""Stories of estimates, proposals and contracts, and their refusals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.briefs.actions import make_promise
from svyazka.briefs.models import Promise
from svyazka.briefs.tests import make as briefs
from svyazka.deals.actions import (
    amend_contract,
    answer_proposal,
    approve_estimate,
    build_estimate,
    disagree_contract,
    draft_contract,
    send_contract,
    sign_contract,
)
from svyazka.deals.models import Contract, Estimate
from svyazka.deals.queries import sees_cost, totals_of
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY, PRICE
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.models import TaxProfile

pytestmark = pytest.mark.django_db


def test_the_walk_from_the_verdict_to_the_signature():
    w = make.world()
    proposal = make.offered(w)
    assert proposal.number == "КП-2026-001" and proposal.vat_percent is None
    assert Promise.objects.get().state == "given"
    answer_proposal(proposal, accepted=True, by=w.anna, at=MONDAY)
    contract = make.draft(w, 16_000_000, 20_000_000)
    assert (contract.number, contract.price_kopecks, contract.vat_basis) == ("Д-2026-001", PRICE, "п. 1 ст. 145 НК РФ")
    signed = sign_contract(contract, signed_on=date(2026, 3, 1), by=w.head, at=MONDAY)
    assert signed.state == "signed" and signed.stages.count() == 2
    assert w.engagement.briefs.get().state == "agreed"


def test_cost_comes_from_the_dated_card_and_only_some_see_it():
    w = make.world()
    sums = totals_of(make.estimated(w))
    assert (sums.price_kopecks, sums.cost_kopecks, sums.margin_percent()) == (PRICE, 18_000_000, Decimal("50.0"))
    seen = {who.username: sees_cost(who, w.engagement, MONDAY) for who in (w.anna, w.pavel, w.maria, w.head, w.dev)}
    assert seen == {"anna": False, "pavel": False, "maria": False, "head": True, "dev": False}


def test_what_an_estimate_refuses():
    w = make.world()
    brief = briefs.judged(w)
    with pytest.raises(NotYourDuty) as denied:
        build_estimate(w.engagement, brief_id=brief.pk, lines=make.LINES, by=w.anna, at=MONDAY)
    assert denied.value.duty == "estimate.build" and denied.value.held_by[0]["login"] == "pavel"
    with pytest.raises(Refused):
        build_estimate(w.engagement, brief_id=brief.pk, lines=[], by=w.pavel, at=MONDAY)
    for changed in ({"specialism": "juggler"}, {"clause_id": 10**9}):
        with pytest.raises(Malformed):
            build_estimate(w.engagement, brief_id=brief.pk, lines=[{**make.LINES[0], **changed}], by=w.pavel, at=MONDAY)
    with pytest.raises(Malformed):
        build_estimate(w.engagement, brief_id=brief.pk + 1, lines=make.LINES, by=w.pavel, at=MONDAY)


def test_no_price_leaves_while_a_promise_waits():
    w = make.world()
    estimate = make.estimated(w)
    make_promise(w.engagement, kind="feature", text="И чат в подарок", by=w.anna, at=MONDAY)
    with pytest.raises(Refused, match="И чат в подарок"):
        make.offer(w, estimate)


def test_no_price_leaves_for_a_former_or_unjudged_edition():
    w = make.world()
    estimate = make.estimated(w)
    briefs.written(w, promises=[])
    with pytest.raises(Refused) as refused:
        make.offer(w, estimate)
    assert len(refused.value.reasons) == 2


def test_below_the_floor_the_head_approves_and_not_the_builder():
    w = make.world()
    estimate = make.estimated(w)
    with pytest.raises(Refused):
        make.offer(w, estimate, 20_000_000)
    with pytest.raises(NotYourDuty) as denied:
        approve_estimate(estimate, by=w.pavel, at=MONDAY)
    assert denied.value.duty == "estimate.approve"
    approve_estimate(estimate, price_kopecks=20_000_000, by=w.head, at=MONDAY)
    assert make.offer(w, estimate, 20_000_000).price_kopecks == 20_000_000
    Estimate.objects.filter(pk=estimate.pk).update(made_by=w.head)
    with pytest.raises(Refused, match=r"eyes|глаз"):
        approve_estimate(estimate, by=w.head, at=MONDAY)


def test_the_pm_does_not_offer():
    w = make.world()
    estimate = make.estimated(w)
    w.anna = w.pavel
    with pytest.raises(NotYourDuty):
        make.offer(w, estimate)


def test_a_declined_price_is_not_accepted_later():
    w = make.world()
    proposal = make.offered(w)
    answer_proposal(proposal, accepted=False, reason="дорого", by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        answer_proposal(proposal, accepted=True, by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        make.draft(w)


def test_stages_add_up_unless_time_is_sold():
    w = make.world()
    make.offered(w)
    with pytest.raises(Refused):
        make.draft(w, PRICE - 1)
    assert make.draft(w, PRICE - 1, kind="tm").price_kopecks == PRICE - 1
    with pytest.raises(Refused):
        make.draft(w)


def test_what_a_draft_refuses():
    w = make.world()
    with pytest.raises(Refused):
        make.draft(w)
    make.offered(w)
    for changed in ({"kind": "gift"}, {"legal_entity": 10**9}):
        with pytest.raises(Malformed):
            draft_contract(w.engagement, **{"kind": "fixed", "legal_entity": 1, "stages": make.stages(PRICE), **changed},
                           by=w.anna, at=MONDAY)  # fmt: skip


def test_the_way_to_signature_with_disagreements():
    w = make.world()
    contract = send_contract(make.drafted(w), by=w.anna, at=MONDAY)
    assert disagree_contract(contract, reason="пеня", by=w.anna, at=MONDAY).state == "disagreement"
    assert send_contract(contract, by=w.anna, at=MONDAY).state == "with_client"
    with pytest.raises(NotYourDuty):
        sign_contract(contract, signed_on=date(2026, 3, 1), by=w.pavel, at=MONDAY)
    with pytest.raises(Refused):
        sign_contract(contract, signed_on=date(2026, 4, 9), by=w.anna, at=MONDAY)
    sign_contract(contract, signed_on=date(2026, 3, 2), by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        sign_contract(contract, signed_on=date(2026, 3, 2), by=w.anna, at=MONDAY)


def test_an_amendment_adds_stages_and_is_counted():
    w = make.world()
    with pytest.raises(Refused):
        amend_contract(make.drafted(w), reason="рано", by=w.anna, at=MONDAY)
    contract = sign_contract(Contract.objects.get(), signed_on=date(2026, 3, 1), by=w.anna, at=MONDAY)
    amend_contract(contract, reason="Добавлен блог", stages=make.stages(5_000_000), by=w.anna, at=MONDAY)
    contract = Contract.objects.get()
    assert contract.price_kopecks == PRICE + 5_000_000 and contract.stages.count() == 2
    assert Entry.objects.get(verb="deals.amended").facts["way_back"] == "contract"


def test_an_old_paper_keeps_its_vat():
    w = make.world()
    contract = make.drafted(w)
    profile = TaxProfile.objects.get()
    TaxProfile.objects.filter(pk=profile.pk).update(ends_on=MONDAY.date() + timedelta(days=1))
    TaxProfile.objects.create(entity=profile.entity, regime="usn", vat_mode="included", vat_percent=5,
                              starts_on=MONDAY.date() + timedelta(days=1))  # fmt: skip
    contract.refresh_from_db()
    assert contract.vat_percent is None
