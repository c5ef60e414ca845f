"""Promises in words: kinds, states, what moves them, what stands in the way."""

from collections.abc import Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

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


PROMISE_MOVES = Moves(PromiseState, {
    "submit": {"draft": "checking", "checking": "checking", "confirmed": "confirmed"},
    "confirm": {"checking": "confirmed"},
    "reject": {"checking": "draft"},
    "give": {"confirmed": "given", "given": "given"},
    "keep": {"given": "kept"},
    "change": {"given": "changed"},
    "break": {"given": "broken"},
    "withdraw": {"draft": "withdrawn", "checking": "withdrawn", "confirmed": "withdrawn"},
})


LIVE_PROMISES = ("draft", "checking", "confirmed", "given")


def reasons_not_to_judge(waiting: Mapping[int, str], judged: Iterable[int]) -> list:
    """List the promises left without a verdict, or judged though they do not wait for one."""
    judged = set(judged)
    left = [_("The promise “%(text)s” has no verdict.") % {"text": text} for key, text in waiting.items() if key not in judged]
    strange = judged - set(waiting)
    return left + [_("Promise %(id)s does not wait for a verdict.") % {"id": key} for key in sorted(strange)]
