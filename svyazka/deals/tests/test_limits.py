"""What deals refuse: a closed engagement, papers of strange days, prices nobody approved, contracts beside the price."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from svyazka.clients.models import Engagement
from svyazka.clients.steps import move_engagement
from svyazka.deals import actions
from svyazka.deals.jobs import expire_proposals
from svyazka.deals.models import Contract, Estimate, Proposal
from svyazka.deals.queries import outdated
from svyazka.deals.steps import move_contract
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY, PRICE
from svyazka.kit.errors import Refused
from svyazka.people.queries import system

pytestmark = pytest.mark.django_db


def lost(w) -> None:
    move_engagement(w.engagement, "lost", at=MONDAY)


def test_nothing_is_written_on_a_lost_engagement():
    w = make.world()
    estimate = make.estimated(w)
    proposal = make.offer(w, estimate)
    contract = make.draft(w)
    lost(w)
    told = {"by": w.anna, "at": MONDAY}
    for write in (
        lambda: actions.build_estimate(w.engagement, brief_id=estimate.brief_id, lines=make.LINES, by=w.pavel, at=MONDAY),
        lambda: actions.approve_estimate(estimate, by=w.head, at=MONDAY),
        lambda: make.offer(w, estimate),
        lambda: actions.answer_proposal(proposal, accepted=True, **told),
        lambda: make.draft(w),
        lambda: actions.send_contract(contract, **told),
        lambda: actions.sign_contract(contract, signed_on=MONDAY.date(), **told),
        lambda: actions.terminate_contract(contract, reason="лид потерян", **told),
    ):
        with pytest.raises(Refused, match=r"closed|закрыта"):
            write()
    assert (Proposal.objects.get().state, Contract.objects.get().state) == ("sent", "draft")


def test_a_proposal_is_not_valid_until_a_day_that_has_passed():
    w = make.world()
    estimate = make.estimated(w)
    for day in (date(1999, 1, 1), MONDAY.date() - timedelta(days=1)):
        with pytest.raises(Refused):
            actions.send_proposal(estimate, price_kopecks=PRICE, valid_until_on=day, by=w.anna, at=MONDAY)


def test_a_contract_is_not_signed_before_its_price_was_offered():
    w = make.world()
    contract = make.drafted(w)
    for day in (date(1999, 1, 1), MONDAY.date() - timedelta(days=2)):
        with pytest.raises(Refused):
            actions.sign_contract(contract, signed_on=day, by=w.anna, at=MONDAY)
    assert actions.sign_contract(contract, signed_on=MONDAY.date(), by=w.anna, at=MONDAY).state == "signed"


def test_the_head_approves_a_price_and_not_whatever_comes_later():
    w = make.world()
    estimate = make.estimated(w)
    approved = actions.approve_estimate(estimate, price_kopecks=20_000_000, by=w.head, at=MONDAY)
    assert (approved.state, approved.approved_price_kopecks) == ("approved", 20_000_000)
    for kopecks in (19_999_999, 1):
        with pytest.raises(Refused):
            make.offer(w, estimate, kopecks)
    assert make.offer(w, estimate, 20_000_000).price_kopecks == 20_000_000

    actions.approve_estimate(estimate, price_kopecks=19_000_000, by=w.head, at=MONDAY)

    assert make.offer(w, estimate, 19_000_000).price_kopecks == 19_000_000


def test_an_approval_without_a_price_is_of_the_estimate_s_own():
    w = make.world()
    estimate = make.estimated(w, lines=[{**make.LINES[0], "rate_kopecks": 200_000}])
    with pytest.raises(Refused):
        make.offer(w, estimate, 24_000_000)

    assert actions.approve_estimate(estimate, by=w.head, at=MONDAY).approved_price_kopecks == 24_000_000

    with pytest.raises(Refused):
        make.offer(w, estimate, 23_999_999)
    assert make.offer(w, estimate, 24_000_000).state == "sent"


def test_a_price_far_above_the_estimate_is_the_head_s():
    w = make.world()
    estimate = make.estimated(w)
    for kopecks in (3 * PRICE + 1, 10**13):
        with pytest.raises(Refused, match="300"):
            make.offer(w, estimate, kopecks)
    assert make.offer(w, estimate, 3 * PRICE).state == "sent"
    actions.approve_estimate(estimate, price_kopecks=4 * PRICE, by=w.head, at=MONDAY)
    assert make.offer(w, estimate, 4 * PRICE).state == "sent"


def test_nothing_is_no_discount_but_no_price():
    w = make.world()
    estimate = make.estimated(w, passed=[{"kind": "licence", "title": "Битрикс", "sum_kopecks": 9_000_000}])
    for kopecks in (0, 1):
        with pytest.raises(Refused) as refused:
            make.offer(w, estimate, kopecks)
        assert len(refused.value.reasons) == 1 and "%" not in str(refused.value)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(("changed", "reserve"), [({"hours": Decimal(0)}, 0), ({"rate_kopecks": -1}, 0), ({}, 101), ({}, -1)])
def test_an_estimate_of_strange_figures_is_refused(changed, reserve):
    w = make.world()
    with pytest.raises(Refused):
        make.estimated(w, lines=[{**make.LINES[0], **changed}], reserve_percent=Decimal(reserve))
    assert not Estimate.objects.exists()


@pytest.mark.parametrize(
    ("kind", "values"),
    [("tm", (1,)), ("retainer", (PRICE, 299_999)), ("tm_capped", (PRICE + 1,)), ("tm_capped", (1,)), ("fixed", (1,))],
)
def test_no_contract_of_any_kind_leaves_the_price_behind(kind, values):
    w = make.world()
    make.offered(w)
    with pytest.raises(Refused):
        make.draft(w, *values, kind=kind)
    assert make.draft(w, PRICE, kind=kind).kind == kind


def test_terms_that_cannot_be_kept_are_refused():
    w = make.world()
    make.offered(w)
    for told in ({"acceptance_days": -5}, {"rounds_included": -1}, {"round_price_kopecks": -1}):
        with pytest.raises(Refused):
            make.draft(w, **told)


def test_a_price_expires_after_its_day_unless_a_contract_rests_on_it():
    w = make.world()
    estimate = make.estimated(w)
    first, second = make.offer(w, estimate), make.offer(w, estimate, message="Ещё раз")
    make.draft(w)
    third = make.offer(w, estimate, message="И ещё")
    assert Contract.objects.get().proposal == second
    assert not outdated(date(2026, 3, 20)).exists()
    assert [found.pk for found in outdated(date(2026, 3, 21))] == [third.pk]

    assert (expire_proposals(), expire_proposals()) == (1, 0)

    assert {row.pk: row.state for row in Proposal.objects.all()} == {first.pk: "replaced", second.pk: "sent", third.pk: "expired"}
    with pytest.raises(Refused):
        actions.answer_proposal(first, accepted=True, by=w.anna, at=MONDAY)


def test_a_draft_on_a_declined_price_is_ended_and_another_follows():
    w = make.world()
    contract = make.drafted(w)
    actions.answer_proposal(contract.proposal, accepted=False, reason="дорого", by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        actions.sign_contract(contract, signed_on=MONDAY.date(), by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        actions.terminate_contract(contract, reason=" ", by=w.anna, at=MONDAY)

    ended = actions.terminate_contract(contract, reason="цена отклонена", by=w.anna, at=MONDAY)

    assert (ended.state, Engagement.objects.get().closed_at) == ("terminated", None)
    make.offer(w, Estimate.objects.get())
    assert make.draft(w).number == "Д-2026-002"


def test_a_signed_contract_ends_with_its_engagement_and_a_running_one_with_its_project():
    w = make.world()
    contract = make.signed(w)
    move_contract(contract, "run")
    with pytest.raises(Refused):
        actions.terminate_contract(contract, reason="передумали", by=w.anna, at=MONDAY)
    Contract.objects.update(state="signed")

    actions.terminate_contract(contract, reason="передумали", by=w.head, at=MONDAY)

    assert (Contract.objects.get().state, Engagement.objects.get().state) == ("terminated", "lost")


def test_a_closed_contract_is_in_force_again_by_an_amendment():
    w = make.world()
    contract = make.signed(w)
    for event in ("run", "close"):
        move_contract(contract, event)

    actions.amend_contract(contract, reason="ещё раздел", stages=make.stages(5_000_000), by=w.anna, at=MONDAY)

    assert Contract.objects.get().state == "running"


def test_an_expired_price_is_offered_anew():
    w = make.world()
    proposal = make.offered(w)
    with pytest.raises(Refused):
        actions.expire_proposal(proposal, by=system(), at=MONDAY)
    actions.expire_proposal(proposal, by=system(), at=MONDAY + timedelta(days=30))
    with pytest.raises(Refused):
        make.draft(w)
    assert make.offer(w, proposal.estimate).state == "sent"


@pytest.mark.django_db(transaction=True)
def test_two_hands_at_once_give_two_editions_and_one_contract():
    w = make.world()
    proposal = make.offered(w)
    brief = proposal.estimate.brief_id

    def at_once(act) -> list:
        def one(_hand):
            try:
                return act()
            except Refused as refused:
                return refused.status
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as hands:
            return list(hands.map(one, range(2)))

    made = at_once(lambda: actions.build_estimate(w.engagement, brief_id=brief, lines=make.LINES, by=w.pavel, at=MONDAY))
    assert sorted(estimate.edition for estimate in made) == [2, 3]
    drafted = at_once(lambda: make.draft(w))
    assert sum(one == 409 for one in drafted) == 1 and Contract.objects.count() == 1
