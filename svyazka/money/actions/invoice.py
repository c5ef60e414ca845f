"""An invoice is prepared, issued with its number, followed, cancelled."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.acceptance.rules import refuse_move
from svyazka.clients.rules import Stream, reasons_if_closed
from svyazka.clients.steps import say
from svyazka.deals.steps import paper_called, take_number
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.money import queries, rules
from svyazka.money.actions.duties import FOLLOW, INVOICE_ACT
from svyazka.money.models import Invoice
from svyazka.money.rules import InvoiceState
from svyazka.people.models import Person
from svyazka.people.queries import of_track, today
from svyazka.projects.models import Stage
from svyazka.roles.steps import tell_holder


@action(INVOICE_ACT)
def draft_invoice(stage: Stage, *, due_on: date, by: Person, at: datetime) -> Invoice:
    """Prepare the invoice of a stage for the sum of its act; finance gives it a number."""
    refuse_if(reasons_if_closed(stage.engagement))
    act = queries.act_of(stage)
    refuse_if(
        rules.reasons_not_to_draft_invoice(
            act_state=act.state if act else None, has_invoice=queries.invoice_of(stage) is not None, due_on=due_on,
            today=today(at),
        )
    )  # fmt: skip
    invoice = Invoice.objects.create(
        stage=stage, engagement=stage.engagement, contract=act.contract, legal_entity=act.legal_entity, act=act,
        total_kopecks=act.total_kopecks, vat_percent=act.vat_percent, vat_kopecks=act.vat_kopecks,
        vat_basis=act.vat_basis, due_on=due_on, made_by=by, made_at=at,
    )  # fmt: skip
    for person in of_track("finance", today(at)).exclude(pk=by.pk):
        tell(person, "money.invoice_drafted", at=at, by=by, engagement=stage.engagement, url="/money/",
             title=stage.engagement.title)  # fmt: skip
    record(invoice, "money.invoice_drafted", by=by, at=at, stage=stage.title, total_kopecks=invoice.total_kopecks)
    return invoice


@action(INVOICE_ACT, answers="A")
def issue_invoice(invoice: Invoice, *, by: Person, at: datetime) -> Invoice:
    """Give the invoice its number: unique in the legal entity and year, without gaps. Only who answers for papers may.

    The act has left the agency by then, so that its sum and VAT stand. Raises Refused before that: there are no invoices
    in advance here yet.
    """
    refuse_if(reasons_if_closed(invoice.engagement))
    refuse_move(rules.INVOICE, InvoiceState, invoice.state, "issue")
    refuse_if(rules.reasons_not_to_issue(act_state=invoice.act.state))
    day = today(at)
    _take_sums(invoice)
    invoice.state, invoice.issued_on, invoice.issued_by = rules.INVOICE[invoice.state, "issue"], day, by
    invoice.year = day.year
    invoice.number = take_number("invoice", invoice.legal_entity, day=day)
    invoice.save()
    tell_holder(invoice.engagement, FOLLOW, "money.invoice_issued", url=f"/money/invoices/{invoice.pk}/", title=paper_called("invoice", invoice.number), by=by, at=at)
    record(invoice, "money.invoice_issued", by=by, at=at, number=invoice.number, total_kopecks=invoice.total_kopecks)
    return invoice


def _take_sums(invoice: Invoice) -> None:
    """Take the sums from the act as it stands now: its VAT may have moved with its date since the draft."""
    act = invoice.act
    invoice.total_kopecks, invoice.vat_percent = act.total_kopecks, act.vat_percent
    invoice.vat_kopecks, invoice.vat_basis = act.vat_kopecks, act.vat_basis


@action(INVOICE_ACT, answers="RA")
def void_invoice(invoice: Invoice, *, reason: str, by: Person, at: datetime) -> Invoice:
    """Cancel an invoice on which nothing was paid; its number stays used."""
    refuse_move(rules.INVOICE, InvoiceState, invoice.state, "void")
    if not reason.strip():
        raise Refused(_("Say why the paper is cancelled."))
    invoice.state = rules.INVOICE[invoice.state, "void"]
    invoice.save(update_fields=["state"])
    record(invoice, "money.invoice_voided", by=by, at=at, number=invoice.number, reason=reason)
    return invoice


@action(FOLLOW, answers="RA")
def follow_payment(invoice: Invoice, *, text: str, by: Person, at: datetime) -> Invoice:
    """Remind the client of an open invoice: the words go to the client's stream, the day is kept."""
    if invoice.state not in rules.OWED:
        raise Refused(_("Nothing is owed on this invoice."))
    if not text.strip():
        raise Refused(_("Write what the client should read."))
    invoice.followed_at = at
    invoice.save(update_fields=["followed_at"])
    say(invoice.engagement, text.strip(), stream=Stream.CLIENT, author=by, at=at)
    record(invoice, "money.followed", by=by, at=at, number=invoice.number)
    return invoice
