"""The protocol of disagreements in words: rows of two wordings, and how each is settled."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves


class RowState(TextChoices):
    OPEN = "open", pgettext_lazy("disagreement", "Open")
    OURS = "ours", _("Our wording stays")
    THEIRS = "theirs", _("Their wording is taken")
    COMPROMISE = "compromise", _("A third wording")


ROW_MOVES = Moves(RowState, {
    "keep_ours": {"open": "ours"},
    "take_theirs": {"open": "theirs"},
    "meet": {"open": "compromise"},
    "reopen": dict.fromkeys(("ours", "theirs", "compromise"), "open"),
})
WAYS = {"ours": "keep_ours", "theirs": "take_theirs", "compromise": "meet"}
MOST_ROWS = 200


def reasons_not_to_disagree(*, rows: list[dict], reason: str, kept: int = 0) -> list:
    """List why these disagreements cannot be written down; a row is {"clause", "ours", "theirs"}."""
    reasons = []
    if not rows and not reason.strip():
        reasons.append(_("Say with what the client disagrees."))
    if any(not row["theirs"].strip() for row in rows):
        reasons.append(_("Each row of the protocol has the client's wording."))
    if kept + len(rows) > MOST_ROWS:
        reasons.append(_("A protocol has at most %(most)s rows.") % {"most": MOST_ROWS})
    return reasons


def agreed_wording(outcome: str, *, ours: str, theirs: str, typed: str) -> str:
    """Return the wording that is agreed by this outcome."""
    return {"ours": ours, "theirs": theirs}.get(outcome, typed.strip())


def reasons_not_to_settle(*, outcome: str, wording: str, unsigned: bool) -> list:
    """List why a row cannot be settled so: a third wording is written, and a signed contract is changed by an amendment."""
    reasons = []
    if not unsigned:
        reasons.append(_("The contract is not discussed any more: change it by an amendment."))
    if outcome == RowState.COMPROMISE and not wording:
        reasons.append(_("Write the wording on which both agree."))
    return reasons
