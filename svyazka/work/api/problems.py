"""Problems, spoken in JSON: raised, stepped, passed on."""

from datetime import date, timedelta

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.api import In, Key, Line, Text, clock_told, listed, staff_only, told
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.leads.rules.clock import LEVELS
from svyazka.people.queries import the_agency
from svyazka.work import actions, queries
from svyazka.work.models import Problem, ProblemNorm
from svyazka.work.queries.problem_clocks import clock_of
from svyazka.work.rules import ProblemClock

router = Router(tags=["work"])


def shown_problem(problem: Problem) -> dict:
    """Tell a problem and its clock."""
    return {
        "id": problem.pk,
        "version": problem.version,
        "engagement_id": problem.engagement_id,
        "kind": problem.kind,
        "text": problem.text,
        "owner": problem.owner.username if problem.owner else None,
        "opened_at": told(problem.opened_at),
        "reacted_at": told(problem.reacted_at),
        "proposed_at": told(problem.proposed_at),
        "resolved_at": told(problem.resolved_at),
        "resolution": problem.resolution,
        "proposal": problem.proposal,
        "task_id": problem.task_id,
        "due": {clock: told(getattr(problem, f"{clock}_due_at")) for clock in ProblemClock.values},
    }


class ProblemIn(In):
    kind: Line
    text: Text
    task_id: Key | None = None


@router.get("/problems")
def list_problems(request, engagement: Key | None = None, only: str = "", kind: str = "", cursor: str | None = None, limit: int = 50):
    """List the problems the caller sees; `only` is open, late, mine or resolved."""
    at, asked = timezone.now(), {"engagement": engagement or "", "only": only, "kind": kind}
    problems = queries.narrowed(queries.problems_visible_to(request.user, at), asked, request.user, at)
    return listed(problems, shown_problem, cursor=cursor, limit=limit)


@router.post("/engagements/{engagement_id}/problems", response={201: dict})
def raise_problem(request, engagement_id: int, body: ProblemIn):
    """Raise a problem."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    return Status(201, shown_problem(actions.raise_problem(engagement, by=request.user, at=at, **body.dict())))


def _found(request, problem_id: int) -> Problem:
    return find(queries.problems_visible_to(request.user, timezone.now()), problem_id)


class StepIn(In):
    step: Line
    note: str = ""


@router.post("/problems/{problem_id}/steps", response={201: dict})
def step_problem(request, problem_id: int, body: StepIn):
    """Write that somebody reacted, proposed or resolved."""
    at, problem = timezone.now(), _found(request, problem_id)
    return Status(201, shown_problem(actions.step_problem(problem, by=request.user, at=at, **body.dict())))


class ReopenIn(In):
    reason: Line


@router.post("/problems/{problem_id}/reopenings", response={201: dict})
def reopen_problem(request, problem_id: int, body: ReopenIn):
    """Open a problem that came back."""
    at, problem = timezone.now(), _found(request, problem_id)
    return Status(201, shown_problem(actions.reopen_problem(problem, reason=body.reason, by=request.user, at=at)))


@router.get("/problems/{problem_id}/clocks")
def clocks(request, problem_id: int):
    """Tell how the problem's clocks stand, in working time, and whom they have called."""
    at, problem = timezone.now(), _found(request, problem_id)
    calls = problem.calls.prefetch_related("told")
    return {
        **{clock: clock_told(clock_of(problem, clock), at, LEVELS) for clock in ProblemClock.values},
        "calls": [{"clock": call.clock, "percent": call.percent, "at": told(call.at), "told": sorted(who.username for who in call.told.all())}
                  for call in calls],
    }  # fmt: skip


@router.get("/problem-paces")
def list_paces(request, by: str = "duty", days: int = 90):
    """Tell how fast the problems of the last days were answered, by "duty" or "kind": working seconds, median and 80th percentile."""
    if by not in ("duty", "kind"):
        raise unknown("by", by)
    staff_only(request)
    at = timezone.now()
    since = at - timedelta(days=min(max(days, 1), 3660))
    found = queries.problems_visible_to(request.user, at).filter(opened_at__gte=since)
    return {"items": [_pace(row) for row in queries.paces_by(found, by, at)]}


def _pace(row) -> dict:
    return {
        "of": row.name, "raised": row.raised, "open": row.open,
        **{pace.clock: {"count": pace.count, "few": pace.is_few, "median_seconds": _seconds(pace.median), "p80_seconds": _seconds(pace.p80),
                        "in_norm": pace.in_norm, "due": pace.due} for pace in row.paces},
    }  # fmt: skip


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())


class ProblemNormIn(In):
    clock: Line
    kind: str = ""
    minutes: int
    starts_on: date


@router.get("/problem-norms")
def list_norms(request):
    """List the norms of problems, those of later days first."""
    staff_only(request)
    return {"items": [_norm(row) for row in ProblemNorm.objects.all()]}


def _norm(row: ProblemNorm) -> dict:
    return {"id": row.pk, "clock": row.clock, "kind": row.kind, "minutes": row.minutes, "starts_on": row.starts_on}


@router.post("/problem-norms", response={201: dict})
def set_norm(request, body: ProblemNormIn):
    """Let a norm of problems hold from a day on."""
    staff_only(request)
    return Status(201, _norm(actions.set_problem_norm(the_agency(), by=request.user, at=timezone.now(), **body.dict())))


class OwnerIn(In):
    owner: Line


@router.post("/problems/{problem_id}/owners", response={201: dict})
def hand_problem(request, problem_id: int, body: OwnerIn):
    """Pass a problem to another person of the agency."""
    at, problem = timezone.now(), _found(request, problem_id)
    return Status(201, shown_problem(actions.hand_problem(problem, owner=body.owner, by=request.user, at=at)))
