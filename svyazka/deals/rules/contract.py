"""Contracts in words: kinds, states, what stands in the way."""

from dataclasses import dataclass, fields
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.deals.rules.proposal import ProposalState
from svyazka.kit.days import A_DAY_APART, too_far_ahead
from svyazka.kit.states import Moves


class ContractKind(TextChoices):
    FIXED = "fixed", _("Fixed price")
    TM = "tm", _("Time and materials")
    TM_CAPPED = "tm_capped", _("Time and materials with a cap")
    RETAINER = "retainer", _("Retainer")


class ContractState(TextChoices):
    DRAFT = "draft", _("Draft")
    WITH_CLIENT = "with_client", pgettext_lazy("paper", "With the client")
    DISAGREEMENT = "disagreement", _("Protocol of disagreements")
    SIGNED = "signed", _("Signed")
    RUNNING = "running", _("Being carried out")
    CLOSED = "closed", pgettext_lazy("contract", "Closed")
    TERMINATED = "terminated", _("Terminated")


class SigningWay(TextChoices):
    PAPER = "paper", _("On paper")
    ELECTRONIC = "electronic", _("Electronically")


CONTRACT_MOVES = Moves(ContractState, {
    "edit": {"draft": "draft", "with_client": "draft", "disagreement": "disagreement"},  # what the client holds is not it any more
    "send": {"draft": "with_client", "disagreement": "with_client"},
    "disagree": {"with_client": "disagreement", "disagreement": "disagreement"},
    "sign": {"draft": "signed", "with_client": "signed", "disagreement": "signed"},
    "run": {"signed": "running"},
    "amend": {"signed": "signed", "running": "running", "closed": "running"},
    "close": {"signed": "closed", "running": "closed"},
    "reopen": {"closed": "running"},  # a payment was corrected
    "terminate": dict.fromkeys(("draft", "with_client", "disagreement", "signed", "running"), "terminated"),
})


SIGNED = ("signed", "running", "closed")
UNSIGNED = ("draft", "with_client", "disagreement")


TIME = ("tm", "tm_capped")


@dataclass(frozen=True)
class ContractTerms:
    """What is agreed beside kind, stages and price; days to pay are of the calendar, days of acceptance of work."""

    acceptance_days: int = 5
    rounds_included: int = 2
    round_price_kopecks: int = 0
    silence_means_accepted: bool = False
    payment_days: int = 5
    hour_kopecks: int = 0
    court_city: str = ""
    text_code: str = ""
    is_frame: bool = False
    places_ads: bool = False
    shows_hours: bool = False
    warns_client: bool = False


SWITCHES = ("places_ads", "shows_hours", "warns_client")
"""What the agency sets for itself, whatever was signed."""
AGREED = tuple(field.name for field in fields(ContractTerms) if field.name not in SWITCHES)


MOST_ACCEPTANCE_DAYS, MOST_ROUNDS, MOST_PAYMENT_DAYS = 90, 20, 180


def reasons_not_to_draft(*, kind: str, stages: list[int], price_kopecks: int | None, hour_kopecks: int = 0,
                         is_frame: bool = False) -> list:  # fmt: skip
    """List why a contract with these stage values does not stand beside the proposal.

    A fixed price adds up to the proposal's, a cap does not rise above it; where time is sold, a stage is worth at least
    an hour at the rate that was offered. A frame may have no stages yet: its orders bring them.
    """
    if is_frame and not stages:
        return [_("A fixed price has its stages at once: a frame sells time or periods.")] if kind == ContractKind.FIXED else []
    reasons = []
    if not stages or min(stages) <= 0:
        reasons.append(_("Every stage has a value."))
    elif kind != ContractKind.FIXED and min(stages) < hour_kopecks:
        reasons.append(_("A stage of time is worth at least an hour at the rate that was offered."))
    if kind == ContractKind.TM_CAPPED and price_kopecks is not None and sum(stages) > price_kopecks:
        reasons.append(_("The cap is above the price of the proposal: offer that price first."))
    if kind == ContractKind.FIXED and price_kopecks is not None and sum(stages) != price_kopecks:
        reasons.append(_("The stages do not add up to the price of the proposal."))
    return reasons


def reasons_against_terms(*, acceptance_days: int = 5, rounds_included: int = 2, round_price_kopecks: int = 0,
                          payment_days: int = 5, hour_kopecks: int = 0) -> list:  # fmt: skip
    """List which terms of a contract cannot be kept."""
    reasons = []
    if not 1 <= acceptance_days <= MOST_ACCEPTANCE_DAYS:
        reasons.append(_("Acceptance takes from 1 to %(most)s working days.") % {"most": MOST_ACCEPTANCE_DAYS})
    if not 0 <= rounds_included <= MOST_ROUNDS:
        reasons.append(_("A contract includes from 0 to %(most)s rounds of remarks.") % {"most": MOST_ROUNDS})
    if round_price_kopecks < 0:
        reasons.append(_("The price of a further round is not below zero."))
    if not 0 <= payment_days <= MOST_PAYMENT_DAYS:
        reasons.append(_("A bill is paid within 0 to %(most)s days.") % {"most": MOST_PAYMENT_DAYS})
    if hour_kopecks < 0:
        reasons.append(_("The price of an hour is not below zero."))
    return reasons


def reasons_not_to_sign_text(*, changed: bool, open_rows: int, with_protocol: bool) -> list:
    """List why the text that lies before both cannot be signed.

    `changed`: the client holds another edition. Rows of disagreement that are still open are settled first, unless both
    sign with the protocol.
    """
    reasons = []
    if changed:
        reasons.append(_("The contract was changed after it was sent: send it again, so that both sign the same edition."))
    if open_rows and not with_protocol:
        reasons.append(_("Disagreements are not settled: %(count)s. Settle them, or sign with the protocol.") % {"count": open_rows})
    return reasons


def reasons_not_to_sign(*, signed_on: date, today: date, opened_on: date, offered_on: date | None, answer: str) -> list:
    """List why a contract cannot have been signed on that day; `answer` is the state of its proposal."""
    reasons = []
    if too_far_ahead(signed_on, today):
        reasons.append(_("A contract is dated at most a month ahead."))
    if signed_on < opened_on - A_DAY_APART:
        reasons.append(_("A contract is not signed before the first message of its engagement."))
    elif offered_on is not None and signed_on < offered_on - A_DAY_APART:
        reasons.append(_("A contract is not signed before its price was offered."))
    if answer in (ProposalState.DECLINED, ProposalState.EXPIRED):
        reasons.append(_("The price of this contract does not stand any more: end this draft and offer a price anew."))
    return reasons


def reasons_not_to_terminate(*, begun: bool, reason: str) -> list:
    """List why a contract cannot be ended before its time."""
    reasons = []
    if begun:
        reasons.append(_("The work has begun: stop the project, and the contract ends with it."))
    if not reason.strip():
        reasons.append(_("Say why the contract ends."))
    return reasons
