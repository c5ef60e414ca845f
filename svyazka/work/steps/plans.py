"""A plan is kept: the schedule of one project, what it means for its stages, and a question why its days are impossible."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from svyazka.kit.errors import Refused
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects import rules as project_rules
from svyazka.projects.models import Project, Schedule
from svyazka.projects.queries import baseline_of
from svyazka.projects.solver import Cycle, NotPlannable, Plan, first
from svyazka.projects.steps import keep_schedule, tell_of_drifts
from svyazka.work.queries.planners_desk import Desk, Row
from svyazka.work.rules import TaskState
from svyazka.work.rules.kept import late_of, moves_of, rows_of
from svyazka.work.rules.plannable import reasons_told
from svyazka.work.steps.forecast import ask_for_forecast
from svyazka.work.steps.load import follow_levelling

SOLVING = "work.solving"  # one at a time: to solve takes both cores


def solved(desk: Desk, *, anew: bool = False) -> Plan:
    """Return a plan at once. Raises Refused with the reasons, by the names of the tasks, if there is none."""
    try:
        return first(desk.agenda, None if anew else desk.before)
    except Cycle as found:
        names = " → ".join(desk.rows[key].title for key in [*found.ring, found.ring[0]] if key in desk.rows)
        raise Refused(_("These tasks would wait for each other: %(names)s.") % {"names": names}) from found
    except NotPlannable as found:
        raise Refused(*reasons_told(found.reasons, {key: row.title for key, row in desk.rows.items()})) from found


def keep_plan(project: Project, desk: Desk, plan: Plan, *, deadline_on: date | None = None, by: Person, at: datetime) -> Schedule:
    """Keep what the plan says of the project as its schedule: its stages are expected accordingly, who watches them is told.

    If it misses a day, the queue is asked for the smallest things that do not go together.
    """
    kept = keep_schedule(
        project, tasks=rows_of(desk, plan, project.pk), deadline_on=deadline_on, late=late_of(desk, plan, project.pk),
        causes=_causes(project, desk, plan), moves=moves_of(desk, plan, project.pk), by=by, at=at,
    )  # fmt: skip
    follow_levelling(project)
    tell_of_drifts(project, by=by, at=at)
    ask_for_forecast()
    if kept.late:
        app.configure_task("work.explain", lock=SOLVING).defer(schedule_id=kept.pk)
    return kept


def _causes(project: Project, desk: Desk, plan: Plan) -> dict[int, str]:
    """Return why each stage that will be late is late, in one word that names no task and no person."""
    first = baseline_of(project)
    planned: dict[int, Decimal] = defaultdict(Decimal)
    for row in first.tasks.all() if first else ():
        planned[row.stage_id] += row.hours
    by_stage: dict[int, list[Row]] = defaultdict(list)
    for row in desk.rows.values():
        by_stage[row.stage].append(row)
    stages = project.stages.all()
    return {stage.pk: _cause(stage, by_stage[stage.pk], desk, plan, planned[stage.pk] if first else None) for stage in stages}


def _cause(stage, mine: Sequence[Row], desk: Desk, plan: Plan, first_hours: Decimal | None) -> str:
    until = max((plan.placed[row.pk].ends_at for row in mine), default=None)
    drift = project_rules.drift_days(stage.promised_on, today(until) if until else None, desk.agenda.window)
    return project_rules.cause_of(
        late=(drift or 0) > 0,
        blocked=any(row.blocked_reason for row in mine),
        hours=sum((row.hours for row in mine), Decimal(0)),
        first_hours=first_hours,
        absent=any(_is_away(desk, row, plan) for row in mine if row.state != TaskState.DONE),
    )


def _is_away(desk: Desk, row: Row, plan: Plan) -> bool:
    """Tell whether whoever does the task is away before the plan has it done."""
    last = plan.placed[row.pk].ends_at.date()
    return any(day <= last for day in desk.agenda.worker[row.person].window.days_off)
