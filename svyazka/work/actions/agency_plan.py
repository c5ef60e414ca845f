"""The plan of all projects together: what weighs how much, a plan at once, better ones by the queue, and one that is accepted."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from svyazka.journal.steps import Act, record, record_acts
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.formats import day_short
from svyazka.kit.guard import action
from svyazka.people.models import Agency, Person
from svyazka.people.queries import in_agency_language, today
from svyazka.projects.actions import PLAN
from svyazka.projects.models import Project, Schedule
from svyazka.projects.rules import ProjectState
from svyazka.projects.solver import Plan
from svyazka.roles.steps import tell_holder
from svyazka.work.actions.duties import PLAN_AGENCY
from svyazka.work.models import AgencyPlan, PlanLook, PlanningNorms, ProjectWeight
from svyazka.work.queries.agenda import desk_of
from svyazka.work.queries.planners_desk import Desk
from svyazka.work.queries.planning import planned_projects
from svyazka.work.rules.agency_plan import positions, told_plan
from svyazka.work.rules.kept import tasks_in
from svyazka.work.rules.planning import PlanNorms, reasons_not_plan_norms, reasons_not_to_weigh
from svyazka.work.steps.plans import SOLVING, keep_plan, solved


@action(PLAN_AGENCY)
def weigh_project(project: Project, *, weight: int, starts_on: date, by: Person, at: datetime) -> ProjectWeight:
    """Let a day of this project count so many times a usual one's, from a day on. Raises Refused for a day that is past."""
    refuse_if(reasons_not_to_weigh(weight=weight, starts_on=starts_on, today=today(at), runs=project.state == ProjectState.RUNNING))
    told = {"weight": weight, "set_by": by, "set_at": at}
    row, _made = ProjectWeight.objects.update_or_create(project=project, starts_on=starts_on, defaults=told)
    record(project, "work.project_weighed", by=by, at=at, weight=weight, on=str(starts_on))
    return row


@action(PLAN_AGENCY, lock=False)
def set_planning_norms(agency: Agency, *, starts_on: date, norms: PlanNorms, by: Person, at: datetime) -> PlanningNorms:
    """Let plans be looked for so long from a day on. Raises Refused for a day that has passed or has its norms already."""
    taken = PlanningNorms.objects.filter(starts_on=starts_on).exists()
    refuse_if(reasons_not_plan_norms(norms, starts_on=starts_on, today=today(at), taken=taken))
    row = PlanningNorms.objects.create(starts_on=starts_on, set_by=by, **vars(norms))
    record(row, "work.planning_norms_set", by=by, at=at, on=str(starts_on), look_seconds=norms.look_seconds, idle_seconds=norms.idle_seconds)
    return row


@action(PLAN_AGENCY, lock=False)
def plan_agency(agency: Agency, *, anew: bool = False, by: Person, at: datetime) -> AgencyPlan:
    """Plan all running projects together, and let the queue make the plan better while somebody looks.

    What can stay stays where the kept schedules have it, unless it is made `anew`. The last plan that nobody accepted makes way.
    Raises Refused if there is nothing to plan, tasks wait for each other, or the solver has no plan for what is asked.
    """
    desk = desk_of(list(planned_projects()), at, whole=False, alone=False, forgives=False)
    if not desk.rows:
        raise Refused(_("There is nothing to plan: no project that runs has open tasks."))
    told = told_plan(desk, solved(desk, anew=anew))
    AgencyPlan.objects.filter(accepted_at=None).only("pk").delete()
    made = AgencyPlan.objects.create(made_at=at, made_by=by, anew=anew, first=told["now"], **told)
    PlanLook.objects.create(plan=made, seen_at=at)
    app.configure_task("work.improve_plan", lock=SOLVING, queueing_lock=f"work.improve_plan:{made.pk}").defer(plan_id=made.pk)
    record(made, "work.agency_planned", by=by, at=at, tasks=made.now["tasks"], late=made.now["late"], moved=made.now["moved"])
    return made


@action(PLAN_AGENCY)
def look_at_plan(look: PlanLook, *, by: Person, at: datetime) -> PlanLook:
    """Say that somebody looks at the plan: as long as they do, it is made better."""
    PlanLook.objects.filter(pk=look.pk).update(seen_at=at)
    return look


@action(PLAN_AGENCY)
def note_plan_look(look: PlanLook, *, looked_ms: int, rests: bool = False, proved: bool = False, by: Person, at: datetime) -> PlanLook:
    """Write down how long the plan has been looked at by the queue, whether it rests now, and whether none can be better."""
    PlanLook.objects.filter(pk=look.pk).update(looked_ms=looked_ms, proved=proved, rests_at=at if rests else None)
    return look


@action(PLAN_AGENCY)
def better_plan(plan: AgencyPlan, *, told: Mapping, by: Person, at: datetime) -> AgencyPlan:
    """Let a better plan stand in the place of this one. Raises Refused once it is accepted."""
    refuse_if([_accepted()] if plan.accepted_at else [])
    for name in ("placed", "late", "moves", "now"):
        setattr(plan, name, told[name])
    plan.better_at = at
    plan.save(update_fields=["placed", "late", "moves", "now", "better_at"])
    return plan


def _accepted():
    return _("This plan is accepted already: it is what the schedules say.")


@action(PLAN_AGENCY)
def accept_agency_plan(plan: AgencyPlan, *, by: Person, at: datetime) -> list[Schedule]:
    """Let the schedules of all projects follow the plan; a PM whose project moves is told. Return the schedules that are new.

    What has changed since the plan was made is taken in, and moves as little of it as it can.
    Raises Refused if it is accepted already, or what has changed leaves no plan.
    """
    refuse_if([_accepted()] if plan.accepted_at else [])
    projects = list(planned_projects().select_for_update(of=("self",), no_key=True))
    desk = desk_of(projects, at, alone=False, held=positions(plan.placed))
    whole = solved(desk)
    moving = [project for project in projects if _stands_otherwise(project, desk, whole)]
    kept = [keep_plan(project, desk, whole, by=by, at=at) for project in moving]
    for schedule in kept:
        _tell_the_planner(schedule, by=by, at=at)
    AgencyPlan.objects.filter(pk=plan.pk).update(accepted_at=at, accepted_by=by, placed=[])
    record_acts([*(Act(one.project, "projects.scheduled", by, {"ends_on": str(one.ends_on), "late": len(one.late), "moved": len(one.moves)}) for one in kept),
                 Act(plan, "work.agency_plan_accepted", by, {"schedules": len(kept)})], at=at)  # fmt: skip
    return kept


def _stands_otherwise(project: Project, desk: Desk, plan: Plan) -> bool:
    """Tell whether the plan says anything else of the project's open tasks than its last schedule does."""
    now = {one.id: (one.person, one.starts_at, one.ends_at) for one in tasks_in(desk, plan, project.pk) if not desk.rows[one.id].span}
    was = {key: (row["person_id"], row["starts_at"], row["ends_at"]) for key, row in desk.kept.items() if key in now}
    return now != was


def _tell_the_planner(schedule: Schedule, *, by: Person, at: datetime) -> None:
    project, moved = schedule.project, len(schedule.moves)
    if moved:
        with in_agency_language():
            count = ngettext("%(num)d task moves", "%(num)d tasks move", moved) % {"num": moved}
            note = str(_("%(count)s, the project ends on %(day)s") % {"count": count, "day": day_short(schedule.ends_on)})
        tell_holder(project.engagement, PLAN, "work.project_replanned", url=f"/projects/{project.pk}/", by=by, at=at, title=project.title,
                    moved=moved, on=str(schedule.ends_on), note=note)  # fmt: skip
