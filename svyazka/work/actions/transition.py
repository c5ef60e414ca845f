"""Looks back on a switch of scheme: the head asks the PMs for them, or passes one over with a reason."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.roles.actions.schemes import SWITCH
from svyazka.roles.models import SchemeInForce
from svyazka.roles.queries.rights import holder_of
from svyazka.work.actions.retros import RETRO
from svyazka.work.models import TransitionLook
from svyazka.work.queries import due_looks, ruled_projects


@action(SWITCH)
def settle_look(rule: SchemeInForce, *, days: int, ask: bool, reason: str = "", by: Person, at: datetime) -> TransitionLook:
    """Ask whoever runs looks back on the ruled projects for one on the switch, or pass it over with a reason.

    Raises Refused if none of that day is due, or nothing is said why it is passed over.
    """
    if not any(look.rule == rule and look.days == days for look in due_looks(at)):
        raise Refused(_("No look back on this switch is due now."))
    if not ask and not reason.strip():
        raise Refused(_("Say why the look back is passed over."))
    made = TransitionLook.objects.create(rule=rule, days=days, asked=ask, reason=reason.strip()[:500], settled_by=by, settled_at=at)
    projects = ruled_projects(rule, at) if ask else []
    asked = {who: project for project in projects if (who := holder_of(project.engagement, RETRO.code, at))}
    for person, project in asked.items():
        if person != by:
            tell(person, "work.look_asked", at=at, by=by, url=f"/work/projects/{project.pk}/sprints/", title=rule.scheme.title, days=days)
    record(rule, "work.look_asked" if ask else "work.look_passed_over", by=by, at=at, title=rule.scheme.title, days=days, reason=made.reason)
    return made
