"""Small writes on promises: the PM is asked, a verdict falls, the client hears it, clocks follow the agency's hours."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.models import Brief, FormerPromise, Promise
from svyazka.briefs.rules import LET_OUT, PROMISE_MOVES, BriefState, Judged, PromiseState, VerdictKind
from svyazka.briefs.rules.small import reasons_not_small
from svyazka.clients.models import Engagement, Message
from svyazka.kit.hours import when_hours_change
from svyazka.kit.leaving import after_leaving, before_leaving
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, in_agency_language, system, today
from svyazka.people.rules import Kind

NO_VERDICT = {"verdict": "", "verdict_reason": "", "verdict_by": None, "verdict_at": None, "judged_wording": None, "alternative": "",
              "alternative_due_on": None, "rule": None}  # fmt: skip


def _set(promise: Promise, **fields) -> None:
    for name, value in fields.items():
        setattr(promise, name, value)


def hear(promise: Promise, *, by: Person, at: datetime) -> None:
    """The client hears the promise from this person; the first time counts, with the PM's word as it stands then."""
    if promise.said_at is None:
        _set(promise, said_at=at, said_by=by, said_verdict=promise.verdict)


def give_promises(engagement: Engagement, *, by: Person | None = None, at: datetime) -> int:
    """What holds the promises is with the client: the confirmed ones are given, in the name of `by` or of whoever caught them."""
    rows = list(Promise.objects.filter(engagement=engagement, state=PromiseState.CONFIRMED).select_for_update(no_key=True))
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


def ask_with_brief(brief: Brief, *, by: Person, at: datetime) -> None:
    """The promises that wait go to the PM with the specification; a no on the same words is taken off, for it is asked about anew."""
    for promise in queries.waiting_promises(brief).select_for_update(no_key=True):
        if promise.state == PromiseState.DRAFT:
            if promise.verdict:
                archive(promise, by=by, at=at)
            _set(promise, asked_at=at, verdict_due_at=brief.verdict_due_at, with_brief=True)
        _set(promise, state=after(PROMISE_MOVES, "submit", promise.state), brief=brief, version=promise.version + 1)
        promise.save()


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


def pass_if_small(promise: Promise, *, at: datetime) -> bool:
    """Let a promise pass by the rule of small ones, as in force on the day it was said; return whether it did.

    What the rule lets pass needs no word before it is said: it has its verdict from the moment the client hears it.
    """
    row = queries.small_rule_on(today(promise.said_at or at))
    if row is None or reasons_not_small(queries.small(row), kind=promise.kind, hours=promise.hours, integration=promise.integration, kopecks=promise.price_kopecks):
        return False
    if promise.said_at and not promise.said_verdict:
        promise.said_verdict = VerdictKind.FEASIBLE
    with in_agency_language():
        reason = str(_("By the rule of small promises: %(rule)s.") % {"rule": queries.small(row)})
    judge(promise, verdict=VerdictKind.FEASIBLE, reason=reason, rule=row, by=system(), at=at)
    return True


def archive(promise: Promise, *, reason: str = "", by: Person, at: datetime) -> None:
    """Keep how the promise stood, and take the verdict off it; the row is not saved yet."""
    FormerPromise.objects.create(
        promise=promise, wording=promise.wording, kind=promise.kind, text=promise.text, due_on=promise.due_on, verdict=promise.verdict,
        verdict_reason=promise.verdict_reason, verdict_by=promise.verdict_by, verdict_at=promise.verdict_at, ended_by=by, ended_at=at, reason=reason,
    )  # fmt: skip
    _set(promise, **NO_VERDICT)


@before_leaving
def reasons_of_promises(engagement: Engagement, text: str) -> list:
    """List the promises that the words repeat and that the PM has not let out."""
    held = [promise for promise in queries.repeated_in(engagement, text) if not promise.let_out]
    return [
        _("These words hold the promise “%(text)s”, which has no yes of the PM on this wording. Take it out, or wait for the verdict: the words are kept here.")
        % {"text": promise.text} for promise in held
    ]  # fmt: skip


@after_leaving
def hear_in(message: Message, *, at: datetime) -> None:
    """The client has read the promises that the message repeats: those that the PM has let out are given by it."""
    for promise in queries.repeated_in(message.engagement, message.fresh):
        if promise.state == PromiseState.CONFIRMED:
            promise.message = promise.message or message
            author = message.author if message.author and message.author.kind == Kind.STAFF else promise.made_by
            _give(promise, by=author, at=message.said_at)


@when_hours_change
def wind_verdicts(*, by: Person, at: datetime) -> int:
    """Set the clocks of the verdicts that are awaited anew, for hours, days or norms have changed; return how many are awaited."""
    window = agency_window()
    briefs = list(Brief.objects.filter(state=BriefState.SUBMITTED, submitted_at__isnull=False))
    for brief in briefs:
        brief.verdict_due_at = window.add(brief.submitted_at, queries.verdict_within(Judged.BRIEF, today(brief.submitted_at)))
    Brief.objects.bulk_update(briefs, ["verdict_due_at"], batch_size=500)
    promises = list(Promise.objects.filter(state=PromiseState.CHECKING, asked_at__isnull=False))
    for promise in promises:
        clock = queries.verdict_clock(promise, window)
        promise.verdict_due_at = clock.reaches(100) if clock else None
    Promise.objects.bulk_update(promises, ["verdict_due_at"], batch_size=500)
    return len(briefs) + len(promises)
