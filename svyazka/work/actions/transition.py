"""Looks back on a switch of scheme: they open by themselves on their day, or the head passes one over with a reason."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects.models import Project
from svyazka.roles.actions.schemes import SWITCH
from svyazka.roles.models import SchemeInForce
from svyazka.roles.queries.holders import holder_of
from svyazka.work import rules
from svyazka.work.actions.retros import RETRO
from svyazka.work.models import Retro, RetroFormat, TransitionLook
from svyazka.work.queries import formats_on, looks_on_switches, people_on, ruled_projects
from svyazka.work.rules import LookState, RetroKind
from svyazka.work.steps.retros import begin_retro


@action(SWITCH)
def settle_look(rule: SchemeInForce, *, days: int, ask: bool, reason: str = "", by: Person, at: datetime) -> TransitionLook:
    """Open the look back on the switch so that everybody it rules is in one, and ask who leads; or pass it over with a reason, ahead too.

    Where all projects of a PM have a look back open already, they are asked to open this one later. Raises Refused if none of
    that day is due, or nothing is said why it is passed over.
    """
    waits = (LookState.DUE,) if ask else (LookState.DUE, LookState.AHEAD)
    looks = [look for one, found in looks_on_switches(at) if one == rule for look in found]
    if not any(look.days == days and look.state in waits for look in looks):
        raise Refused(_("No look back on this switch is due now."))
    if not ask and not reason.strip():
        raise Refused(_("Say why the look back is passed over."))
    made = TransitionLook.objects.create(rule=rule, days=days, asked=ask, reason=reason.strip()[:500], settled_by=by, settled_at=at)
    if ask:
        _open(made, by=by, at=at)
    record(rule, "work.look_asked" if ask else "work.look_passed_over", by=by, at=at, title=rule.scheme.title, days=days, reason=made.reason)
    return made


def _open(look: TransitionLook, *, by: Person, at: datetime) -> None:
    projects = {project.pk: project for project in ruled_projects(look.rule, at)}
    led = {key: holder for key, project in projects.items() if (holder := holder_of(project.engagement, RETRO.code, at))}
    busy = set(Retro.objects.filter(project__in=projects, closed_at=None).exclude(kind=RetroKind.PAIR).values_list("project", flat=True))
    free = [project for key, project in projects.items() if key in led and key not in busy]
    opened = {key: begin_retro(projects[key], _form(at), look=look, by=by, at=at) for key in rules.covering(people_on(free, at))}
    asked: dict[Person, Retro | Project] = {led[key]: retro for key, retro in opened.items()}
    asked |= {holder: projects[key] for key, holder in led.items() if holder not in asked}
    for person, place in asked.items():
        url = f"/work/retros/{place.pk}/" if isinstance(place, Retro) else f"/work/projects/{place.pk}/sprints/"
        if person != by:
            tell(person, "work.look_asked", at=at, by=by, url=url, title=look.rule.scheme.title, days=look.days)


def _form(at: datetime) -> RetroFormat:
    return next(row for row in formats_on(today(at)).values() if row.kind == RetroKind.TRANSITION)
