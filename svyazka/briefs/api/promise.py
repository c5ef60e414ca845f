"""Promises, spoken in JSON: caught, judged, worded anew, settled."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.briefs import actions, queries
from svyazka.briefs.models import Promise
from svyazka.clients.queries import visible_to
from svyazka.kit import bulk
from svyazka.kit.api import LIMIT, Hours, In, Key, Line, Money, Number, Text, clock_told, listed, money, plain, upto
from svyazka.kit.http import find

router = Router()


def promise_shown(promise: Promise) -> dict:
    """Tell a promise."""
    return {"id": promise.pk, "version": promise.version, "engagement_id": promise.engagement_id, "kind": promise.kind,
            "text": promise.text, "due_on": promise.due_on, "state": promise.state, "verdict": promise.verdict,
            "verdict_reason": promise.verdict_reason, "wording": promise.wording, "source": promise.source,
            "message_id": promise.message_id, "clause_key": promise.clause_key, "hours": plain(promise.hours),
            "new_integration": promise.integration, "price": money(promise.price_kopecks), "by_rule": promise.rule_id is not None,
            "alternative": promise.alternative, "alternative_due_on": promise.alternative_due_on, "said_at": promise.said_at,
            "golden": promise.golden, "verdict_due_at": promise.verdict_due_at, "given_at": promise.given_at, "settled_at": promise.settled_at,
            "outcome_note": promise.outcome_note, "replaces": promise.replaces_id, "conditions_accepted_at": promise.conditions_at,
            "let_out": promise.let_out, "disputed_at": promise.disputed_at, "dispute_reason": promise.dispute_reason}  # fmt: skip


class PromiseIn(In):
    kind: str
    text: Text
    due_on: date | None = None


class WordingIn(PromiseIn):
    hours: Hours | None = None
    new_integration: bool | None = None
    price: Money | None = None

    def told(self) -> dict:
        """Return the wording as the actions take it."""
        return {"kind": self.kind, "text": self.text, "due_on": self.due_on, "hours": self.hours, "integration": self.new_integration,
                "price_kopecks": self.price.kopecks if self.price else None}  # fmt: skip


class CatchIn(WordingIn):
    source: Line = "other"
    message_id: Key | None = None
    clause_key: Number | None = None
    said: bool = False


@router.get("/promises")
def list_promises(request, cursor: str | None = None, limit: int = LIMIT, state: str = ""):
    """List the promises you see."""
    promises = queries.promises_visible_to(request.user, timezone.now())
    return listed(promises.filter(state=state) if state else promises, promise_shown, cursor=cursor, limit=limit)


@router.post("/engagements/{engagement_id}/promises", response={201: dict})
def promise(request, engagement_id: int, body: CatchIn):
    """Catch a promise; from a message that has gone to the client it was said then."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    message = find(engagement.messages.select_related("author"), body.message_id) if body.message_id else None
    made = actions.make_promise(engagement, **body.told(), source=body.source, message=message, clause_key=body.clause_key, said=body.said,
                                by=request.user, at=at)  # fmt: skip
    return Status(201, promise_shown(made))


def the_promise(request, promise_id: int) -> Promise:
    """Return the promise, if this person sees it."""
    return find(queries.promises_visible_to(request.user, timezone.now()), promise_id)


@router.get("/promises/checking")
def queue(request, cursor: str | None = None, limit: int = LIMIT, kind: str = "", by: str = "", only: str = ""):
    """List the promises that wait for a verdict, with their clocks; `only` is `late` or `said`."""
    at = timezone.now()
    found = queries.narrowed(queries.to_judge(request.user, at), {"kind": kind, "by": by, "only": only}, at)

    def shown(row: Promise) -> dict:
        clock = queries.verdict_clock(row)
        return {**promise_shown(row), "clock": clock_told(clock, at) if clock else None}

    return listed(found, shown, cursor=cursor, limit=limit)


class PromiseVerdictsIn(In):
    ids: list[Key] = Field(min_length=1, max_length=bulk.MOST)


@router.post("/promises/verdicts")
def judge_many(request, body: PromiseVerdictsIn):
    """Say a plain yes to each of these promises; whichever is refused is told by row."""
    at, by = timezone.now(), request.user
    rows = [find(queries.promises_visible_to(by, at), key) for key in dict.fromkeys(body.ids)]
    return bulk.told(bulk.each(rows, lambda row: actions.judge_promise(row, verdict="feasible", by=by, at=at)))


@router.get("/promises/{promise_id}")
def one(request, promise_id: int):
    """Tell one promise, and how it stood before."""
    found = the_promise(request, promise_id)
    former = [{"wording": row.wording, "kind": row.kind, "text": row.text, "due_on": row.due_on, "verdict": row.verdict,
               "verdict_reason": row.verdict_reason, "ended_at": row.ended_at, "reason": row.reason} for row in queries.former_of(found)]  # fmt: skip
    return {**promise_shown(found), "former": former}


class JudgingIn(In):
    verdict: str
    reason: upto(5000) = ""
    alternative: upto(5000) = ""
    alternative_due_on: date | None = None


@router.post("/promises/{promise_id}/verdicts", response={201: dict})
def judge(request, promise_id: int, body: JudgingIn):
    """Say whether a promise is feasible, on conditions, or not, and then what may be promised instead."""
    judged = actions.judge_promise(the_promise(request, promise_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, promise_shown(judged))


@router.post("/promises/{promise_id}/conditions")
def accept_conditions(request, promise_id: int):
    """Accept the conditions of the PM's yes: they stand beside the promise from now on."""
    return promise_shown(actions.accept_conditions(the_promise(request, promise_id), by=request.user, at=timezone.now()))


class ReasonIn(In):
    reason: upto(20000) = ""


@router.post("/promises/{promise_id}/rechecking")
def recheck(request, promise_id: int, body: ReasonIn):
    """Take a verdict back: the promise waits for the PM's word again."""
    return promise_shown(actions.recheck_promise(the_promise(request, promise_id), reason=body.reason, by=request.user, at=timezone.now()))


@router.post("/promises/{promise_id}/wordings", response={201: dict})
def reword(request, promise_id: int, body: WordingIn):
    """Say it otherwise; other words, kind or day wait for a verdict of their own."""
    return Status(201, promise_shown(actions.reword_promise(the_promise(request, promise_id), by=request.user, at=timezone.now(), **body.told())))


@router.post("/promises/{promise_id}/alternative-taking")
def take_alternative(request, promise_id: int):
    """Take up what the PM has offered instead."""
    return promise_shown(actions.take_alternative(the_promise(request, promise_id), by=request.user, at=timezone.now()))


class OutcomeIn(In):
    outcome: str
    reason: upto(20000) = ""
    text: upto(20000) = ""
    due_on: date | None = None
    replacement: Key | None = None


@router.post("/promises/{promise_id}/outcomes", response={201: dict})
def settle(request, promise_id: int, body: OutcomeIn):
    """Say how a promise ended; changed, with the evidence in `reason` and what was agreed instead."""
    return Status(201, promise_shown(actions.settle_promise(the_promise(request, promise_id), by=request.user, at=timezone.now(), **body.model_dump())))


@router.post("/promises/{promise_id}/withdrawal")
def withdraw(request, promise_id: int, body: ReasonIn):
    """Take a promise back."""
    return promise_shown(actions.withdraw_promise(the_promise(request, promise_id), reason=body.reason, by=request.user, at=timezone.now()))
