"""Looks back on switches of scheme: which are due, and on which projects they are still to be held."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from svyazka.people.queries import agency_window, today
from svyazka.projects.models import Project
from svyazka.roles.models import SchemeInForce
from svyazka.roles.queries.moves import in_force_at, in_scope
from svyazka.roles.queries.sitting import seated_on
from svyazka.roles.rules import Scope
from svyazka.work.models import Retro, TransitionLook
from svyazka.work.queries.retro_formats import formats_on
from svyazka.work.queries.retros import retros_visible_to
from svyazka.work.rules import OFFERED, LookState, RetroKind, state_of


@dataclass(frozen=True)
class Look:
    """The look back so many days after a switch, on its day; `settled` once it was opened or passed over."""

    rule: SchemeInForce
    days: int
    on: date
    state: str
    settled: TransitionLook | None = None


def days_after(day: date) -> list[int]:
    """Return on which days after a switch the look back is offered, by the form in force."""
    return sorted({int(days) for row in formats_on(day).values() if row.kind == RetroKind.TRANSITION for days in row.after})


def looks_on_switches(at: datetime) -> list[tuple[SchemeInForce, list[Look]]]:
    """Return every switch in force, the latest first, with its looks back by day."""
    settled = {(one.rule_id, one.days): one for one in TransitionLook.objects.select_related("settled_by")}
    day, offered = today(at), days_after(today(at))
    rules = sorted(_switches(at), key=lambda rule: rule.starts_at, reverse=True)
    return [(rule, [_look(rule, days, offered, settled, day) for days in offered]) for rule in rules]


def _look(rule: SchemeInForce, days: int, offered: list[int], settled: dict, day: date) -> Look:
    began, done = today(rule.starts_at), settled.get((rule.pk, days))
    come = [one for one in offered if began + timedelta(days=one) <= day]
    state = state_of(began + timedelta(days=days), day, asked=done.asked if done else None, newest=come[-1:] == [days])
    return Look(rule, days, began + timedelta(days=days), state, done)


def due_looks(at: datetime) -> list[Look]:
    """Return what is to be opened now: the newest day that has come of each switch in force, once."""
    return [look for _rule, looks in looks_on_switches(at) for look in looks if look.state == LookState.DUE]


def in_working_time(at: datetime) -> bool:
    """Tell whether the agency works now: nothing opens by itself at night or on a day off."""
    window = agency_window()
    return any(opens <= at < closes for opens, closes in window.spans(window.local_day(at)))


def _switches(at: datetime) -> list[SchemeInForce]:
    """Return the schemes in force that came after another one: the agency's first scheme was no switch."""
    first = SchemeInForce.objects.filter(scope=Scope.AGENCY).order_by("starts_at").first()
    return [rule for rule in in_force_at(at) if rule != first]


def ruled_projects(rule: SchemeInForce, at: datetime) -> list[Project]:
    """Return the running projects that the scheme rules."""
    found = Project.objects.filter(state="running", engagement__in=in_scope(rule.scope, rule.scope_id, at))
    return list(found.select_related("engagement__client").order_by("pk"))


def people_on(projects: list[Project], at: datetime) -> dict[int, frozenset[int]]:
    """Return who sits on each project now, by its key. One query."""
    rows = seated_on([project.engagement_id for project in projects], at)
    found: dict[int, set[int]] = defaultdict(set)
    for engagement, person in rows.values_list("engagement", "person"):
        found[engagement].add(person)
    return {project.pk: frozenset(found[project.engagement_id]) for project in projects}


def look_for(project: Project, at: datetime) -> TransitionLook | None:
    """Return the asked look back on the switch that rules the project, if one waits."""
    asked = TransitionLook.objects.filter(asked=True, settled_at__gt=at - OFFERED).select_related("rule").order_by("-settled_at")
    return next((look for look in asked if project in ruled_projects(look.rule, at)), None)


def looks_to_hold(engagements: list[int], at: datetime) -> list[tuple[TransitionLook, Project]]:
    """Return the asked looks back of which none was begun on these engagements, each with the projects it may be held on."""
    asked = list(TransitionLook.objects.filter(asked=True, settled_at__gt=at - OFFERED).select_related("rule__scheme").order_by("pk"))
    if not asked or not engagements:
        return []
    held = set(Retro.objects.filter(look__in=asked, engagement__in=engagements).values_list("look", flat=True))
    return [(look, project) for look in asked if look.pk not in held
            for project in ruled_projects(look.rule, at) if project.engagement_id in engagements]  # fmt: skip


def retros_of_looks(person, at: datetime) -> dict[int, list[Retro]]:
    """Return the retrospectives held on switches, by the look back they belong to, as far as this person sees them."""
    found: dict[int, list[Retro]] = defaultdict(list)
    for retro in retros_visible_to(person, at).filter(look__isnull=False).prefetch_related("actions").order_by("pk"):
        found[retro.look_id].append(retro)
    return found
