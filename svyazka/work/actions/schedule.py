"""The schedule of a project: its tasks, calendars, shares and what its people do elsewhere go to the solver; the answer is kept."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Refused
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.projects.actions import PLAN
from svyazka.projects.models import Project, Schedule
from svyazka.projects.solver import Thing
from svyazka.work.actions.duties import PLAN_AGENCY
from svyazka.work.queries.agenda import desk_of
from svyazka.work.steps.plans import keep_plan, solved


@action(PLAN)
def plan_schedule(project: Project, *, deadline_on: date | None = None, anew: bool = False, by: Person, at: datetime) -> Schedule:
    """Compute when every task is to be done, and what this means for the stages' days.

    What can stay stays where the schedule before had it, unless it is made `anew`; what people do in other projects stays there.
    Raises Refused if there are no tasks, tasks wait for each other, or the solver has no plan for what is asked.
    """
    desk = desk_of([project], at, deadlines={project.pk: deadline_on})
    if not desk.rows:
        raise Refused(_("There are no tasks to schedule yet: set the first one."))
    plan = solved(desk, anew=anew)
    kept = keep_plan(project, desk, plan, deadline_on=deadline_on, by=by, at=at)
    record(project, "projects.scheduled", by=by, at=at, tasks=len(desk.rows), ends_on=str(kept.ends_on), late=len(kept.late), moved=len(kept.moves))
    return kept


@action(PLAN_AGENCY)
def tell_clash(
    project: Project, *, schedule: Schedule, things: tuple[Thing, ...], could: Sequence[tuple[int, int, date]] = (), by: Person, at: datetime,
) -> Schedule:  # fmt: skip
    """Write down the smallest things for which the schedule misses its days, none if all could be in time; and who `could` take
    a task (task, person, the day it would end)."""
    told = [*((thing.kind, thing.key) for thing in things), *(("could", one) for one in could)]
    schedule.clash = [[kind, [str(key) if isinstance(key, date) else key for key in keys]] for kind, keys in told]
    schedule.save(update_fields=["clash"])
    return schedule
