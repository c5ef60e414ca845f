"""Amendments wait for both signatures: nothing changes before; orders widen a frame; two at once get two numbers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from svyazka.deals import actions
from svyazka.deals.models import Amendment, AmendmentStage, Contract
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY, PRICE
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
DAY = date(2026, 3, 2)


def draft(w, contract, **told) -> Amendment:
    return actions.draft_amendment(contract, by=w.anna, at=MONDAY, **{"reason": "Добавлен блог", **told})


def sign(w, amendment, **told) -> Amendment:
    return actions.sign_amendment(amendment, by=w.anna, at=MONDAY, **{"signed_on": DAY, **told})


def test_nothing_changes_until_both_have_signed():
    w = make.world()
    contract = make.signed(w, 16_000_000, 20_000_000)
    first, second = contract.stages.all()
    amendment = draft(w, contract, stages=make.stages(5_000_000), changed=[{"stage_id": first.pk, "value_kopecks": 17_000_000, "due_on": DAY}],
                      removed=[second.pk], terms={"acceptance_days": 10})  # fmt: skip
    assert (amendment.number, amendment.state, amendment.added_kopecks) == (1, "draft", 5_000_000 + 1_000_000 - 20_000_000)
    actions.send_amendment(amendment, by=w.anna, at=MONDAY)
    now = Contract.objects.get()
    assert (now.price_kopecks, now.acceptance_days, now.stages.count()) == (PRICE, 5, 2)
    assert not Entry.objects.filter(verb="deals.amended").exists()

    sign(w, amendment, signed_for_client="Ким А. Б.")

    now = Contract.objects.get()
    assert (now.price_kopecks, now.acceptance_days, now.state) == (22_000_000, 10, "signed")
    assert [(s.title, s.value_kopecks, s.due_on) for s in now.stages.all()] == [("Этап 1", 17_000_000, DAY), ("Этап 1", 5_000_000, date(2026, 5, 1))]
    gone = AmendmentStage.objects.get(change="removed")
    assert (gone.stage, gone.was_title, gone.was_kopecks) == (None, "Этап 2", 20_000_000)
    entry = Entry.objects.get(verb="deals.amended")
    assert (entry.facts["way_back"], entry.facts["kopecks"]) == ("contract", -14_000_000)
    assert Amendment.objects.get().signed_for_client == "Ким А. Б."


def test_an_amendment_of_a_day_is_in_force_at_once():
    w = make.world()
    contract = make.signed(w)
    amendment = actions.amend_contract(contract, reason="Добавлен блог", stages=make.stages(5_000_000), by=w.anna, at=MONDAY)
    assert (amendment.state, amendment.signed_on) == ("signed", MONDAY.date())
    assert Contract.objects.get().price_kopecks == PRICE + 5_000_000
    with pytest.raises(Refused):
        actions.amend_contract(contract, reason="далеко", signed_on=MONDAY.date() + timedelta(days=40), by=w.anna, at=MONDAY)
    assert Amendment.objects.count() == 1


def test_an_amendment_with_the_client_is_written_anew_and_withdrawn():
    w = make.world()
    amendment = actions.send_amendment(draft(w, make.signed(w), stages=make.stages(1)), by=w.anna, at=MONDAY)
    edited = actions.edit_amendment(amendment, reason="Добавлены блог и лента", stages=make.stages(2, 3), by=w.anna, at=MONDAY)
    assert (edited.state, edited.added_kopecks, edited.changes.count(), edited.number) == ("draft", 5, 2, 1)
    with pytest.raises(Refused):
        actions.withdraw_amendment(amendment, reason=" ", by=w.anna, at=MONDAY)
    assert actions.withdraw_amendment(amendment, reason="передумали", by=w.head, at=MONDAY).state == "withdrawn"
    for act in (lambda: sign(w, amendment), lambda: actions.send_amendment(amendment, by=w.anna, at=MONDAY),
                lambda: actions.edit_amendment(amendment, reason="ещё", by=w.anna, at=MONDAY)):  # fmt: skip
        with pytest.raises(Refused):
            act()
    assert Contract.objects.get().stages.count() == 1


@pytest.mark.parametrize(
    ("told", "error"),
    [({"reason": " "}, Refused), ({"kind": "poem"}, Malformed), ({"kind": "order", "stages": make.stages(1)}, Refused),
     ({"terms": {"acceptance_days": 0}}, Refused), ({"terms": {"kind": "tm"}}, Malformed), ({"terms": {"retainer": {"count": 2}}}, Malformed),
     ({"stages": [make.stages(1)[0] | {"advance_percent": 200}]}, Refused), ({"stages": make.stages(0)}, Refused),
     ({"removed": [10**9]}, Malformed), ({"changed": [{"stage_id": 10**9}]}, Malformed)],
)  # fmt: skip
def test_what_a_draft_of_an_amendment_refuses(told, error):
    w = make.world()
    contract = make.signed(w)
    with pytest.raises(error):
        draft(w, contract, **told)
    assert not Amendment.objects.exists()


def test_a_contract_keeps_a_stage_and_is_amended_by_whoever_runs_it():
    w = make.world()
    contract = make.drafted(w)
    with pytest.raises(Refused):
        draft(w, contract)
    actions.sign_contract(contract, signed_on=DAY, by=w.anna, at=MONDAY)
    only = contract.stages.get()
    with pytest.raises(Refused):
        draft(w, contract, removed=[only.pk])
    with pytest.raises(Malformed):
        draft(w, contract, removed=[only.pk], changed=[{"stage_id": only.pk, "title": "Дважды"}])
    with pytest.raises(NotYourDuty):
        actions.draft_amendment(contract, reason="блог", by=w.pavel, at=MONDAY)
    amendment = draft(w, contract, terms={"payment_days": 9})
    with pytest.raises(Refused):
        sign(w, amendment, signed_on=DAY - timedelta(days=30))
    assert actions.sign_amendment(amendment, signed_on=DAY, by=w.head, at=MONDAY).state == "signed"


def test_of_two_drafts_that_take_out_a_stage_each_the_second_is_refused():
    w = make.world()
    contract = make.signed(w, 16_000_000, 20_000_000)
    first, second = (draft(w, contract, removed=[stage.pk]) for stage in contract.stages.all())
    sign(w, first)
    with pytest.raises(Refused, match=r"without stages|без этапов"):
        sign(w, second)
    now = Contract.objects.get()
    assert (now.price_kopecks, now.stages.count(), Amendment.objects.get(pk=second.pk).state) == (20_000_000, 1, "draft")


def test_a_stage_that_changed_after_the_draft_is_not_written_over():
    w = make.world()
    contract = make.signed(w, 16_000_000, 20_000_000)
    stage = contract.stages.first()
    first = draft(w, contract, changed=[{"stage_id": stage.pk, "value_kopecks": 17_000_000}])
    second = draft(w, contract, changed=[{"stage_id": stage.pk, "title": "Иначе"}])
    third = draft(w, contract, removed=[stage.pk])
    sign(w, first)
    for late in (second, third):
        with pytest.raises(Refused, match="Этап 1"):
            sign(w, late)
    assert contract.stages.get(pk=stage.pk).value_kopecks == 17_000_000


def test_an_amendment_that_changes_nothing_is_not_signed():
    w = make.world()
    contract = make.signed(w)
    stage = contract.stages.get()
    for told in ({}, {"terms": {"payment_days": contract.payment_days}}, {"changed": [{"stage_id": stage.pk, "title": stage.title}]}):
        with pytest.raises(Refused, match=r"nothing|ничего"):
            sign(w, draft(w, contract, **told))
    assert sign(w, draft(w, contract, changed=[{"stage_id": stage.pk, "advance_percent": 30}])).state == "signed"


def test_orders_widen_a_frame_and_are_no_way_back():
    w = make.world()
    make.offered(w)
    frame = make.draft_frame(w)
    assert (frame.price_kopecks, frame.stages.count()) == (0, 0)
    actions.sign_contract(frame, signed_on=DAY, by=w.anna, at=MONDAY)
    first, second = (draft(w, frame, kind="order", reason=f"Заявка на раздел {n}", stages=make.stages(5_000_000)) for n in (1, 2))
    amendment = draft(w, frame, terms={"payment_days": 20})
    assert (first.number, second.number, amendment.number) == (1, 2, 1)
    with pytest.raises(Refused):
        draft(w, frame, kind="order", stages=make.stages(1), terms={"payment_days": 20})
    with pytest.raises(Refused):
        draft(w, frame, kind="order")
    sign(w, second)
    assert (Contract.objects.get().price_kopecks, Contract.objects.get().stages.count()) == (5_000_000, 1)
    assert Notice.objects.filter(text_verb="deals.ordered").count() + Entry.objects.filter(verb="deals.ordered").count() == 2
    assert not Entry.objects.filter(facts__has_key="way_back", verb__startswith="deals.").exists()


def test_a_retainer_changes_from_the_next_period_on():
    w = make.world()
    contract = make.retained(w)
    assert [p.state for p in contract.periods.all()] == ["open", "planned", "planned"]
    with pytest.raises(Malformed):
        draft(w, contract, removed=[contract.stages.first().pk])
    amendment = draft(w, contract, terms={"retainer": {"count": 4, "hours": "50", "fee_kopecks": 15_000_000}})
    assert amendment.added_kopecks == 2 * 3_000_000 + 15_000_000
    sign(w, amendment)
    told = [(p.number, p.hours, p.fee_kopecks, p.state, p.stage.value_kopecks) for p in contract.periods.all()]
    assert told == [(1, 40, 12_000_000, "open", 12_000_000), (2, 50, 15_000_000, "planned", 15_000_000),
                    (3, 50, 15_000_000, "planned", 15_000_000), (4, 50, 15_000_000, "planned", 15_000_000)]  # fmt: skip
    assert Contract.objects.get().price_kopecks == 57_000_000
    shorter = draft(w, contract, terms={"retainer": {"count": 2}})
    sign(w, shorter)
    assert [p.state for p in contract.periods.all()] == ["open", "planned", "cancelled", "cancelled"]
    assert Contract.objects.get().price_kopecks == 27_000_000
    sign(w, draft(w, contract, terms={"retainer": {"count": 3, "hours": str(Decimal("45.5"))}}))
    assert [(p.hours, p.state) for p in contract.periods.all()] == [
        (40, "open"), (Decimal("45.5"), "planned"), (Decimal("45.5"), "planned"), (50, "cancelled")]  # fmt: skip
    with pytest.raises(Refused):
        draft(w, contract, terms={"retainer": {"count": 0}})


@pytest.mark.django_db(transaction=True)
def test_two_who_amend_at_once_get_two_numbers():
    w = make.world()
    contract = make.signed(w)

    def one(n: int):
        try:
            return actions.amend_contract(contract, reason=f"Раздел {n}", stages=make.stages(1_000_000), by=w.anna, at=MONDAY).number
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(one, range(2))) == [1, 2]
    now = Contract.objects.get()
    assert now.price_kopecks == PRICE + 2_000_000 and sorted(s.position for s in now.stages.all()) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_one_amendment_at_once_one_signs():
    w = make.world()
    amendment = draft(w, make.signed(w), stages=make.stages(1_000_000))

    def one(_hand):
        try:
            return sign(w, amendment).state
        except Refused as refused:
            return refused.status
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(one, range(2)), key=str) == [409, "signed"]
    assert Contract.objects.get().price_kopecks == PRICE + 1_000_000
