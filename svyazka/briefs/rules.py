"""Needs, clauses, promises and verdicts in words: states, what moves them, what stands in the way."""

from collections.abc import Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves


class BriefState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Checked by the PM")
    FEASIBLE = "feasible", _("Feasible")
    CONDITIONAL = "conditional", _("Feasible on conditions")
    INFEASIBLE = "infeasible", _("Not feasible")
    WITH_CLIENT = "with_client", pgettext_lazy("paper", "With the client")
    AGREED = "agreed", _("Agreed")
    AMENDED = "amended", _("Amended")


class ClauseKind(TextChoices):
    MUST = "must", _("Must")
    SHOULD = "should", _("Should")
    WONT = "wont", _("Will not")


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


class VerdictKind(TextChoices):
    FEASIBLE = "feasible", _("Feasible")
    CONDITIONAL = "conditional", _("On conditions")
    INFEASIBLE = "infeasible", _("Not feasible")


BRIEF_MOVES = Moves(BriefState, {
    "submit": {"draft": "submitted"},
    "feasible": {"submitted": "feasible"},
    "conditional": {"submitted": "conditional"},
    "infeasible": {"submitted": "infeasible"},
    "send": {"feasible": "with_client", "conditional": "with_client"},
    "agree": {"with_client": "agreed", "feasible": "agreed"},
    "amend": {"agreed": "amended", "with_client": "amended", "feasible": "amended"},
})
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


def reasons_not_to_go_on(*, closed: bool) -> list:
    """List why nothing is written, promised or judged any more on this engagement."""
    return [_("This engagement is closed.")] if closed else []


def reasons_not_to_submit(*, clauses: int, needs: int) -> list:
    """List why a brief with this many clauses and needs cannot go to the PM."""
    reasons = []
    if not needs:
        reasons.append(_("Write down at least one need of the client."))
    if not clauses:
        reasons.append(_("Write at least one clause of the specification."))
    return reasons


def reasons_not_to_judge(waiting: Mapping[int, str], judged: Iterable[int]) -> list:
    """List the promises left without a verdict, or judged though they do not wait for one."""
    judged = set(judged)
    left = [_("The promise “%(text)s” has no verdict.") % {"text": text} for key, text in waiting.items() if key not in judged]
    strange = judged - set(waiting)
    return left + [_("Promise %(id)s does not wait for a verdict.") % {"id": key} for key in sorted(strange)]


def diff(before: Iterable[str], now: Iterable[str]) -> list[tuple[str, str]]:
    """Return the clauses of two editions, each with its sign: "+" new, "-" gone, " " kept."""
    import difflib

    before, now = list(before), list(now)
    found = []
    for line in difflib.ndiff(before, now):
        if line[0] in "+- ":
            found.append((line[0], line[2:]))
    return found
