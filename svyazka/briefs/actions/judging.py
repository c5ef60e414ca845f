"""The PM's word on one promise, and taking it back."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.actions.duties import FEASIBLE
from svyazka.briefs.models import Promise
from svyazka.briefs.rules import PROMISE_MOVES, VerdictKind
from svyazka.briefs.rules.promise import reasons_not_a_verdict, reasons_not_to_recheck
from svyazka.briefs.steps import archive, ask_pm, judge
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.roles.steps import claim_seat


def _judge_promise(promise: Promise, told: Mapping, *, by: Person, at: datetime) -> None:
    if told["verdict"] not in VerdictKind.values:
        raise Malformed(_("A verdict is feasible, conditional or infeasible."))
    said = {name: told[name] for name in ("reason", "alternative", "alternative_due_on") if told.get(name)}
    if told["verdict"] == VerdictKind.CONDITIONAL:
        refuse_if(reasons_not_a_verdict(verdict=told["verdict"], reason=said.get("reason", ""), alternative=""))
    promise.version += 1
    judge(promise, verdict=told["verdict"], by=by, at=at, **said)


@action(FEASIBLE)
def judge_promise(promise: Promise, *, verdict: str, reason: str = "", alternative: str = "", alternative_due_on: date | None = None,
                  by: Person, at: datetime) -> Promise:  # fmt: skip
    """Say whether what is promised is feasible, on conditions, or not, and then what may be promised instead.

    The judge sits down in the PM's seat if it is vacant. Raises Refused when it does not wait for a verdict, on a closed
    engagement, without the conditions, or when a no has neither reason nor alternative.
    """
    refuse_if(reasons_if_closed(promise.engagement))
    if verdict not in VerdictKind.values:
        raise Malformed(_("A verdict is feasible, conditional or infeasible."))
    after(PROMISE_MOVES, "confirm", promise.state)
    refuse_if(reasons_not_a_verdict(verdict=verdict, reason=reason, alternative=alternative))
    offered = {"alternative": alternative.strip(), "alternative_due_on": alternative_due_on} if verdict == VerdictKind.INFEASIBLE else {}
    judge(promise, verdict=verdict, reason=reason.strip(), by=by, at=at, **offered)
    claim_seat(promise.engagement, FEASIBLE, by, at=at)
    if promise.made_by_id != by.pk:
        tell(promise.made_by, "briefs.promise_judged", at=at, by=by, engagement=promise.engagement, url=f"/briefs/promises/{promise.pk}/",
             title=promise.text[:200], verdict=verdict)  # fmt: skip
    record(promise, "briefs.promise_judged", by=by, at=at, verdict=verdict, wording=promise.wording, against=promise.golden)
    return promise


@action(FEASIBLE)
def recheck_promise(promise: Promise, *, reason: str, by: Person, at: datetime) -> Promise:
    """Take a verdict back, by the rule or by a person: the promise waits for the PM's word again.

    Raises Refused without a verdict or a reason, once it is settled, or on a closed engagement.
    """
    refuse_if([*reasons_if_closed(promise.engagement), *reasons_not_to_recheck(verdict=promise.verdict, reason=reason)])
    promise.state = after(PROMISE_MOVES, "recheck", promise.state)
    archive(promise, reason=reason, by=by, at=at)
    ask_pm(promise, at=at)
    promise.save()
    record(promise, "briefs.promise_rechecked", by=by, at=at, wording=promise.wording, reason=reason)
    return promise
