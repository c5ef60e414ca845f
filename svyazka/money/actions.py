"""What can happen to papers and money: an act is drafted and signed, an invoice issued, a payment recorded."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from svyazka.acceptance.queries import paper_changes, unsettled_changes
from svyazka.acceptance.rules import reasons_not_to_move
from svyazka.clients.rules import EngagementState, Stream, reasons_if_closed
from svyazka.clients.steps import move_engagement, say
from svyazka.deals.queries import contract_of
from svyazka.deals.rules import CONTRACT_MOVES
from svyazka.deals.steps import move_contract
from svyazka.journal.steps import record, tell
from svyazka.kit.days import too_far_ahead
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.kit.numbers import next_number
from svyazka.money import queries, rules
from svyazka.money.models import Act, ActLine, Invoice, Payment
from svyazka.money.rules import ActState, InvoiceState
from svyazka.people.models import Person
from svyazka.people.queries import of_track, tax_profile, the_agency, today
from svyazka.projects.models import Stage
from svyazka.projects.steps import move_stage
from svyazka.roles.queries.rights import holder_of

INVOICE_ACT = Duty("invoice.act", _("Make acts and invoices"), stage=Part.MONEY)
RECORD_PAYMENT = Duty("payment.record", _("Record payments"), stage=Part.MONEY)
FOLLOW = Duty("payment.follow", _("Follow the payment"), stage=Part.MONEY)


@action(INVOICE_ACT)
def draft_act(stage: Stage, *, by: Person, at: datetime) -> Act:
    """Make the act of a stage from its accepted result: the stage's value and the changes the client agreed to pay.

    Raises Refused on a closed engagement, before acceptance, beside another act, and while a change waits for an answer:
    what is agreed later would never be billed.
    """
    refuse_if(reasons_if_closed(stage.engagement))
    result = stage.results.filter(state="accepted").first()
    refuse_if(
        rules.reasons_not_to_draft_act(
            accepted=result is not None, has_act=queries.act_of(stage) is not None, unsettled_changes=unsettled_changes(stage)
        )
    )
    contract = contract_of(stage.engagement)
    if contract is None:
        raise Refused(_("The engagement has no contract."))
    act = Act.objects.create(
        stage=stage, engagement=stage.engagement, contract=contract, legal_entity=contract.legal_entity, result=result,
        total_kopecks=0, made_by=by, made_at=at,
    )  # fmt: skip
    lines = [(stage.title, stage.value_kopecks), *((c.text[:500], c.price_kopecks) for c in paper_changes(stage))]
    ActLine.objects.bulk_create(
        ActLine(act=act, position=n, title=title, total_kopecks=total) for n, (title, total) in enumerate(lines)
    )
    _apply_tax(act, today(at))
    record(act, "money.act_drafted", by=by, at=at, stage=stage.title, total_kopecks=act.total_kopecks)
    return act


def _apply_tax(act: Act, day: date) -> None:
    """Take VAT by the tax profile in force on the day of the act; totals are the sums of the lines."""
    profile = tax_profile(act.legal_entity, day)
    if profile is None:
        raise Refused(_("The legal entity has no tax profile on %(day)s.") % {"day": day.isoformat()})
    lines = list(act.lines.all())
    sums = rules.with_vat([(line.title, line.total_kopecks) for line in lines], profile.vat_percent)
    for line, told in zip(lines, sums, strict=True):
        line.vat_kopecks = told.vat_kopecks
    ActLine.objects.bulk_update(lines, ["vat_kopecks"])
    act.vat_percent, act.vat_basis = profile.vat_percent, profile.basis
    act.total_kopecks, act.vat_kopecks = sum(s.total_kopecks for s in sums), sum(s.vat_kopecks for s in sums)
    act.save(update_fields=["vat_percent", "vat_basis", "total_kopecks", "vat_kopecks"])


@action(INVOICE_ACT, answers="RA")
def send_act(act: Act, *, by: Person, at: datetime) -> Act:
    """Give the act its number and date, and send it to the client."""
    refuse_if(reasons_if_closed(act.engagement))
    _refuse_move(rules.ACT, ActState, act.state, "send")
    _number_act(act, today(at))
    act.state, act.sent_at = rules.ACT[act.state, "send"], at
    act.save(update_fields=["state", "sent_at"])
    with translation.override(the_agency().language):  # the client reads it, whatever language its sender reads
        ready = _("The act No. %(number)s of %(day)s is ready to be signed.") % {"number": act.number, "day": f"{act.dated_on:%d.%m.%Y}"}
    _say_to_client(act, ready, by, at)
    record(act, "money.act_sent", by=by, at=at, number=act.number)
    return act


def _number_act(act: Act, day: date) -> None:
    if act.number:
        return
    _apply_tax(act, day)
    act.dated_on, act.year = day, day.year
    act.number = str(next_number(f"act:{act.legal_entity_id}", year=day.year))
    act.save(update_fields=["dated_on", "year", "number"])


@action(INVOICE_ACT, answers="RA")
def sign_act(act: Act, *, signed_on: date, by: Person, at: datetime) -> Act:
    """Write down that both sides signed the act; one not sent yet gets its number and date by it.

    Raises Refused on a closed engagement, on a day to come, or on one before the result was accepted.
    """
    refuse_if(reasons_if_closed(act.engagement))
    _refuse_move(rules.ACT, ActState, act.state, "sign")
    accepted_at = act.stage.accepted_at
    refuse_if(rules.reasons_not_to_sign_act(signed_on=signed_on, today=today(at), accepted_on=accepted_at and today(accepted_at)))
    _number_act(act, signed_on)
    act.state, act.signed_on, act.signed_by = rules.ACT[act.state, "sign"], signed_on, by
    act.save(update_fields=["state", "signed_on", "signed_by"])
    move_stage(act.stage, "act", at=at)
    record(act, "money.act_signed", by=by, at=at, number=act.number, signed_on=signed_on.isoformat())
    _settle(act.stage, by, at)
    return act


@action(INVOICE_ACT, answers="RA")
def refuse_act(act: Act, *, reason: str, by: Person, at: datetime) -> Act:
    """Write down the client's refusal to sign, with the reasons they gave."""
    refuse_if(reasons_if_closed(act.engagement))
    _refuse_move(rules.ACT, ActState, act.state, "refuse")
    if not reason.strip():
        raise Refused(_("A refusal counts with its reasons: write down what the client said."))
    act.state, act.refusal_reason = rules.ACT[act.state, "refuse"], reason.strip()
    act.save(update_fields=["state", "refusal_reason"])
    record(act, "money.act_refused", by=by, at=at, number=act.number, reason=reason)
    return act


