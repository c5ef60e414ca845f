"""From the accepted result to the closed engagement: acts, invoices, payments, and their refusals."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from svyazka.clients.models import Engagement
from svyazka.deals.models import RateCard
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.kit.models import Counter
from svyazka.kit.numbers import next_number
from svyazka.kit.papers import Picture, as_docx, as_pdf
from svyazka.money import actions, papers, queries
from svyazka.money.models import Act, Invoice, Payment
from svyazka.money.tests import make
from svyazka.people.models import LegalEntity, Specialism, TaxProfile
from svyazka.projects.models import Stage
from svyazka.work.models import TimeEntry

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
AT = make.MONDAY


def test_the_accepted_stage_is_papered_billed_paid_and_closes_the_engagement():
    w = make.world()

    act = make.signed(w)
    assert (act.state, act.number, act.total_kopecks, act.vat_kopecks) == ("signed", "1", 36_000_000, 0)
    invoice = actions.draft_invoice(w.stage, due_on=make.DUE, by=w.anna, at=AT)
    assert (invoice.state, invoice.number, invoice.total_kopecks) == ("draft", "", act.total_kopecks)
    invoice = actions.issue_invoice(invoice, by=w.finance, at=AT)
    assert (invoice.number, invoice.issued_on) == ("1", make.DAY)

    make.pay(w, invoice, 10_000_000)
    assert (Invoice.objects.get().state, queries.open_sum(invoice)) == ("part_paid", 26_000_000)
    make.pay(w, invoice, 26_000_000)

    assert (Invoice.objects.get().state, Stage.objects.get(pk=w.stage.pk).state) == ("paid", "paid")
    assert Engagement.objects.get(pk=w.engagement.pk).state == "done"


def test_there_is_no_act_before_the_client_accepts_and_no_invoice_before_the_act():
    w = make.make.world()
    with pytest.raises(Refused):
        make.act(w)
    with pytest.raises(Refused):
        actions.draft_invoice(w.stage, due_on=make.DUE, by=w.anna, at=AT)
    make.make.accepted(w)
    w.stage.refresh_from_db()
    make.act(w)
    with pytest.raises(Refused):
        make.act(w)


def test_the_am_prepares_and_only_finance_gives_the_number():
    w = make.world()
    with pytest.raises(NotYourDuty) as denied:
        actions.draft_act(w.stage, by=w.pavel, at=AT)
    assert (denied.value.duty, denied.value.held_by[0]["login"]) == ("invoice.act", "anna")
    invoice = make.invoice(w)

    with pytest.raises(NotYourDuty) as denied:
        actions.issue_invoice(invoice, by=w.anna, at=AT)
    assert denied.value.held_by[0]["login"] == "finance"
    with pytest.raises(NotYourDuty):
        actions.record_payment(invoice, amount_kopecks=1, paid_on=make.DAY, by=w.anna, at=AT)
    with pytest.raises(Refused):
        make.pay(w, invoice, 1)


@pytest.mark.parametrize(("kopecks", "told"), [(36_000_001, {}), (0, {}), (-5, {}), (100, {"currency": "USD"})])
def test_a_payment_beyond_the_open_sum_or_in_another_currency_is_refused(kopecks, told):
    w = make.world()
    invoice = make.issued(w)

    with pytest.raises(Refused) as refused:
        make.pay(w, invoice, kopecks, **told)

    assert refused.value.status == 409
    assert not Payment.objects.exists()


def test_a_payment_never_changes_and_a_correction_is_a_row_with_its_reason():
    w = make.world()
    invoice = make.issued(w)
    payment = make.pay(w, invoice, 36_000_000)
    for change in (lambda: Payment.objects.update(amount_kopecks=1), lambda: Payment.objects.all().delete()):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()

    with pytest.raises(Refused):
        actions.correct_payment(payment, amount_kopecks=36_000_001, reason="не то", by=w.finance, at=AT)
    with pytest.raises(Refused):
        actions.correct_payment(payment, amount_kopecks=100, reason=" ", by=w.finance, at=AT)
    actions.correct_payment(payment, amount_kopecks=6_000_000, reason="возврат", by=w.finance, at=AT)

    assert (queries.open_sum(invoice), Invoice.objects.get().state) == (6_000_000, "part_paid")
    assert Stage.objects.get(pk=w.stage.pk).state == "act"
    assert Engagement.objects.get(pk=w.engagement.pk).state == "delivery"
    make.pay(w, invoice, 6_000_000)
    assert Engagement.objects.get(pk=w.engagement.pk).state == "done"


def test_vat_is_of_the_profile_in_force_on_the_day_of_the_act():
    w = make.world()
    entity = LegalEntity.objects.get()
    TaxProfile.objects.filter(entity=entity).update(ends_on=date(2026, 4, 1))
    TaxProfile.objects.create(entity=entity, regime="usn", vat_mode="included", vat_percent=5, starts_on=date(2026, 4, 1))
    act = make.act(w)
    assert (act.vat_percent, act.vat_kopecks, act.vat_basis) == (None, 0, "п. 1 ст. 145 НК РФ")

    act = actions.sign_act(act, signed_on=date(2026, 4, 2), by=w.finance, at=AT + timedelta(days=31))

    assert (act.vat_percent, act.vat_kopecks) == (Decimal(5), 1_714_286)
    assert act.lines.get().vat_kopecks == 1_714_286


def test_an_act_is_refused_with_reasons_cancelled_and_made_again():
    w = make.world()
    act = actions.send_act(make.act(w), by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.refuse_act(act, reason="", by=w.anna, at=AT)
    act = actions.refuse_act(act, reason="нет инструкции", by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.draft_invoice(w.stage, due_on=make.DUE, by=w.anna, at=AT)

    actions.void_act(act, reason="переделали", by=w.anna, at=AT)

    assert make.signed(w).number == "2"


def test_the_client_is_reminded_in_the_clients_stream():
    w = make.world()
    invoice = make.invoice(w)
    with pytest.raises(Refused):
        actions.follow_payment(invoice, text="Ждём оплату", by=w.anna, at=AT)
    invoice = actions.issue_invoice(invoice, by=w.finance, at=AT)

    actions.follow_payment(invoice, text="Ждём оплату", by=w.anna, at=AT)

    assert w.engagement.messages.filter(stream="client", text="Ждём оплату").exists()


def test_margin_is_revenue_without_vat_less_hours_at_the_rate_of_their_day():
    w = make.world()
    make.signed(w)
    dev = Specialism.objects.get(code="dev")
    w.dev.specialisms.add(dev)
    for cost, starts, ends in ((100_000, date(2026, 1, 1), date(2026, 3, 1)), (150_000, date(2026, 3, 1), None)):
        RateCard.objects.create(specialism=dev, price_kopecks=300_000, cost_kopecks=cost, starts_on=starts, ends_on=ends)
    for day, hours in ((date(2026, 2, 28), 10), (date(2026, 3, 1), 2)):
        TimeEntry.objects.create(task=w.stage.tasks.first(), engagement=w.engagement, person=w.dev, worked_on=day,
                                 hours=Decimal(hours), entered_at=AT)  # fmt: skip

    margin = queries.margin_of(w.engagement)

    assert (margin.revenue_kopecks, margin.cost_kopecks, margin.hours, margin.unpriced_hours) == (36_000_000, 1_300_000, 12, 0)
    assert margin.margin_kopecks == 34_700_000


def test_specialists_and_strangers_see_no_papers_and_the_client_only_what_was_sent():
    w = make.world()
    make.issued(w)
    contact = make.make.contact(w.engagement)
    other = make.make.make.person("irina", "am")

    assert queries.invoices_visible_to(w.anna, AT).count() == queries.invoices_visible_to(w.finance, AT).count() == 1
    assert queries.invoices_visible_to(contact, AT).count() == 1
    assert not queries.invoices_visible_to(w.dev, AT).exists()
    assert not queries.acts_visible_to(other, AT).exists()
    Invoice.objects.update(state="draft", number="")
    assert not queries.invoices_visible_to(contact, AT).exists()


def test_both_papers_are_drawn_with_and_without_requisites():
    w = make.world()
    invoice = make.issued(w)
    bare = as_pdf(papers.invoice_paper(invoice))
    LegalEntity.objects.update(account="40702810431000012345", bank="ПАО СБЕРБАНК", bik="040407627",
                               correspondent_account="30101810800000000627")  # fmt: skip

    full = papers.invoice_paper(Invoice.objects.get())

    assert bare.startswith(b"%PDF") and len(as_pdf(full)) > len(bare)
    assert [type(block) for block in full.blocks].count(Picture) == 1
    assert "360\\xa0000,00" in str(full.blocks) and "Триста шестьдесят тысяч" in str(full.blocks)
    for paper in (full, papers.act_paper(Act.objects.get())):
        assert as_pdf(paper).startswith(b"%PDF") and as_docx(paper).startswith(b"PK")


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_and_no_doubles_under_four_hands():
    def ten(_hand) -> list[int]:
        try:
            found = []
            for _turn in range(10):
                with transaction.atomic():
                    found.append(next_number("invoice:1", year=2026))
            return found
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        given = [number for part in hands.map(ten, range(4)) for number in part]

    assert sorted(given) == list(range(1, 41))
    assert Counter.objects.get(series="invoice:1").last == 40
