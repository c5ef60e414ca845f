"""What money refuses: days to come, invoices before their act, acts without the changes, papers of lost work."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.clients.models import Engagement
from svyazka.clients.steps import move_engagement
from svyazka.deals.models import Contract
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.kit.models import Counter
from svyazka.money import actions, queries
from svyazka.money.models import Act, Invoice, Payment
from svyazka.money.tests import make
from svyazka.people.models import LegalEntity, TaxProfile
from svyazka.projects.actions import stop_project
from svyazka.projects.models import Stage

pytestmark = pytest.mark.django_db
AT = make.MONDAY


@pytest.mark.parametrize("day", [date(2099, 1, 1), date(2026, 4, 9), date(1999, 1, 1)])
def test_an_act_is_signed_on_no_strange_day_and_draws_no_number_by_it(day):
    w = make.world()
    act = make.act(w)

    with pytest.raises(Refused):
        actions.sign_act(act, signed_on=day, by=w.anna, at=AT)

    assert (Act.objects.get().number, Counter.objects.filter(series__startswith="act").exists()) == ("", False)


def test_a_payment_is_not_of_a_day_to_come():
    w = make.world()
    invoice = make.issued(w)
    with pytest.raises(Refused):
        actions.record_payment(invoice, amount_kopecks=100, paid_on=date(2099, 1, 1), by=w.finance, at=AT)
    assert not Payment.objects.exists()


def test_an_invoice_is_prepared_on_a_draft_act_and_issued_on_one_that_was_sent():
    w = make.world()
    act = make.act(w)
    invoice = actions.draft_invoice(w.stage, due_on=make.DUE, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.issue_invoice(invoice, by=w.finance, at=AT)
    actions.send_act(act, by=w.anna, at=AT)
    invoice = actions.issue_invoice(invoice, by=w.finance, at=AT)
    make.pay(w, invoice, 36_000_000)
    assert (Stage.objects.get().state, Engagement.objects.get().closed_at) == ("accepted", None)

    actions.sign_act(act, signed_on=make.DAY, by=w.anna, at=AT)

    assert (Stage.objects.get().state, Engagement.objects.get().state, Contract.objects.get().state) == ("paid", "done", "closed")


def test_the_vat_of_an_act_does_not_move_after_its_invoice():
    w = make.world()
    act = actions.send_act(make.act(w), by=w.anna, at=AT)
    invoice = actions.issue_invoice(actions.draft_invoice(w.stage, due_on=make.DUE, by=w.anna, at=AT), by=w.finance, at=AT)
    entity = LegalEntity.objects.get()
    TaxProfile.objects.filter(entity=entity).update(ends_on=date(2026, 3, 3))
    TaxProfile.objects.create(entity=entity, regime="usn", vat_mode="included", vat_percent=5, starts_on=date(2026, 3, 3))

    actions.sign_act(act, signed_on=date(2026, 3, 4), by=w.anna, at=AT + timedelta(days=2))

    act, invoice = Act.objects.get(), Invoice.objects.get()
    assert (act.vat_percent, act.vat_kopecks, act.total_kopecks) == (invoice.vat_percent, invoice.vat_kopecks, invoice.total_kopecks)
    assert act.vat_percent is None


def test_no_act_while_a_change_of_the_stage_waits_for_an_answer():
    w = make.make.world()
    change = make.make.turned_away(w, make.make.remarked(w))
    w.stage.refresh_from_db()
    make.make.accepted(w)
    with pytest.raises(Refused, match="1"):
        make.act(w)

    make.make.settle_change(change, agreed=False, evidence="письмо", by=w.anna, at=AT)

    assert make.act(w).total_kopecks == 36_000_000


def test_nothing_but_money_that_came_is_written_on_a_lost_engagement():
    w = make.world()
    invoice = make.invoice(w)
    issued = actions.issue_invoice(invoice, by=w.finance, at=AT)
    move_engagement(w.engagement, "lost", at=AT)
    act = Act.objects.get()
    for write in (
        lambda: make.act(w),
        lambda: actions.send_act(act, by=w.anna, at=AT),
        lambda: actions.sign_act(act, signed_on=make.DAY, by=w.anna, at=AT),
        lambda: actions.refuse_act(act, reason="нет", by=w.anna, at=AT),
        lambda: actions.draft_invoice(w.stage, due_on=make.DUE, by=w.anna, at=AT),
        lambda: actions.issue_invoice(issued, by=w.finance, at=AT),
    ):
        with pytest.raises(Refused, match=r"closed|закрыта"):
            write()
    assert make.pay(w, issued, 100).amount_kopecks == 100


def test_an_invoice_is_cancelled_with_a_reason_before_anything_is_paid_and_its_number_stays_used():
    w = make.world()
    invoice = make.issued(w)
    with pytest.raises(Refused):
        actions.void_invoice(invoice, reason=" ", by=w.anna, at=AT)
    with pytest.raises(NotYourDuty):
        actions.void_invoice(invoice, reason="ошибка", by=w.pavel, at=AT)
    assert actions.void_invoice(invoice, reason="ошибка", by=w.anna, at=AT).state == "void"
    again = actions.draft_invoice(w.stage, due_on=make.DUE, by=w.anna, at=AT)
    again = actions.issue_invoice(again, by=w.finance, at=AT)
    assert (again.number, queries.invoice_of(w.stage)) == ("2", again)
    make.pay(w, again, 100)
    with pytest.raises(Refused):
        actions.void_invoice(again, reason="поздно", by=w.anna, at=AT)


def test_an_act_with_an_invoice_or_a_signature_is_not_cancelled():
    w = make.world()
    act = make.act(w)
    invoice = actions.draft_invoice(w.stage, due_on=make.DUE, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.void_act(act, reason="ошибка", by=w.anna, at=AT)
    actions.void_invoice(invoice, reason="ошибка", by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.void_act(act, reason="", by=w.anna, at=AT)
    assert actions.void_act(act, reason="ошибка", by=w.anna, at=AT).state == "void"
    signed = make.signed(w)
    with pytest.raises(Refused):
        actions.void_act(signed, reason="ошибка", by=w.anna, at=AT)


def test_a_correction_takes_back_what_is_left_of_a_payment_and_is_not_corrected_itself():
    w = make.world()
    invoice = make.issued(w)
    payment = make.pay(w, invoice, 36_000_000)
    assert Contract.objects.get().state == "closed"
    first = actions.correct_payment(payment, amount_kopecks=30_000_000, reason="возврат", by=w.finance, at=AT)
    assert Contract.objects.get().state == "running"
    for target, kopecks in ((payment, 6_000_001), (first, 1), (payment, 0), (payment, -1)):
        with pytest.raises(Refused):
            actions.correct_payment(target, amount_kopecks=kopecks, reason="ещё", by=w.finance, at=AT)
    with pytest.raises(NotYourDuty):
        actions.correct_payment(payment, amount_kopecks=1, reason="ещё", by=w.anna, at=AT)

    actions.correct_payment(payment, amount_kopecks=6_000_000, reason="возврат", by=w.finance, at=AT)

    assert (Invoice.objects.get().state, queries.left_of(payment), queries.paid_sum(invoice)) == ("issued", 0, 0)


def test_a_stopped_project_is_all_paid_when_what_was_accepted_is_paid():
    w = make.world()
    make.make.add_stage(w.project, w.pavel, w.dev)
    type(w.project).objects.update(state="running", done_at=None)
    payment = make.pay(w, make.issued(w), 36_000_000)
    assert Engagement.objects.get().closed_at is None
    stop_project(w.project, reason="клиент закрылся", by=w.anna, at=AT)
    assert Engagement.objects.get().state == "done"
    actions.correct_payment(payment, amount_kopecks=100, reason="ошибка", by=w.finance, at=AT)
    assert Engagement.objects.get().state == "delivery"

    make.pay(w, Invoice.objects.get(), 100)

    assert (Engagement.objects.get().state, Contract.objects.get().state) == ("done", "terminated")
    assert queries.margin_of(w.engagement).revenue_kopecks == Decimal(36_000_000)
