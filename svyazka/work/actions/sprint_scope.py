"""What a running sprint lets go: a task leaves it with a reason, and the burn-up shows the smaller scope."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.work import rules
from svyazka.work.actions.sprints import SPRINT
from svyazka.work.models import Sprint, SprintCarry
from svyazka.work.rules import SPRINT_MOVES, SprintState, TaskState
from svyazka.work.steps import count_day


@action(SPRINT)
def take_out_of_sprint(sprint: Sprint, *, task: int, reason: str, by: Person, at: datetime) -> Sprint:
    """Take a task that is not done out of the running sprint. Raises Refused without a reason, Malformed if it is not in the sprint."""
    found = sprint.tasks.filter(pk=task).first()
    if found is None:
        raise Malformed(_("task: it is not in this sprint."))
    running = SprintState.CLOSED in SPRINT_MOVES[sprint.state]
    refuse_if(rules.reasons_not_to_take_out(running=running, done=found.state == TaskState.DONE, reason=reason))
    found.sprint = None
    found.save(update_fields=["sprint"])
    SprintCarry.objects.update_or_create(sprint=sprint, task=found, defaults={"reason": reason.strip()[:500]})
    sprint.planned_hours = sum(sprint.tasks.values_list("estimate_hours", flat=True), Decimal(0))
    sprint.save(update_fields=["planned_hours"])
    count_day([sprint], today(at))
    record(sprint, "work.sprint_narrowed", by=by, at=at, title=found.title, reason=reason.strip()[:500], hours=str(found.estimate_hours))
    return sprint
