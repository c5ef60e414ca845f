"""Small writes by which the PM is asked: the rule of small promises, a whole specification, a stage whose day has moved, the clocks."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.models import Brief, Promise
from svyazka.briefs.rules import (
    LET_OUT,
    LIVE_PROMISES,
    PROMISE_MOVES,
    BriefState,
    Judged,
    PromiseKind,
    PromiseState,
    VerdictKind,
)
from svyazka.briefs.rules.small import reasons_not_small
from svyazka.briefs.rules.stages import Stage, has_moved
from svyazka.briefs.steps.promise import archive, ask_pm, judge
from svyazka.clients.models import Engagement
from svyazka.journal.steps import record
from svyazka.kit.guard import DUTIES
from svyazka.kit.hours import when_hours_change
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, in_agency_language, system, today
from svyazka.roles.steps import call_for, tell_holder


def ask_or_pass(promise: Promise, event: str, *, by: Person, at: datetime) -> None:
    """Let the promise pass by the rule, or ask the PM, and whoever may become one here."""
    ask_pm(promise, event, at=at)
    promise.save()
    if not pass_if_small(promise, at=at):
        call_for(promise.engagement, DUTIES["tz.feasible"], at=at)
        tell_holder(promise.engagement, DUTIES["tz.feasible"], "briefs.promise_waits", url=f"/briefs/promises/{promise.pk}/", by=by, at=at,
                    title=promise.text[:200])  # fmt: skip


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


def ask_with_brief(brief: Brief, *, by: Person, at: datetime) -> None:
    """The promises that wait go to the PM with the specification; a no on the same words is taken off, for it is asked about anew."""
    for promise in queries.waiting_promises(brief).select_for_update(no_key=True):
        if promise.state == PromiseState.DRAFT:
            if promise.verdict:
                archive(promise, by=by, at=at)
            promise.asked_at, promise.verdict_due_at, promise.with_brief = at, brief.verdict_due_at, True
        promise.state, promise.brief = after(PROMISE_MOVES, "submit", promise.state), brief
        promise.version += 1
        promise.save()


def ask_of_moved_stages(engagement: Engagement, before: Sequence[Stage], now: Sequence[Stage], *, by: Person, at: datetime) -> int:
    """The days of stages have moved: the terms that rest on them lose the PM's yes, given of other days, and are asked about anew.

    Returns how many.
    """
    terms = Promise.objects.filter(engagement=engagement, state__in=LIVE_PROMISES, kind=PromiseKind.TERM, verdict__in=LET_OUT, due_on__isnull=False)
    rows = [row for row in terms.select_for_update(no_key=True).order_by("pk") if has_moved(row.due_on, before, now)]
    for promise in rows:
        with in_agency_language():
            reason = str(_("The day of its stage has moved."))
        archive(promise, reason=reason, by=by, at=at)
        promise.version += 1
        ask_or_pass(promise, "recheck", by=by, at=at)
        record(promise, "briefs.promise_rechecked", by=by, at=at, wording=promise.wording, reason=reason)
    return len(rows)


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
