"""A promise is made, taken back, settled."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.actions.duties import WRITE
from svyazka.briefs.models import Brief, Promise
from svyazka.briefs.rules import PROMISE_MOVES, PromiseKind, VerdictKind
from svyazka.clients.actions import TALK
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import Person


def _write_promise(engagement: Engagement, brief: Brief | None, told: Mapping, *, by: Person, at: datetime) -> Promise:
    if told["kind"] not in PromiseKind.values:
        raise Malformed(_("A promise is of term, price, feature or result."))
    return Promise.objects.create(
        engagement=engagement, brief=brief, kind=told["kind"], text=told["text"], due_on=told.get("due_on"), made_by=by,
        made_at=at,
    )  # fmt: skip


@action(WRITE, lock=False)
def make_promise(engagement: Engagement, *, kind: str, text: str, due_on: date | None = None, by: Person,
                 at: datetime) -> Promise:  # fmt: skip
    """Write down something said to the client that binds us; it waits for the PM's word. Raises Refused when it is closed."""
    refuse_if(reasons_if_closed(Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)))
    brief = queries.latest_brief(engagement)
    promise = _write_promise(engagement, brief, {"kind": kind, "text": text, "due_on": due_on}, by=by, at=at)
    record(promise, "briefs.promised", by=by, at=at, kind=kind)
    return promise


def _judge_promise(promise: Promise, told: Mapping, *, by: Person, at: datetime) -> None:
    if told["verdict"] not in VerdictKind.values:
        raise Malformed(_("A verdict is feasible, conditional or infeasible."))
    if promise.state == "draft":
        promise.state = after(PROMISE_MOVES, "submit", promise.state)
    event = "reject" if told["verdict"] == VerdictKind.INFEASIBLE else "confirm"
    promise.state = after(PROMISE_MOVES, event, promise.state)
    promise.verdict, promise.verdict_reason = told["verdict"], told.get("reason", "")
    promise.verdict_by, promise.verdict_at = by, at
    promise.save(update_fields=["state", "verdict", "verdict_reason", "verdict_by", "verdict_at"])


@action(WRITE)
def withdraw_promise(promise: Promise, *, reason: str = "", by: Person, at: datetime) -> Promise:
    """Take a promise back before it is given."""
    return _move_promise(promise, "withdraw", reason, by=by, at=at)


@action(TALK)
def settle_promise(promise: Promise, *, outcome: str, reason: str = "", by: Person, at: datetime) -> Promise:
    """Say how a given promise ended: kept, changed with the client's consent, or broken."""
    events = {"kept": "keep", "changed": "change", "broken": "break"}
    if outcome not in events:
        raise Malformed(_("A promise is kept, changed or broken."))
    return _move_promise(promise, events[outcome], reason, by=by, at=at)


def _move_promise(promise: Promise, event: str, reason: str, *, by: Person, at: datetime) -> Promise:
    promise.state, promise.settled_at = after(PROMISE_MOVES, event, promise.state), at
    promise.save(update_fields=["state", "settled_at"])
    record(promise, "briefs.promise_settled", by=by, at=at, state=promise.state, reason=reason)
    return promise
