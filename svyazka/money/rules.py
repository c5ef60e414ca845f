"""Papers and payments in words: states of acts and invoices as tables, VAT of a document, open sums, the payment QR."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.days import A_DAY_APART, too_far_ahead
from svyazka.kit.money import VatRule, vat_of_lines

CURRENCY = "RUB"


class ActState(TextChoices):
    """Where the act of a stage stands."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", pgettext_lazy("act", "Sent")
    SIGNED = "signed", pgettext_lazy("act", "Signed")
    REFUSED = "refused", pgettext_lazy("act", "Refused with reasons")
    DEEMED = "deemed", pgettext_lazy("act", "Accepted by silence")
    VOID = "void", pgettext_lazy("act", "Cancelled")


class InvoiceState(TextChoices):
    """Where an invoice stands; overdue is an open one whose day has passed, it is told and not stored."""

    DRAFT = "draft", _("Draft")
    ISSUED = "issued", pgettext_lazy("invoice", "Issued")
    PART_PAID = "part_paid", pgettext_lazy("invoice", "Paid in part")
    PAID = "paid", pgettext_lazy("invoice", "Paid")
    OVERDUE = "overdue", pgettext_lazy("invoice", "Overdue")
    VOID = "void", pgettext_lazy("invoice", "Cancelled")


Table = Mapping[tuple[str, str], str]

ACT: Table = {
    ("draft", "send"): "sent",
    ("draft", "sign"): "signed",
    ("sent", "sign"): "signed",
    ("sent", "refuse"): "refused",
    ("sent", "deem"): "deemed",
    ("draft", "void"): "void",
    ("sent", "void"): "void",
    ("refused", "void"): "void",
}
INVOICE: Table = {
    ("draft", "issue"): "issued",
    ("issued", "pay_part"): "part_paid",
    ("issued", "pay_all"): "paid",
    ("part_paid", "pay_part"): "part_paid",
    ("part_paid", "pay_all"): "paid",
    ("part_paid", "pay_back"): "part_paid",
    ("part_paid", "pay_back_all"): "issued",
    ("paid", "pay_back"): "part_paid",
    ("paid", "pay_back_all"): "issued",
    ("draft", "void"): "void",
    ("issued", "void"): "void",
}
ACT_HOLDS = ("signed", "deemed")
ACT_LEFT = ("sent", *ACT_HOLDS)  # its number and its VAT do not move any more
OWED = ("issued", "part_paid")
TONES = {
    "draft": "plain", "sent": "info", "signed": "good", "refused": "bad", "deemed": "good", "void": "plain",
    "issued": "info", "part_paid": "warn", "paid": "good", "overdue": "bad",
}  # fmt: skip


def shown_state(state: str, due_on: date | None, today: date) -> str:
    """Return the invoice's state as it is told: an owed one past its day is overdue."""
    return InvoiceState.OVERDUE if state in OWED and due_on is not None and due_on < today else state


def reasons_not_to_draft_act(*, accepted: bool, has_act: bool, unsettled_changes: int = 0) -> list:
    """List why no act can be made of the stage; `unsettled_changes` would be missing from it, so they are settled first."""
    reasons = []
    if not accepted:
        reasons.append(_("The client has not accepted the result of this stage yet: an act rests on an accepted result."))
    if has_act:
        reasons.append(_("The stage has its act already."))
    if unsettled_changes:
        reasons.append(_("Changes of this stage wait for the client's answer: %(count)s. Settle them first.") % {"count": unsettled_changes})
    return reasons


def reasons_against_cap(*, capped: bool, cap_kopecks: int, acted_kopecks: int, total_kopecks: int) -> list:
    """List why no act of this sum is made under a contract with a cap: an amendment raises it first."""
    if not capped or acted_kopecks + total_kopecks <= cap_kopecks:
        return []
    return [_("The acts would go above the cap of the contract: raise it by an amendment first.")]


def reasons_not_to_sign_act(*, signed_on: date, today: date, accepted_on: date | None) -> list:
    """List why the act cannot have been signed on that day."""
    if too_far_ahead(signed_on, today):
        return [_("An act is dated at most a month ahead.")]
    if accepted_on is not None and signed_on < accepted_on - A_DAY_APART:
        return [_("An act is not signed before the client has accepted the result.")]
    return []


def reasons_not_to_issue(*, act_state: str) -> list:
    """List why the invoice gets no number yet."""
    return [] if act_state in ACT_LEFT else [_("Send the act or have it signed first: the invoice asks for its sum.")]


