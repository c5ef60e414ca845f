"""What waits on Today."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.guard import DUTIES, may
from svyazka.kit.panels import fill
from svyazka.kit.today import Item
from svyazka.people.queries import the_agency
from svyazka.roles.queries.standing import standing_of
from svyazka.work import actions, queries
from svyazka.work.queries.problem_clocks import due_now
from svyazka.work.rules import TaskState


@fill("today")
def waiting(request, _subject):
    """Offer my tasks by their days; whoever controls the work, what waits for a check, and what is blocked."""
    person, at = request.user, timezone.now()
    if person.kind != "staff":
        return []
    controlled = _controlled(person, at)
    return [*_to_do(person), *_to_control(person, at, controlled), *_problems(person, at), *_regulations(person, at)]


def end_of(day) -> datetime | None:
    """Return when the agency closes on that day."""
    if day is None:
        return None
    agency = the_agency()
    return datetime.combine(day, agency.closes or time(18), ZoneInfo(agency.zone))


def _to_do(person) -> list[Item]:
    return [
        Item(
            kind="work.blocked" if task.blocked_reason else "work.task",
            title=task.title,
            url=reverse("work:task", args=[task.pk]),
            due_at=end_of(task.due_on),
            duty=str(actions.DO.label),
            client=task.engagement.client.name,
            tone="bad" if task.returned_reason else "",
            action=_("Mend and hand in again") if task.returned_reason else _("Do"),
        )
        for task in queries.tasks_to_do(person)[:30]
    ]


def _controlled(person, at: datetime) -> list[int]:
    """Return the engagements on which the person holds a seat that may control tasks."""
    keys = {held.engagement_id for held in standing_of(person, at).held if held.seat in ("pm", "manager")}
    return sorted(keys)


def _to_control(person, at: datetime, controlled: list[int]) -> list[Item]:
    if not controlled:
        return []
    rows = queries.tasks_in(controlled).filter(Q(state=TaskState.REVIEW) | ~Q(blocked_reason=""))
    return [
        Item(
            kind="work.blocked" if task.blocked_reason else "work.check",
            title=(_("Blocked: %(title)s") if task.blocked_reason else _("Check: %(title)s")) % {"title": task.title},
            url=reverse("work:task", args=[task.pk]),
            due_at=task.finished_at if not task.blocked_reason else None,
            duty=str(actions.CONTROL.label),
            client=task.engagement.client.name,
            tone="bad" if task.blocked_reason else "",
            action=_("Help") if task.blocked_reason else _("Check"),
        )
        for task in rows[:30]
        if may(person, actions.CONTROL, task, at)
    ]


def _problems(person, at: datetime) -> list[Item]:
    mine = list(queries.problems_of(person)[:15])
    clocks = queries.shown_clocks(mine, at)
    return [
        Item(
            kind="work.problem",
            title=problem.text[:120],
            url=reverse("work:problem", args=[problem.pk]),
            due_at=due_now(problem),
            clock=clocks[problem.pk],
            duty=str(actions.OWN_PROBLEM.label),
            client=problem.engagement.client.name,
            tone="bad",
            action=_("Resolve") if problem.reacted_at else _("React"),
        )
        for problem in mine
    ]


def _regulations(person, at: datetime) -> list[Item]:
    """Offer the editions to read and the checklists to go through."""
    reading = [
        Item(kind="work.regulation", title=_("Read: %(title)s") % {"title": row.words.title}, url=reverse("work:regulation", args=[row.pk]),
             duty=str(DUTIES[row.duty].label), action=_("Read"))
        for row in queries.to_read(person, at)[:5]
    ]  # fmt: skip
    going = [
        Item(kind="work.checklist", title=_("%(title)s: left %(waits)s of %(all)s") % {"title": run.regulation.words.title, "waits": run.waits, "all": run.all_steps},
             url=reverse("work:checklist", args=[run.pk]), duty=str(DUTIES[run.duty].label), client=run.engagement.client.name, action=_("Go through"))
        for run in queries.open_checklists_of(person)[:10]
    ]  # fmt: skip
    return [*reading, *going]
