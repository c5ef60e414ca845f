"""Problems, spoken in JSON: raised, stepped, passed on."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.api import In, Key, Line, Text, listed, told
from svyazka.kit.http import find
from svyazka.work import actions, queries
from svyazka.work.models import Problem

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
    }


class ProblemIn(In):
    kind: Line
    text: Text


@router.get("/problems")
def list_problems(request, engagement: Key | None = None, cursor: str | None = None, limit: int = 50):
    """List the problems the caller sees."""
    problems = queries.problems_visible_to(request.user, timezone.now())
    if engagement is not None:
        problems = problems.filter(engagement=engagement)
    return listed(problems, shown_problem, cursor=cursor, limit=limit)


@router.post("/engagements/{engagement_id}/problems", response={201: dict})
def raise_problem(request, engagement_id: int, body: ProblemIn):
    """Raise a problem."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    return Status(201, shown_problem(actions.raise_problem(engagement, by=request.user, at=at, **body.dict())))


class StepIn(In):
    step: Line
    note: str = ""


@router.post("/problems/{problem_id}/steps", response={201: dict})
def step_problem(request, problem_id: int, body: StepIn):
    """Write that somebody reacted, proposed or resolved."""
    at = timezone.now()
    problem = find(queries.problems_visible_to(request.user, at), problem_id)
    return Status(201, shown_problem(actions.step_problem(problem, by=request.user, at=at, **body.dict())))


class OwnerIn(In):
    owner: Line


@router.post("/problems/{problem_id}/owners", response={201: dict})
def hand_problem(request, problem_id: int, body: OwnerIn):
    """Pass a problem to another person of the agency."""
    at = timezone.now()
    problem = find(queries.problems_visible_to(request.user, at), problem_id)
    return Status(201, shown_problem(actions.hand_problem(problem, owner=body.owner, by=request.user, at=at)))