@action(INVOICE_ACT, answers="RA")
def void_act(act: Act, *, reason: str, by: Person, at: datetime) -> Act:
    """Cancel an act that nobody signed; its number stays used."""
    _refuse_move(rules.ACT, ActState, act.state, "void")
    if not reason.strip():
        raise Refused(_("Say why the paper is cancelled."))
    if act.invoices.exclude(state="void").exists():
        raise Refused(_("Cancel the invoice of this act first."))
    act.state = rules.ACT[act.state, "void"]
    act.save(update_fields=["state"])
    record(act, "money.act_voided", by=by, at=at, number=act.number, reason=reason)
    return act


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
    _refuse_move(rules.INVOICE, InvoiceState, invoice.state, "issue")
    refuse_if(rules.reasons_not_to_issue(act_state=invoice.act.state))
    day = today(at)
    _take_sums(invoice)
    invoice.state, invoice.issued_on, invoice.issued_by = rules.INVOICE[invoice.state, "issue"], day, by
    invoice.year = day.year
    invoice.number = str(next_number(f"invoice:{invoice.legal_entity_id}", year=day.year))
    invoice.save()
    _tell_follower(invoice, "money.invoice_issued", by, at)
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
    _refuse_move(rules.INVOICE, InvoiceState, invoice.state, "void")
    if not reason.strip():
        raise Refused(_("Say why the paper is cancelled."))
    invoice.state = rules.INVOICE[invoice.state, "void"]
    invoice.save(update_fields=["state"])
    record(invoice, "money.invoice_voided", by=by, at=at, number=invoice.number, reason=reason)
    return invoice


@action(RECORD_PAYMENT)
def record_payment(invoice: Invoice, *, amount_kopecks: int, paid_on: date, document: str = "",
                   currency: str = rules.CURRENCY, by: Person, at: datetime) -> Payment:  # fmt: skip
    """Write down money that came; the invoice is paid in part or in full, and with it the stage and the engagement.

    Money that came is written down whatever became of the engagement. Raises Refused on more than is open, on another
    currency, on a day to come, and on an invoice that is not issued.
    """
    open_kopecks = queries.open_sum(invoice)
    refuse_if(
        rules.reasons_not_to_record(
            state=invoice.state, open_kopecks=open_kopecks, amount_kopecks=amount_kopecks, currency=currency,
            to_come=too_far_ahead(paid_on, today(at)),
        )
    )
    payment = Payment.objects.create(
        invoice=invoice, engagement=invoice.engagement, amount_kopecks=amount_kopecks, paid_on=paid_on,
        document=document, recorded_by=by, recorded_at=at,
    )  # fmt: skip
    _move_by_payment(invoice)
    _tell_follower(invoice, "money.paid", by, at)
    record(payment, "money.paid", by=by, at=at, number=invoice.number, amount_kopecks=amount_kopecks,
           open_kopecks=open_kopecks - amount_kopecks)  # fmt: skip
    _settle(invoice.stage, by, at)
    return payment