def reasons_not_to_draft_invoice(*, act_state: str | None, has_invoice: bool, due_on: date, today: date) -> list:
    """List why no invoice can be made of the stage."""
    reasons = []
    if act_state is None:
        reasons.append(_("The stage has no act yet: the invoice takes its sum from the act."))
    if act_state == ActState.REFUSED:
        reasons.append(_("The client has refused the act: settle that first."))
    if has_invoice:
        reasons.append(_("The stage has its invoice already."))
    if due_on < today:
        reasons.append(_("The day by which to pay has passed already."))
    return reasons


def reasons_not_to_record(*, state: str, open_kopecks: int, amount_kopecks: int, currency: str = CURRENCY, to_come: bool = False) -> list:
    """List why this payment cannot be written against the invoice; `to_come`: its day has not come yet."""
    if state not in OWED:
        return [_("The invoice is “%(state)s”: a payment is written against an issued one.")
                % {"state": InvoiceState(state).label}]  # fmt: skip
    reasons = [_("A payment is dated at most a month ahead.")] if to_come else []
    if currency != CURRENCY:
        reasons.append(_("The invoice is in roubles, the payment is not."))
    if amount_kopecks <= 0:
        reasons.append(_("A payment is more than zero; a mistake is mended by a correction with its reason."))
    if amount_kopecks > open_kopecks:
        reasons.append(_("The payment is larger than what is still open on the invoice."))
    return reasons


def reasons_not_to_correct(*, amount_kopecks: int, left_kopecks: int, reason: str) -> list:
    """List why a payment cannot be corrected by this much."""
    reasons = []
    if not reason.strip():
        reasons.append(_("Say why the payment is corrected."))
    if not 0 < amount_kopecks <= left_kopecks:
        reasons.append(_("A correction takes back at most what the payment still counts for."))
    return reasons


def pay_verb(paid_kopecks: int, total_kopecks: int, *, back: bool = False) -> str:
    """Return the move that the invoice makes when this much is paid in all."""
    if back:
        return "pay_back" if paid_kopecks > 0 else "pay_back_all"
    return "pay_all" if paid_kopecks >= total_kopecks else "pay_part"


@dataclass(frozen=True)
class Sum:
    """One line of a paper with its VAT."""

    title: str
    total_kopecks: int
    vat_kopecks: int


def with_vat(lines: Sequence[tuple[str, int]], percent: Decimal | None, rule: VatRule = VatRule.DOCUMENT) -> list[Sum]:
    """Take VAT out of the lines of a paper, rounded by its rule; the totals of a paper are the sums of its lines."""
    parted = vat_of_lines([total for _title, total in lines], percent, rule)
    return [Sum(title, total, vat.vat_kopecks) for (title, total), vat in zip(lines, parted, strict=True)]


QR_MOST = {"Name": 160, "BankName": 45, "Purpose": 210}  # letters, table 1 of the standard
QR_BYTES = 300


def qr_payload(*, name: str, account: str, bank: str, bik: str, correspondent_account: str, kopecks: int, purpose: str,
               inn: str = "", kpp: str = "") -> bytes:  # fmt: skip
    """Return the payment string of GOST R 56042-2014: five required fields first, each as long as the standard lets it be, the sum in kopecks.

    UTF-8; a string that would pass the 300 bytes that readers are sure to take is in Windows-1251 where its letters allow that. A field
    that holds the separator would break the string, so the separator is one that no field holds. Raises ValueError when a required field
    is empty.
    """
    required = {"Name": name, "PersonalAcc": account, "BankName": bank, "BIC": bik, "CorrespAcc": correspondent_account}
    if missing := [key for key, value in required.items() if not value]:
        raise ValueError(f"requisites for the QR code are missing: {', '.join(missing)}")
    fields = {**required, "Sum": str(kopecks), "Purpose": purpose, "PayeeINN": inn, "KPP": kpp}
    values = [f"{key}={' '.join(value.split())[: QR_MOST.get(key)].rstrip()}" for key, value in fields.items() if value]
    separator = next(mark for mark in "|~^_#*" if not any(mark in value for value in values))
    return _qr_bytes(separator + separator.join(values))


def _qr_bytes(told: str) -> bytes:
    whole = f"ST00012{told}".encode()
    try:
        return whole if len(whole) <= QR_BYTES else f"ST00011{told}".encode("cp1251")
    except UnicodeEncodeError:
        return whole
