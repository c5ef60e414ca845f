"""What can happen to needs, specifications and promises."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries, rules
from svyazka.briefs.models import Brief, Clause, Need, Promise, Verdict
from svyazka.briefs.rules import BRIEF_MOVES, PROMISE_MOVES, BriefState, ClauseKind, PromiseKind, VerdictKind
from svyazka.briefs.steps import move_promises
from svyazka.clients.actions import TALK
from svyazka.clients.models import Engagement
from svyazka.clients.steps import advance_engagement
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.states import after
from svyazka.leads.steps import move_lead
from svyazka.people.models import Person
from svyazka.people.queries import agency_window
from svyazka.roles.steps import call_for, claim_seat

RESEARCH = Duty("need.research", _("Interview the client about needs"), stage=Stage.BRIEF)
WRITE = Duty("tz.write", _("Write the technical specification"), stage=Stage.BRIEF)
FEASIBLE = Duty("tz.feasible", _("Say what is feasible"), stage=Stage.BRIEF, claims=True)
CHOOSE = Duty("solution.choose", _("Choose the technical solution"), stage=Stage.BRIEF)

VERDICT_WITHIN = timedelta(hours=8)  # working hours: the PM's word is due within a working day


@action(WRITE, lock=False)
def write_brief(engagement: Engagement, *, needs: Iterable, clauses: Iterable[Mapping],
                promises: Iterable[Mapping] = (), by: Person, at: datetime) -> Brief:  # fmt: skip
    """Write the next edition of the specification: needs, clauses, and promises made on the way.

    `needs` are texts or {"text", "goal", "measure"}; `clauses` are {"kind", "text", "criterion", "need"?}; `promises`
    are {"kind", "text", "due_on"}. Raises Refused on a closed engagement, Malformed on a strange kind.
    """
    engagement = Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)
    _refuse_when_closed(engagement)
    before = queries.latest_brief(engagement)
    if before and before.state == BriefState.SUBMITTED:
        raise Refused(_("Edition %(edition)s is being checked by the PM: wait for the verdict.") % {"edition": before.edition})
    brief = Brief.objects.create(
        engagement=engagement, edition=before.edition + 1 if before else 1, written_by=by, written_at=at
    )
    _write_clauses(brief, _write_needs(brief, needs), clauses)
    for told in promises:
        _write_promise(engagement, brief, told, by=by, at=at)
    advance_engagement(engagement, "brief", at=at)
    move_lead(engagement, "brief", at=at)
    record(brief, "briefs.written", by=by, at=at, edition=brief.edition)
    return brief


def _refuse_when_closed(engagement: Engagement) -> None:
    refuse_if(rules.reasons_not_to_go_on(closed=engagement.closed_at is not None))


def _write_needs(brief: Brief, needs: Iterable) -> list[Need]:
    rows = [{"text": told} if isinstance(told, str) else dict(told) for told in needs]
    return Need.objects.bulk_create(
        Need(brief=brief, engagement=brief.engagement, position=n, text=row["text"], goal=row.get("goal", ""),
             measure=row.get("measure", ""))
        for n, row in enumerate(rows, start=1)
    )  # fmt: skip


def _write_clauses(brief: Brief, needs: list[Need], clauses: Iterable[Mapping]) -> None:
    rows = []
    for position, told in enumerate(clauses, start=1):
        if told["kind"] not in ClauseKind.values:
            raise Malformed(_("A clause is must, should or wont."))
        number = told.get("need") or (1 if len(needs) == 1 else 0)
        need = needs[number - 1] if 0 < number <= len(needs) else None
        rows.append(Clause(brief=brief, engagement=brief.engagement, position=position, kind=told["kind"],
                           text=told["text"], criterion=told.get("criterion", ""), need=need))  # fmt: skip
    Clause.objects.bulk_create(rows)


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
    _refuse_when_closed(Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk))
    brief = queries.latest_brief(engagement)
    promise = _write_promise(engagement, brief, {"kind": kind, "text": text, "due_on": due_on}, by=by, at=at)
    record(promise, "briefs.promised", by=by, at=at, kind=kind)
    return promise


@action(WRITE)
def submit_brief(brief: Brief, *, by: Person, at: datetime) -> Brief:
    """Send the specification and its promises to the PM; whoever may judge sees the engagement from now on.

    Raises Refused without needs and clauses, when it was sent already, or the engagement is closed.
    """
    _refuse_when_closed(brief.engagement)
    refuse_if(rules.reasons_not_to_submit(clauses=brief.clauses.count(), needs=brief.needs.count()))
    brief.state = after(BRIEF_MOVES, "submit", brief.state)
    brief.submitted_at, brief.verdict_due_at = at, agency_window().add(at, VERDICT_WITHIN)
    brief.save(update_fields=["state", "submitted_at", "verdict_due_at"])
    move_promises(queries.waiting_promises(brief), "submit", brief=brief)
    call_for(brief.engagement, FEASIBLE, at=at)
    record(brief, "briefs.submitted", by=by, at=at, edition=brief.edition)
    return brief


@action(FEASIBLE)
def judge_brief(brief: Brief, *, verdict: str, hours: Decimal, risks: str = "", reason: str = "",
                promises: Iterable[Mapping] = (), by: Person, at: datetime) -> Verdict:  # fmt: skip
    """Say what of this edition is feasible, and of each promise; the judge sits down in the PM's seat if it is vacant.

    `promises` are {"id", "verdict", "reason"}. Anything but a plain yes goes back to the AM. Raises Refused while a
    promise lacks a verdict, the edition was not sent for one, or the engagement is closed.
    """
    _refuse_when_closed(brief.engagement)
    if verdict not in VerdictKind.values:
        raise Malformed(_("A verdict is feasible, conditional or infeasible."))
    judged = {told["id"]: told for told in promises}
    waiting = {row.pk: row for row in queries.waiting_promises(brief)}
    state = after(BRIEF_MOVES, verdict, brief.state)
    refuse_if(rules.reasons_not_to_judge({key: row.text for key, row in waiting.items()}, judged))
    brief.state = state
    brief.save(update_fields=["state"])
    for key, promise in waiting.items():
        _judge_promise(promise, judged[key], by=by, at=at)
    claim_seat(brief.engagement, FEASIBLE, by, at=at)
    given = Verdict.objects.create(
        brief=brief, engagement=brief.engagement, verdict=verdict, hours=hours, risks=risks, reason=reason, by=by, at=at
    )
    back = {} if verdict == VerdictKind.FEASIBLE else {"way_back": "verdict"}
    tell(brief.written_by, "briefs.judged", at=at, by=by, engagement=brief.engagement, url=f"/briefs/{brief.pk}/",
         title=brief.engagement.title, verdict=verdict)  # fmt: skip
    record(brief, "briefs.judged", by=by, at=at, edition=brief.edition, verdict=verdict, hours=str(hours), **back)
    return given


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
