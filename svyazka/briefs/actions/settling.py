"""How a given promise ended: kept, changed with the client's consent, broken."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.actions.promise import _worded
from svyazka.briefs.models import Promise
from svyazka.briefs.rules import PROMISE_MOVES, PromiseSource, VerdictKind
from svyazka.briefs.rules.leaving import plain
from svyazka.briefs.rules.outcome import OUTCOMES, reasons_not_to_change
from svyazka.briefs.steps import ask_or_pass, ask_pm, hear, judge
from svyazka.clients.actions import TALK
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if, unknown
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import today


@action(TALK)
def settle_promise(promise: Promise, *, outcome: str, reason: str = "", text: str = "", due_on: date | None = None,
                   replacement: int | None = None, by: Person, at: datetime) -> Promise:  # fmt: skip
    """Say how a given promise ended: kept, changed with the client's consent, or broken.

    Changed before its day, with the evidence of the consent in `reason`; what was agreed instead is a promise of its own: the
    confirmed one whose key is `replacement`, or `text` by `due_on`. Raises Refused as said in `reasons_not_to_change`, and when it
    was not given; Malformed on a strange outcome or replacement.
    """
    if outcome not in OUTCOMES:
        raise Malformed(_("A promise is kept, changed or broken."))
    state = after(PROMISE_MOVES, OUTCOMES[outcome], promise.state)
    if outcome == "changed":
        refuse_if(reasons_not_to_change(evidence=reason, due_on=promise.due_on, today=today(at)))
    promise.state, promise.settled_at, promise.settled_by, promise.outcome_note = state, at, by, reason.strip()
    promise.save(update_fields=["state", "settled_at", "settled_by", "outcome_note"])
    if outcome == "changed":
        _replace(promise, text.strip(), due_on, replacement, by=by, at=at)
    record(promise, "briefs.promise_settled", by=by, at=at, state=promise.state, reason=reason)
    return promise


def _replace(promise: Promise, text: str, due_on: date | None, replacement: int | None, *, by: Person, at: datetime) -> None:
    if replacement is not None:
        other = queries.replacing(promise).select_for_update(no_key=True).filter(pk=replacement).first()
        if other is None:
            raise unknown("replacement", replacement)
        other.replaces, other.state = promise, after(PROMISE_MOVES, "give", other.state)
        hear(other, by=by, at=at)
        other.given_at, other.version = at, other.version + 1
        other.save()
    elif text or due_on:
        _agreed_instead(promise, text or promise.text, due_on, by=by, at=at)


def _agreed_instead(promise: Promise, text: str, due_on: date | None, *, by: Person, at: datetime) -> Promise:
    """Write down what was agreed with the client: the PM's own alternative is judged already, anything else the client heard without the PM."""
    refuse_if(reasons_if_closed(promise.engagement))
    made = Promise(
        engagement=promise.engagement, brief=promise.brief, kind=promise.kind, text=_worded(promise.kind, text), due_on=due_on or promise.due_on,
        made_by=by, made_at=at, source=PromiseSource.OTHER, replaces=promise,
    )  # fmt: skip
    offered = promise.alternative and plain(promise.alternative) == plain(text) and made.due_on == (promise.alternative_due_on or promise.due_on)
    if not offered:
        hear(made, by=by, at=at)
        ask_or_pass(made, "submit", by=by, at=at)
        return made
    ask_pm(made, at=at)
    made.said_at, made.said_by, made.said_verdict = at, by, VerdictKind.FEASIBLE
    return judge(made, verdict=VerdictKind.FEASIBLE, by=promise.verdict_by, at=promise.verdict_at)
