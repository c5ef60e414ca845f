"""Small writes on promises: a verdict falls, is taken off, the client hears the promise."""

from datetime import datetime

from svyazka.briefs import queries
from svyazka.briefs.models import FormerPromise, Promise
from svyazka.briefs.rules import LET_OUT, PROMISE_MOVES, Judged, PromiseState
from svyazka.briefs.rules.leaving import reasons_not_to_say
from svyazka.clients.models import Engagement, Message
from svyazka.kit.leaving import after_leaving, before_leaving
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.people.rules import Kind

NO_VERDICT = {"verdict": "", "verdict_reason": "", "verdict_by": None, "verdict_at": None, "judged_wording": None, "alternative": "",
              "alternative_due_on": None, "rule": None, "conditions_by": None, "conditions_at": None}  # fmt: skip


def _set(promise: Promise, **fields) -> None:
    for name, value in fields.items():
        setattr(promise, name, value)


def hear(promise: Promise, *, by: Person, at: datetime) -> None:
    """The client hears the promise from this person; the first time counts, with the PM's word as it stands then."""
    if promise.said_at is None:
        _set(promise, said_at=at, said_by=by, said_verdict=promise.verdict)


def give_promises(engagement: Engagement, *, by: Person | None = None, at: datetime) -> int:
    """What holds the promises is with the client: those let out are given, in the name of `by` or of whoever caught them."""
    rows = list(Promise.objects.filter(engagement=engagement, state=PromiseState.CONFIRMED).let_out().select_for_update(no_key=True))
    for promise in rows:
        _give(promise, by=by or promise.made_by, at=at)
    return len(rows)


def _give(promise: Promise, *, by: Person, at: datetime) -> None:
    promise.state = after(PROMISE_MOVES, "give", promise.state)
    hear(promise, by=by, at=at)
    promise.given_at = promise.given_at or at
    promise.version += 1
    promise.save()


def ask_pm(promise: Promise, event: str = "submit", *, at: datetime) -> None:
    """The promise waits for the PM's word from now on; the row is not saved yet."""
    due = agency_window().add(at, queries.verdict_within(Judged.PROMISE, today(at)))
    _set(promise, state=after(PROMISE_MOVES, event, promise.state), asked_at=at, verdict_due_at=due, with_brief=False)


def judge(promise: Promise, *, verdict: str, reason: str = "", alternative: str = "", alternative_due_on=None, rule=None, by: Person,
          at: datetime) -> Promise:  # fmt: skip
    """Let a verdict fall on the present wording; what the client has heard already is given by it, whatever it says."""
    if promise.state == PromiseState.DRAFT:
        ask_pm(promise, at=at)
    event = "stand" if promise.said_at else "confirm" if verdict in LET_OUT else "reject"
    _set(promise, state=after(PROMISE_MOVES, event, promise.state), verdict=verdict, verdict_reason=reason, verdict_by=by, verdict_at=at,
         judged_wording=promise.wording, alternative=alternative, alternative_due_on=alternative_due_on, rule=rule)  # fmt: skip
    if promise.said_at:
        promise.given_at = promise.given_at or promise.said_at
    promise.save()
    return promise


def archive(promise: Promise, *, reason: str = "", by: Person, at: datetime) -> None:
    """Keep how the promise stood, and take the verdict off it; the row is not saved yet."""
    FormerPromise.objects.create(
        promise=promise, wording=promise.wording, kind=promise.kind, text=promise.text, due_on=promise.due_on, verdict=promise.verdict,
        verdict_reason=promise.verdict_reason, verdict_by=promise.verdict_by, verdict_at=promise.verdict_at, ended_by=by, ended_at=at, reason=reason,
    )  # fmt: skip
    _set(promise, **NO_VERDICT)


@before_leaving
def reasons_of_promises(engagement: Engagement, text: str, *, at: datetime) -> list:
    """List the promises that the words repeat and that do not leave yet."""
    return reasons_not_to_say(queries.held_in(engagement, text, at))


@after_leaving
def hear_in(message: Message, *, at: datetime) -> None:
    """The client has read the promises that the message repeats: those that the PM has let out are given by it."""
    for promise in queries.repeated_in(message.engagement, message.fresh):
        if promise.state == PromiseState.CONFIRMED and promise.let_out:
            promise.message = promise.message or message
            author = message.author if message.author and message.author.kind == Kind.STAFF else promise.made_by
            _give(promise, by=author, at=message.said_at)
