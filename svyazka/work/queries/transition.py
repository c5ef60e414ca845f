"""Looks back on switches of scheme: which are due, and on which projects they are still to be held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from svyazka.people.queries import today
from svyazka.projects.models import Project
from svyazka.roles.models import SchemeInForce
from svyazka.roles.queries.moves import in_force_at, in_scope
from svyazka.roles.rules import Scope
from svyazka.work.models import Retro, TransitionLook
from svyazka.work.queries.retro_formats import formats_on
from svyazka.work.rules import RetroKind

OFFERED = timedelta(days=28)  # a look back that nobody took up till then is not offered any more


@dataclass(frozen=True)
class DueLook:
    """A look back that is due so many days after a switch."""

    rule: SchemeInForce
    days: int
    on: date


def days_after(day: date) -> list[int]:
    """Return on which days after a switch the look back is offered, by the form in force."""
    return sorted({int(days) for row in formats_on(day).values() if row.kind == RetroKind.TRANSITION for days in row.after})


def due_looks(at: datetime) -> list[DueLook]:
    """Return what the head is to ask for now: the newest day that has come of each switch in force, once."""
    day, offered = today(at), days_after(today(at))
    settled = set(TransitionLook.objects.values_list("rule", "days"))
    return [look for rule in _switches(at) if (look := _newest(rule, offered, day)) and (rule.pk, look.days) not in settled]


def _switches(at: datetime) -> list[SchemeInForce]:
    """Return the schemes in force that came after another one: the agency's first scheme was no switch."""
    first = SchemeInForce.objects.filter(scope=Scope.AGENCY).order_by("starts_at").first()
    return [rule for rule in in_force_at(at) if rule != first]


def _newest(rule: SchemeInForce, offered: Iterable[int], day: date) -> DueLook | None:
    began = today(rule.starts_at)
    come = [DueLook(rule, days, on) for days in offered if (on := began + timedelta(days=days)) <= day < on + OFFERED]
    return come[-1] if come else None


def ruled_projects(rule: SchemeInForce, at: datetime) -> list[Project]:
    """Return the running projects that the scheme rules."""
    found = Project.objects.filter(state="running", engagement__in=in_scope(rule.scope, rule.scope_id, at))
    return list(found.select_related("engagement__client").order_by("pk"))


def looks_to_hold(engagements: list[int], at: datetime) -> list[tuple[TransitionLook, Project]]:
    """Return the asked looks back, each with a project among these engagements that has not begun it."""
    asked = list(TransitionLook.objects.filter(asked=True, settled_at__gt=at - OFFERED).select_related("rule__scheme").order_by("pk"))
    if not asked or not engagements:
        return []
    held = set(Retro.objects.filter(kind=RetroKind.TRANSITION, opened_at__gte=min(one.settled_at for one in asked))
               .values_list("project", "opened_at"))  # fmt: skip
    return [(look, project) for look in asked for project in ruled_projects(look.rule, at)
            if project.engagement_id in engagements and not any(pk == project.pk and opened >= look.settled_at for pk, opened in held)]  # fmt: skip
