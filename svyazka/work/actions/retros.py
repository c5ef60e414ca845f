"""Looks back: thoughts, at most three promises to change."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import colleague
from svyazka.projects.models import Project
from svyazka.work import rules
from svyazka.work.actions.problems import RAISE_PROBLEM
from svyazka.work.models import Retro, RetroAction, RetroCard
from svyazka.work.rules import COLUMNS, RetroFormat

RETRO = Duty("retro.run", _("Run retrospectives"), stage=Part.DELIVERY)


@action(RETRO)
def open_retro(project: Project, *, format: str = RetroFormat.START_STOP, by: Person, at: datetime) -> Retro:
    """Open a look back on the last sprint, or on the project. Raises Refused if one is open."""
    if format not in COLUMNS:
        raise Malformed(_("format: there is no such form of retrospective."))
    if project.retros.filter(closed_at=None).exists():
        raise Refused(_("A retrospective is open already."))
    sprint = project.sprints.order_by("-number").first()
    retro = Retro.objects.create(
        project=project, engagement=project.engagement, sprint=sprint, format=format, opened_by=by, opened_at=at
    )
    record(retro, "work.retro_opened", by=by, at=at, format=format)
    return retro


@action(RAISE_PROBLEM, lock=False)
def add_card(retro: Retro, *, column: str, text: str, by: Person, at: datetime) -> RetroCard:
    """Put a thought into a column. Raises Refused if the retrospective is closed, Malformed for an unknown column."""
    if retro.closed_at:
        raise Refused(_("The retrospective is closed."))
    if column not in dict(COLUMNS[retro.format]):
        raise Malformed(_("column: this form has no such column."))
    card = RetroCard.objects.create(retro=retro, column=column, text=text[:1000], author=by, made_at=at)
    record(retro, "work.card_added", by=by, at=at, column=column)
    return card


@action(RETRO)
def promise_action(retro: Retro, *, text: str, owner: str, due_on: date, by: Person, at: datetime) -> RetroAction:
    """Write what one person changes by a day. Raises Refused for a fourth action of a retrospective."""
    refuse_if(rules.reasons_not_to_promise_action(actions=retro.actions.count(), closed=retro.closed_at is not None))
    person = colleague("owner", owner)
    promised = RetroAction.objects.create(
        retro=retro, engagement=retro.engagement, text=text[:1000], owner=person, due_on=due_on, made_at=at
    )
    if person != by:
        tell(person, "work.action_promised", at=at, by=by, engagement=retro.engagement,
             url=f"/work/projects/{retro.project_id}/sprints/", title=text[:120])  # fmt: skip
    record(promised, "work.action_promised", by=by, at=at, text=text, owner=person.name, due_on=str(due_on))
    return promised


@action(RETRO)
def close_action(promised: RetroAction, *, outcome: str, by: Person, at: datetime) -> RetroAction:
    """Close what was promised with what came of it: done, or dropped with a reason."""
    if promised.closed_at:
        raise Refused(_("This is closed already."))
    if not outcome.strip():
        raise Refused(_("Say what came of it: done, or dropped and why."))
    promised.closed_at, promised.outcome = at, outcome[:1000]
    promised.save(update_fields=["closed_at", "outcome"])
    record(promised, "work.action_closed", by=by, at=at, outcome=outcome)
    return promised


@action(RETRO)
def close_retro(retro: Retro, *, by: Person, at: datetime) -> Retro:
    """Close the look back; its open actions are carried over to the next one."""
    if retro.closed_at:
        raise Refused(_("The retrospective is closed."))
    retro.closed_at = at
    retro.save(update_fields=["closed_at"])
    record(retro, "work.retro_closed", by=by, at=at)
    return retro
