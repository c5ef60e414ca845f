"""The client's word on an edition: its exact wording, what stands in the way of sending and of answering."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules.brief import BriefState, VerdictKind
from svyazka.briefs.rules.leaving import Held, reasons_not_to_leave

SHOWN_STATES = (BriefState.WITH_CLIENT, BriefState.REMARKED, BriefState.AGREED, BriefState.AMENDED)  # the client has read it


class Decision(TextChoices):
    """What the client says of an edition."""

    AGREED = "agreed", _("Agreed")
    REMARKS = "remarks", _("There are remarks")


def wording_digest(needs: Iterable[str], clauses: Iterable[Sequence]) -> str:
    """Return the SHA-256 of an edition as the client reads it: needs, then (key, section, kind, text, criterion) in their order.

    The canonical form is JSON in UTF-8 without spaces, so that the same words give the same digest on every machine.
    """
    told = {"needs": list(needs), "clauses": [list(clause) for clause in clauses]}
    canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def reasons_not_to_send(*, newest: bool, verdict: str, same_wording: bool, conditions_accepted: bool, held: Iterable[Held],
                        answer_by_on: date, today: date) -> list:  # fmt: skip
    """List why an edition does not leave for the client: the PM's yes is on this very wording, and on every promise in it.

    `verdict` is the PM's word on it, "" without one; a yes on conditions leaves once they are accepted.
    """
    reasons = reasons_not_to_leave(held=held, verdict=verdict, same_wording=same_wording)
    if not newest:
        reasons.append(_("There is a newer edition: send that one."))
    if verdict == VerdictKind.CONDITIONAL and not conditions_accepted:
        reasons.append(_("The PM's yes has conditions: accept them, or write them into the next edition."))
    if answer_by_on < today:
        reasons.append(_("The client answers by a day to come."))
    return reasons


def reasons_not_to_answer(*, decision: str, same_wording: bool, reason: str, by_contact: bool, has_evidence: bool, newer_sent: bool = False) -> list:
    """List why the client's answer cannot be written down: it is of the very words they have read, and staff name the evidence."""
    reasons = []
    if newer_sent:
        reasons.append(_("A newer edition was sent instead of this one: answer on that."))
    if not same_wording:
        reasons.append(_("The words are not those that were shown: open the specification again and read it anew."))
    if decision == Decision.REMARKS and not reason.strip():
        reasons.append(_("Say what is wrong, in a sentence."))
    if not by_contact and not has_evidence:
        reasons.append(_("Name the evidence: a letter, a file or a message in which the client has said so."))
    return reasons
