"""Looks back on Today: cards and votes that are waited for, what was promised, switches to look back on."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.today import Item
from svyazka.people.queries import the_agency, today
from svyazka.projects.models import Project
from svyazka.roles.queries.standing import standing_of
from svyazka.work import actions, queries
from svyazka.work.models import Sprint
from svyazka.work.panels.today import end_of

SOON = timedelta(days=7)


@fill("today")
def waiting(request, _subject):
    """Offer what waits of looks back and sprints where this person sits."""
    person, at = request.user, timezone.now()
    if person.kind != "staff":
        return []
    seats = [(held.engagement_id, held.seat) for held in standing_of(person, at).held]
    engagements = sorted({key for key, _seat in seats})
    led = sorted({key for key, seat in seats if seat in ("pm", "manager")})
    return [*_retros(person, engagements), *_promises(person, today(at)), *_ended_sprints(led, today(at)), *_looks(person, at), *_asked(led, at)]


def _retros(person, engagements: list[int]) -> list[Item]:
    titles = {"card": _("Retrospective: put your cards"), "vote": _("Retrospective: give your votes")}
    return [
        Item(kind="work.retro", title=titles[what], url=reverse("work:retro", args=[retro.pk]), duty=retro.project.title,
             client=retro.engagement.client.name, action=_("Write") if what == "card" else _("Vote"))
        for retro, what in queries.waiting_for(person, engagements)[:10]
    ]  # fmt: skip


def _promises(person, day: date) -> list[Item]:
    return [
        Item(kind="work.retro_action", title=row.text[:120], url=reverse("work:retro", args=[row.retro_id]), due_at=end_of(row.due_on),
             duty=_("Promised at a retrospective"), client=row.engagement.client.name, action=_("Do"))
        for row in queries.promises_of(person).filter(due_on__lte=day + SOON)[:10]
    ]  # fmt: skip


def _ended_sprints(led: list[int], day: date) -> list[Item]:
    rows = Sprint.objects.filter(state="running", engagement__in=led, ends_on__lt=day).select_related("engagement__client") if led else ()
    return [
        Item(kind="work.sprint", title=_("Close sprint %(number)s") % {"number": row.number}, url=reverse("work:sprints", args=[row.project_id]),
             due_at=end_of(row.ends_on), duty=str(actions.SPRINT.label), client=row.engagement.client.name, action=_("Close"))
        for row in rows
    ]  # fmt: skip


def _looks(person, at: datetime) -> list[Item]:
    """Offer the head the looks back on switches that are due."""
    if not may(person, actions.SWITCH, the_agency(), at):
        return []
    return [
        Item(kind="work.look", title=_("%(days)s days after the switch to “%(scheme)s”: look back") % {"days": look.days, "scheme": look.rule.scheme.title},
             url=reverse("work:transition_looks"), due_at=end_of(look.on), duty=str(actions.SWITCH.label), action=_("Open it now"))
        for look in queries.due_looks(at)
    ]  # fmt: skip


@fill("transition")
def looks_on(request, transition):
    """Show when the look backs on this switch come, once it was carried out."""
    found = [looks for rule, looks in queries.looks_on_switches(timezone.now())
             if (rule.scheme_id, rule.scope, rule.scope_id) == (transition.scheme_id, transition.scope, transition.scope_id)]  # fmt: skip
    return ("work/_looks.html", {"looks": found[0]}) if transition.carried_out_at and found else None


def _asked(led: list[int], at: datetime) -> list[Item]:
    found: list[tuple] = queries.looks_to_hold(led, at)
    projects: dict[int, Project] = {project.pk: project for _look, project in found}
    return [
        Item(kind="work.look", title=_("Look back on the switch: %(project)s") % {"project": project.title}, duty=str(actions.RETRO.label),
             url=reverse("work:sprints", args=[project.pk]), client=project.engagement.client.name, action=_("Open a retrospective"))
        for project in projects.values()
    ]  # fmt: skip
