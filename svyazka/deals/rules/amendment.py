"""Amendments and orders in words: what each changes, when it may be signed."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.deals.rules.contract import reasons_against_terms
from svyazka.deals.rules.stages import reasons_against_stages
from svyazka.kit.days import A_DAY_APART, too_far_ahead
from svyazka.kit.states import Moves


class AmendmentKind(TextChoices):
    """An amendment changes what was agreed; an order adds work inside the frame of a contract."""

    AMENDMENT = "amendment", _("Amendment")
    ORDER = "order", pgettext_lazy("paper", "Order")


class AmendmentState(TextChoices):
    DRAFT = "draft", _("Draft")
    WITH_CLIENT = "with_client", pgettext_lazy("paper", "With the client")
    REMARKED = "remarked", _("The client's remarks")
    AGREED = "agreed", _("The client has agreed")
    SIGNED = "signed", _("Signed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class StageChange(TextChoices):
    ADDED = "added", pgettext_lazy("stage", "Added")
    CHANGED = "changed", pgettext_lazy("stage", "Changed")
    REMOVED = "removed", pgettext_lazy("stage", "Removed")


AMENDMENT_MOVES = Moves(AmendmentState, {
    "edit": dict.fromkeys(("draft", "with_client", "remarked", "agreed"), "draft"),
    "send": {"draft": "with_client"},
    "agree": {"with_client": "agreed", "remarked": "agreed"},
    "remark": {"with_client": "remarked"},
    "sign": dict.fromkeys(("draft", "with_client", "agreed"), "signed"),  # remarks are answered first: by another text, or by the client's yes
    "withdraw": dict.fromkeys(("draft", "with_client", "remarked", "agreed"), "withdrawn"),
})
OPEN = ("draft", "with_client", "remarked", "agreed")
"""Where an amendment is still on its way to both signatures."""
TOLD = ("with_client", "remarked", "agreed", "signed")
"""Where the client holds the very words that stand in it."""
TERMS = ("acceptance_days", "rounds_included", "round_price_kopecks", "payment_days", "hour_kopecks", "silence_means_accepted")
"""What of a contract's terms an amendment may change."""


def added_by(changes: Iterable[Mapping]) -> int:
    """Return how much the price grows by these changes of stages, in kopecks; it may fall.

    A change is {"change", "value_kopecks", "was_kopecks"}.
    """
    return sum((row["value_kopecks"] if row["change"] != StageChange.REMOVED else 0) - row.get("was_kopecks", 0) for row in changes)


def reasons_against_changes(changes: list[Mapping], terms: Mapping, *, kind: str, left: int) -> list:
    """List why these changes cannot be agreed; `left` is how many stages the contract would have."""
    kept = [row for row in changes if row["change"] != StageChange.REMOVED]
    reasons = [*reasons_against_terms(**{name: value for name, value in terms.items() if name in TERMS and name != "silence_means_accepted"}),
               *reasons_against_stages(kept)]  # fmt: skip
    if any(row["value_kopecks"] <= 0 for row in kept):
        reasons.append(_("Every stage has a value."))
    if kind == AmendmentKind.ORDER and (terms or not changes or any(row["change"] != StageChange.ADDED for row in changes)):
        reasons.append(_("An order brings its own stages: what was agreed before is changed by an amendment."))
    if left < 1 and changes:
        reasons.append(_("A contract without stages is ended, not amended."))
    return reasons


def reasons_not_to_sign_amendment(*, signed_on: date, today: date, contract_signed_on: date) -> list:
    """List why an amendment cannot have been signed on that day."""
    reasons = []
    if too_far_ahead(signed_on, today):
        reasons.append(_("An amendment is dated at most a month ahead."))
    if signed_on < contract_signed_on - A_DAY_APART:
        reasons.append(_("An amendment is not signed before its contract."))
    return reasons


def reasons_not_to_put_in_force(changes: Iterable[Mapping], *, empty: bool) -> list:
    """List why an amendment does not fit the contract as it stands now: another one may have been signed meanwhile.

    A change is {"change", "title", "was", "now"}: what the stage was when it was written, and what it is, None once gone.
    """
    reasons = [
        _("“%(stage)s” was changed after this was drafted: write it anew by what stands now.") % {"stage": row["title"]}
        for row in changes if row["change"] != StageChange.ADDED and row["now"] != row["was"]
    ]  # fmt: skip
    if empty:
        reasons.append(_("It changes nothing: say what becomes different."))
    return reasons


def reasons_not_to_answer_amendment(*, agreed: bool, reason: str, same_wording: bool) -> list:
    """List why the client's word on an amendment is not taken: it is of the very words they have read, and remarks have words."""
    reasons = []
    if not same_wording:
        reasons.append(_("The words are not those that were shown: open the amendment again and read it anew."))
    if not agreed and not reason.strip():
        reasons.append(_("Say what is wrong, in a sentence."))
    return reasons


def reasons_not_to_order(*, is_frame: bool) -> list:
    """List why a contract takes no orders."""
    return [] if is_frame else [_("Orders are made under a frame contract; this one is changed by an amendment.")]
