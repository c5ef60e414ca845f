"""A promise is caught, worded anew, taken back before the client hears it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.actions.duties import CATCH
from svyazka.briefs.models import Brief, Promise
from svyazka.briefs.rules import PROMISE_MOVES, PromiseKind, PromiseSource, PromiseState, VerdictKind
from svyazka.briefs.rules.promise import (
    TOLD_IN,
    reasons_not_to_adopt,
    reasons_not_to_reword,
    reasons_not_to_withdraw,
    source_of,
)
from svyazka.briefs.steps import archive, ask_or_pass, hear
from svyazka.clients.models import Engagement, Message
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.rules import Kind

WORDS = ("kind", "text", "due_on")
FREE = (PromiseSource.CALL, PromiseSource.DRAFT, PromiseSource.LEAD)  # sources that no row stands behind


def _worded(kind: str, text: str) -> str:
    """Return the words as they are kept. Raises Malformed on a strange kind or no words."""
    if kind not in PromiseKind.values:
        raise Malformed(_("A promise is of term, price, feature or result."))
    text = clean(text).strip()
    if not text:
        raise Malformed(_("Say what was promised."))
    return text


def _write_promise(engagement: Engagement, brief: Brief | None, told: Mapping, *, by: Person, at: datetime) -> Promise:
    """Write down a promise of an edition: the PM judges it with the edition."""
    return Promise.objects.create(
        engagement=engagement, brief=brief, kind=told["kind"], text=_worded(told["kind"], told["text"]), due_on=told.get("due_on"),
        made_by=by, made_at=at,
    )  # fmt: skip


@action(CATCH, lock=False)
def make_promise(engagement: Engagement, *, kind: str, text: str, due_on: date | None = None, source: str = PromiseSource.OTHER,
                 message: Message | None = None, clause_key: int | None = None, hours: Decimal | None = None,
                 integration: bool | None = None, price_kopecks: int | None = None, said: bool = False, by: Person,
                 at: datetime) -> Promise:  # fmt: skip
    """Catch something said to the client that binds us, or about to be said: a small one passes by the rule, others wait for the PM.

    Caught from a message that has gone to the client, it was said then, by its author; `said` tells of any other that the client
    has heard it just now. Words that wait here already, or that the PM has said no to, are that same promise, heard now. `hours`,
    `integration` and `price_kopecks` not stated make it not small. Raises Refused on a closed engagement or when the same words
    were caught already, Malformed on a strange kind, source or message.
    """
    refuse_if(reasons_if_closed(Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)))
    text = _worded(kind, text)
    promise = Promise(
        engagement=engagement, brief=queries.latest_brief(engagement), kind=kind, text=text, due_on=due_on, made_by=by, made_at=at,
        source=_source(engagement, source, message, clause_key), message=message, clause_key=clause_key, hours=hours,
        integration=integration, price_kopecks=price_kopecks,
    )  # fmt: skip
    if message is not None and promise.source in TOLD_IN:
        hear(promise, by=message.author if message.author and message.author.kind == Kind.STAFF else by, at=message.said_at)
    elif said:
        hear(promise, by=by, at=at)
    same = queries.same_words(engagement, text)
    if same is None:
        ask_or_pass(promise, "submit", by=by, at=at)
    else:
        promise = _heard_after_all(same, promise, by=by, at=at)
    record(promise, "briefs.promised", by=by, at=at, kind=kind, source=promise.source, said=promise.said_at is not None)
    return promise


def _heard_after_all(known: Promise, caught: Promise, *, by: Person, at: datetime) -> Promise:
    """The client has heard a promise that was written down before: with a yes it is given, with a no it is given against it."""
    if known.said_at is not None or caught.said_at is None:
        raise Refused(_("These words were caught already."))
    judged_before = known.verdict_at is not None and known.verdict_at <= caught.said_at
    known.said_at, known.said_by, known.said_verdict = caught.said_at, caught.said_by, known.verdict if judged_before else ""
    known.message, known.version = known.message or caught.message, known.version + 1
    if known.verdict:
        known.state, known.given_at = after(PROMISE_MOVES, "give" if known.has_yes else "stand", known.state), known.said_at
    elif known.state == PromiseState.DRAFT:
        ask_or_pass(known, "submit", by=by, at=at)
    known.save()
    return known


def _source(engagement: Engagement, named: str, message: Message | None, clause_key: int | None) -> str:
    if named not in PromiseSource.values:
        raise Malformed(_("There is no such source of a promise: %(source)s.") % {"source": named})
    if message is not None:
        if message.engagement_id != engagement.pk:
            raise Malformed(_("This message is of another engagement."))
        return source_of(stream=message.stream, channel=message.channel, from_client=message.from_client)
    if clause_key is not None:
        if not engagement.clauses.filter(key=clause_key).exists():
            raise Malformed(_("The specification has no such clause."))
        return PromiseSource.CLAUSE
    return named if named in FREE else PromiseSource.OTHER


@action(CATCH)
def reword_promise(promise: Promise, *, kind: str, text: str, due_on: date | None = None, hours: Decimal | None = None,
                   integration: bool | None = None, price_kopecks: int | None = None, by: Person, at: datetime) -> Promise:  # fmt: skip
    """Say it otherwise: other words, kind or day are another wording, which waits for a verdict of its own.

    What is stated of its size may change a verdict by the rule, never the PM's. Raises Refused once the client has heard it, on a
    closed engagement, or when nothing changes.
    """
    refuse_if([*reasons_if_closed(promise.engagement), *reasons_not_to_reword(said=promise.said_at is not None)])
    after(PROMISE_MOVES, "reword", promise.state)
    new = {"kind": kind, "text": _worded(kind, text), "due_on": due_on, "hours": hours, "integration": integration, "price_kopecks": price_kopecks}
    changed = {name for name, value in new.items() if getattr(promise, name) != value}
    if not changed:
        raise Refused(_("Nothing has changed."))
    worded, before = bool(changed & set(WORDS)), promise.text
    anew = worded or not promise.verdict or promise.rule_id is not None
    if anew:
        archive(promise, by=by, at=at)
        promise.wording += worded
    for name, value in new.items():
        setattr(promise, name, value)
    if anew:
        ask_or_pass(promise, "reword", by=by, at=at)
    else:
        promise.save()
    record(promise, "briefs.promise_reworded", by=by, at=at, wording=promise.wording, before=before[:500])
    return promise


@action(CATCH)
def take_alternative(promise: Promise, *, by: Person, at: datetime) -> Promise:
    """Take up what the PM has offered instead: it becomes the wording, judged feasible by whoever offered it.

    Raises Refused without an alternative, once the client has heard the former words, or on a closed engagement.
    """
    refuse_if([*reasons_if_closed(promise.engagement), *reasons_not_to_adopt(verdict=promise.verdict, alternative=promise.alternative)])
    state = after(PROMISE_MOVES, "adopt", promise.state)
    judge, judged_at, text, due_on = promise.verdict_by, promise.verdict_at, promise.alternative, promise.alternative_due_on
    archive(promise, by=by, at=at)
    promise.state, promise.text, promise.due_on, promise.wording = state, text, due_on or promise.due_on, promise.wording + 1
    promise.verdict, promise.verdict_by, promise.verdict_at, promise.judged_wording = VerdictKind.FEASIBLE, judge, judged_at, promise.wording
    promise.save()
    record(promise, "briefs.alternative_taken", by=by, at=at, wording=promise.wording)
    return promise


@action(CATCH)
def withdraw_promise(promise: Promise, *, reason: str = "", by: Person, at: datetime) -> Promise:
    """Take a promise back before it is given. Raises Refused once the client has heard it."""
    refuse_if(reasons_not_to_withdraw(said=promise.said_at is not None))
    promise.state, promise.settled_at, promise.settled_by = after(PROMISE_MOVES, "withdraw", promise.state), at, by
    promise.outcome_note = reason
    promise.save(update_fields=["state", "settled_at", "settled_by", "outcome_note"])
    record(promise, "briefs.promise_settled", by=by, at=at, state=promise.state, reason=reason)
    return promise
