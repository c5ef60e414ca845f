"""Promises in words: kinds, states, what moves them, what stands in the way."""

from collections.abc import Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.briefs.rules.brief import VerdictKind
from svyazka.kit.states import Moves


class PromiseKind(TextChoices):
    TERM = "term", _("Term")
    PRICE = "price", _("Price")
    FEATURE = "feature", _("Feature")
    RESULT = "result", _("Result")


class PromiseState(TextChoices):
    DRAFT = "draft", _("Written down")
    CHECKING = "checking", _("Being checked")
    CONFIRMED = "confirmed", _("Confirmed")
    GIVEN = "given", _("Given")
    KEPT = "kept", _("Kept")
    CHANGED = "changed", _("Changed with consent")
    BROKEN = "broken", _("Broken")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class PromiseSource(TextChoices):
    """Where the words of a promise were caught."""

    BRIEF = "brief", _("The specification")
    CLAUSE = "clause", _("A clause of the specification")
    MESSAGE = "message", _("A message to the client")
    CALL = "call", _("A talk with the client")
    CLIENT = "client", _("The client’s own message")
    NOTE = "note", _("A note inside the agency")
    DRAFT = "draft", _("A message that is being written")
    LEAD = "lead", _("The lead")
    OTHER = "other", pgettext_lazy("source of a promise", "Something else")


PROMISE_MOVES = Moves(PromiseState, {
    "submit": {"draft": "checking", "checking": "checking", "confirmed": "confirmed"},
    "confirm": {"checking": "confirmed"},
    "reject": {"checking": "draft"},
    "stand": {"checking": "given", "draft": "given"},  # the client has heard it before the PM's word, or against it
    "reword": {"draft": "checking", "checking": "checking", "confirmed": "checking"},
    "adopt": {"draft": "confirmed"},  # the PM's alternative becomes the wording
    "recheck": {"confirmed": "checking", "given": "checking"},
    "accept": {"confirmed": "confirmed", "given": "given"},  # the conditions of the PM's yes are taken
    "give": {"confirmed": "given", "given": "given"},
    "keep": {"given": "kept"},
    "change": {"given": "changed"},
    "break": {"given": "broken"},
    "withdraw": {"draft": "withdrawn", "checking": "withdrawn", "confirmed": "withdrawn"},
    "dispute": {"draft": "draft", "checking": "checking", "confirmed": "confirmed", "given": "given"},
    "disown": dict.fromkeys(("draft", "checking", "confirmed", "given"), "withdrawn"),  # it was no promise, and the judge agrees
})


LIVE_PROMISES = ("draft", "checking", "confirmed", "given")
LET_OUT = ("feasible", "conditional")  # verdicts with which a promise may leave the agency
TOLD_IN = (PromiseSource.MESSAGE, PromiseSource.CALL)  # caught here, it has been said already


def reasons_not_to_judge(waiting: Mapping[int, str], judged: Iterable[int], *, answered: Iterable[int] = ()) -> list:
    """List the promises left without a verdict, or judged though they do not wait for one; those `answered` may be judged anew."""
    judged, answered = set(judged), set(answered)
    left = [_("The promise “%(text)s” has no verdict.") % {"text": text} for key, text in waiting.items() if key not in judged | answered]
    strange = judged - set(waiting)
    return left + [_("Promise %(id)s does not wait for a verdict.") % {"id": key} for key in sorted(strange)]


def reasons_not_a_verdict(*, verdict: str, reason: str, alternative: str) -> list:
    """List what a verdict on one promise lacks: conditions are said in words, a no comes with its reason or with what may be promised."""
    if verdict == VerdictKind.CONDITIONAL and not reason.strip():
        return [_("Say on what conditions it is feasible.")]
    if verdict == VerdictKind.INFEASIBLE and not (reason.strip() or alternative.strip()):
        return [_("Say why not, or what may be promised instead.")]
    return []


def reasons_not_to_reword(*, said: bool) -> list:
    """List why the words of a promise stay as they are: those that the client has heard are changed with the client."""
    return [_("The client has heard these words already: agree the change with them and settle the promise.")] if said else []


def reasons_not_to_withdraw(*, said: bool) -> list:
    """List why a promise is not taken back silently."""
    return [_("The client has heard it already: it is not taken back silently. Say how it ended.")] if said else []


def reasons_not_to_accept(*, verdict: str, accepted: bool) -> list:
    """List why there are no conditions to accept."""
    if verdict != VerdictKind.CONDITIONAL:
        return [_("The PM's word has no conditions.")]
    return [_("The conditions are accepted already.")] if accepted else []


def reasons_not_to_dispute(*, said: bool, disputed: bool, reason: str) -> list:
    """List why nobody is asked whether it is a promise at all: what the client has not heard is simply withdrawn."""
    if not said:
        return [_("The client has not heard it: withdraw it.")]
    if disputed:
        return [_("It is asked already whether this is a promise.")]
    return [] if reason.strip() else [_("Say why it is not a promise.")]


def reasons_not_to_answer_dispute(*, disputed: bool, agreed: bool, own: bool) -> list:
    """List why it is not said whether this is a promise: nobody strikes out alone what they have called no promise themselves."""
    if not disputed:
        return [_("Nobody has said that it is not a promise.")]
    return [_("You have said yourself that it is not a promise: somebody else agrees.")] if agreed and own else []


def reasons_not_to_adopt(*, verdict: str, alternative: str) -> list:
    """List why there is no alternative to take up."""
    if verdict != VerdictKind.INFEASIBLE or not alternative:
        return [_("The PM has offered no other wording.")]
    return []


def reasons_not_to_recheck(*, verdict: str, reason: str) -> list:
    """List why a verdict is not taken back."""
    if not verdict:
        return [_("There is no verdict to take back.")]
    return [] if reason.strip() else [_("Say why the verdict is taken back.")]


def source_of(*, stream: str, channel: str, from_client: bool) -> PromiseSource:
    """Return what a message is as a source: what has gone to the client was said, a note inside and the client's words were not."""
    if stream != "client":
        return PromiseSource.NOTE
    if from_client:
        return PromiseSource.CLIENT
    return PromiseSource.CALL if channel in ("phone", "meeting") else PromiseSource.MESSAGE