@action(RECORD_PAYMENT, lock=False)
def correct_payment(payment: Payment, *, amount_kopecks: int, reason: str, by: Person, at: datetime) -> Payment:
    """Take back part or all of a payment by a row of its own with the reason; the payment itself never changes."""
    invoice = Invoice.objects.select_for_update(no_key=True).get(pk=payment.invoice_id)
    refuse_if(
        rules.reasons_not_to_correct(
            amount_kopecks=amount_kopecks, left_kopecks=queries.left_of(payment) if payment.corrects_id is None else 0,
            reason=reason,
        )
    )  # fmt: skip
    correction = Payment.objects.create(
        invoice=invoice, engagement=invoice.engagement, amount_kopecks=-amount_kopecks, paid_on=today(at),
        corrects=payment, reason=reason.strip()[:500], recorded_by=by, recorded_at=at,
    )  # fmt: skip
    _move_by_payment(invoice, back=True)
    _unsettle(invoice.stage, at)
    record(correction, "money.corrected", by=by, at=at, number=invoice.number, amount_kopecks=-amount_kopecks,
           reason=reason)  # fmt: skip
    return correction


def _move_by_payment(invoice: Invoice, *, back: bool = False) -> None:
    verb = rules.pay_verb(queries.paid_sum(invoice), invoice.total_kopecks, back=back)
    _refuse_move(rules.INVOICE, InvoiceState, invoice.state, verb)
    invoice.state = rules.INVOICE[invoice.state, verb]
    invoice.save(update_fields=["state"])


@action(FOLLOW, answers="RA")
def follow_payment(invoice: Invoice, *, text: str, by: Person, at: datetime) -> Invoice:
    """Remind the client of an open invoice: the words go to the client's stream, the day is kept."""
    if invoice.state not in rules.OWED:
        raise Refused(_("Nothing is owed on this invoice."))
    if not text.strip():
        raise Refused(_("Write what the client should read."))
    invoice.followed_at = at
    invoice.save(update_fields=["followed_at"])
    _say_to_client(invoice, text.strip(), by, at)
    record(invoice, "money.followed", by=by, at=at, number=invoice.number)
    return invoice


def _settle(stage: Stage, by: Person, at: datetime) -> None:
    """Close the stage when its act is signed and its invoice paid, and the engagement with its last stage."""
    act, invoice = queries.act_of(stage), queries.invoice_of(stage)
    if act is None or invoice is None or act.state not in rules.ACT_HOLDS or invoice.state != InvoiceState.PAID:
        return
    move_stage(stage, "paid", at=at)
    if queries.is_all_paid(stage.engagement):
        move_engagement(stage.engagement, EngagementState.DONE, at=at)
        _move_contract(stage, "close")
        record(stage.engagement, "money.all_paid", by=by, at=at)


def _unsettle(stage: Stage, at: datetime) -> None:
    """Open again what a corrected payment had closed."""
    if stage.state != "paid":
        return
    move_stage(stage, "act", at=at)
    if stage.engagement.state == EngagementState.DONE:
        move_engagement(stage.engagement, EngagementState.DELIVERY, at=at)
        _move_contract(stage, "reopen")


def _move_contract(stage: Stage, event: str) -> None:
    contract = contract_of(stage.engagement)  # a terminated one stays so
    if contract is not None and contract.state in CONTRACT_MOVES[event]:
        move_contract(contract, event)


def _refuse_move(table: rules.Table, states, state: str, verb: str) -> None:
    refuse_if(reasons_not_to_move(table, states, state, verb))


def _say_to_client(paper, text, by: Person, at: datetime) -> None:
    say(paper.engagement, str(text), stream=Stream.CLIENT, author=by, at=at)


def _tell_follower(invoice: Invoice, verb: str, by: Person, at: datetime) -> None:
    holder = holder_of(invoice.engagement, FOLLOW.code, at)
    if holder is not None and holder.pk != by.pk:
        tell(holder, verb, at=at, by=by, engagement=invoice.engagement, url=f"/money/invoices/{invoice.pk}/",
             number=invoice.number)  # fmt: skip
