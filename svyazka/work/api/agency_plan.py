"""The plan of the agency, shares and weights, spoken in JSON."""

from datetime import date
from typing import Annotated

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.kit.api import In, Line, staff_only, told
from svyazka.kit.guard import require, within_sight
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions
from svyazka.work.models import AgencyPlan, PlanningNorms, ProjectShare
from svyazka.work.queries.planning import plan_norms_on, plan_norms_rows, shares_of
from svyazka.work.queries.told import Moved, told_moves
from svyazka.work.queries.whole import last_plan, lines_of
from svyazka.work.rules.planning import PlanNorms

router = Router(tags=["work"])
Small = Annotated[int, Field(ge=0, le=32000)]


def shown_move(one: Moved) -> dict:
    """Tell a task that moved, from where to where, and why."""
    return {
        "task_id": one.task_id, "title": one.title, "project_id": one.project_id, "person": one.person, "was_person": one.was_person or None,
        "starts_on": one.starts_on, "ends_on": one.ends_on, "was_starts_on": one.was_starts_on, "was_ends_on": one.was_ends_on, "why": one.why,
    }  # fmt: skip


def shown(plan: AgencyPlan, reader) -> dict:
    """Tell the plan: how good it is, its projects by their ends, what is missed and by which chain, what moved and why."""
    at = timezone.now()
    return {
        "id": plan.pk, "version": plan.version, "made_at": told(plan.made_at), "anew": plan.anew, "better_at": told(plan.better_at),
        "rests": plan.look.rests_at is not None, "proved": plan.look.proved, "looked_ms": plan.look.looked_ms, "accepted_at": told(plan.accepted_at),
        "first": plan.first, "now": plan.now, "projects": [_line(line) for line in lines_of(plan, at)],
        "moves": [shown_move(one) for one in told_moves(plan.moves, reader, at)],
    }  # fmt: skip


def _line(line) -> dict:
    return {
        "id": line.project.pk, "title": line.project.title, "client": line.project.engagement.client.name, "weight": line.weight,
        "weights_ahead": [{"weight": one.weight, "starts_on": one.starts_on} for one in line.ahead], "deadline_on": line.project.deadline_on, "ends_on": line.ends_on, "kept_ends_on": line.kept_on, "moved": line.moved,
        "missed": [{"about": one.about or None, "due_on": one.due_on, "ends_on": one.ends_on,
                    "chain": [{"task_id": key, "title": title, "assignee": name} for key, title, name in one.chain]} for one in line.missed],
    }  # fmt: skip


def _required(request) -> None:
    staff_only(request)
    require(request.user, actions.PLAN_AGENCY, the_agency(), timezone.now())


def _found(request, plan_id: int) -> AgencyPlan:
    _required(request)
    return find(AgencyPlan.objects.select_related("look"), plan_id)


@router.get("/agency-plan")
def agency_plan(request):
    """Tell the last plan of the agency; null when none was made."""
    _required(request)
    plan = last_plan()
    return {"plan": shown(plan, request.user) if plan else None}


class MakeIn(In):
    anew: bool = False


@router.post("/agency-plans", response={201: dict})
def plan_agency(request, body: MakeIn | None = None):
    """Plan all projects together; the queue makes the plan better as long as it is looked at."""
    staff_only(request)
    made = actions.plan_agency(the_agency(), anew=body.anew if body else False, by=request.user, at=timezone.now())
    return Status(201, shown(made, request.user))


@router.post("/agency-plans/{plan_id}/looks")
def look_at_plan(request, plan_id: int):
    """Say that somebody looks at the plan, and tell it as it stands."""
    plan = _found(request, plan_id)
    actions.look_at_plan(plan.look, by=request.user, at=timezone.now())
    return shown(plan, request.user)


@router.post("/agency-plans/{plan_id}/acceptance")
def accept_agency_plan(request, plan_id: int):
    """Let the schedules of all projects follow the plan."""
    kept = actions.accept_agency_plan(_found(request, plan_id), by=request.user, at=timezone.now())
    return {"plan_id": plan_id, "schedules": [{"id": one.pk, "project_id": one.project_id, "ends_on": one.ends_on, "moved": len(one.moves)} for one in kept]}


class WeightIn(In):
    weight: Small
    starts_on: date


@router.post("/projects/{project_id}/weights", response={201: dict})
def weigh_project(request, project_id: int, body: WeightIn):
    """Let a day of the project count so many times a usual one's, from a day on."""
    _required(request)
    project = find(projects_visible_to(request.user, timezone.now()), project_id)
    row = actions.weigh_project(project, by=request.user, at=timezone.now(), **body.dict())
    return Status(201, {"id": row.pk, "project_id": project.pk, "weight": row.weight, "starts_on": row.starts_on})


def shown_norms(row: PlanningNorms) -> dict:
    return {"id": row.pk, "starts_on": row.starts_on, "look_seconds": row.look_seconds, "idle_seconds": row.idle_seconds}


@router.get("/planning-norms")
def planning_norms(request):
    """Tell how long plans are looked for: today, and by dates."""
    staff_only(request)
    return {"now": vars(plan_norms_on(today(timezone.now()))), "items": [shown_norms(row) for row in plan_norms_rows()]}


class NormsIn(In):
    starts_on: date
    look_seconds: Small
    idle_seconds: Small


@router.post("/planning-norms", response={201: dict})
def set_planning_norms(request, body: NormsIn):
    """Let plans be looked for so long from a day on."""
    norms = PlanNorms(body.look_seconds, body.idle_seconds)
    row = actions.set_planning_norms(the_agency(), starts_on=body.starts_on, norms=norms, by=request.user, at=timezone.now())
    return Status(201, shown_norms(row))


# ---- shares -------------------------------------------------------------------------------------------------------
def shown_share(row: ProjectShare) -> dict:
    return {"id": row.pk, "version": row.version, "project_id": row.project_id, "person": row.person.username, "percent": row.percent,
            "starts_on": row.starts_on, "ends_on": row.ends_on}  # fmt: skip


@router.get("/projects/{project_id}/shares")
def list_shares(request, project_id: int):
    """Tell who is given to the project."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    return {"items": [shown_share(row) for row in shares_of(project, today(at))], "next": None}


class ShareIn(In):
    person: Line
    percent: Small
    starts_on: date
    ends_on: date | None = None


@router.post("/projects/{project_id}/shares", response={201: dict})
def give_share(request, project_id: int, body: ShareIn):
    """Give so many per cent of a person to the project, from a day on and before a day."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    return Status(201, shown_share(actions.give_share(project, by=request.user, at=at, **body.dict())))


class EndIn(In):
    on: date


@router.post("/shares/{share_id}/ending")
def end_share(request, share_id: int, body: EndIn):
    """Let the share be no more from a day on."""
    staff_only(request)
    at = timezone.now()
    shares = within_sight(ProjectShare.objects.select_related("person"), request.user, at, "project__engagement")
    return shown_share(actions.end_share(find(shares, share_id), on=body.on, by=request.user, at=at))


