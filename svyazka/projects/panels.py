"""What projects show on others' pages: the stages of an engagement, drifts on Today, found projects."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svyazka.deals.models import Contract
from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.story import chapter
from svyazka.kit.today import Item
from svyazka.people.queries import today
from svyazka.projects import queries
from svyazka.projects.actions import PLAN, SIGNED, WATCH
from svyazka.projects.api import shown


@chapter("project")
def project_told(engagement, person, at):
    """Tell the project with its stages, or None before it is started."""
    project = queries.project_of(engagement)
    return shown(project, today(at)) if project else None


@fill("engagement.main")
def stages(request, engagement):
    """Show the stages and the next date, or the button that starts the project of a signed contract."""
    project = queries.project_of(engagement)
    if project is not None:
        return "projects/_panel.html", {"project": project, "outlook": queries.outlook(queries.stages(project), today(timezone.now()))}
    contract = Contract.objects.filter(engagement=engagement, state__in=SIGNED).first()
    if contract is None or not may(request.user, PLAN, engagement, timezone.now()):
        return None
    return "projects/_start.html", {"contract": contract}


@fill("today")
def to_start(request, _subject):
    """Offer the PM the signed contracts that wait for their project."""
    at = timezone.now()
    return [
        Item(
            kind="projects.start",
            title=_("Start the project: %(title)s") % {"title": contract.engagement.title},
            url=f"/engagements/{contract.engagement_id}/",
            duty=str(PLAN.label),
            client=contract.engagement.client.name,
        )
        for contract in queries.contracts_to_start(request.user, at)
        if may(request.user, PLAN, contract, at)
    ]


@fill("today")
def drifts(request, _subject):
    """Offer the AM the stages that will end later than promised."""
    at = timezone.now()
    if request.user.kind != "staff":
        return []
    watched = [place.pk for place in queries.promised_places(request.user, at) if may(request.user, WATCH, place, at)]
    return [
        Item(
            kind="projects.drift",
            title=_drift_told(view),
            url=reverse("projects:ghost", args=[view.stage.project_id]) + f"#stage-{view.stage.pk}",
            duty=str(WATCH.label),
            client=view.stage.engagement.client.name,
            tone="bad" if view.mood == "alarming" else "warn",
            action=_("Warn the client"),
        )
        for view in queries.drifting(request.user, at, among=watched)
    ]


def _drift_told(ghost: queries.Ghost) -> str:
    """Return what Today says of a drift: once something was done about it, that the client still does not know."""
    said = _("The client does not know yet: “%(stage)s” drifts by %(days)s") if ghost.told and not ghost.warned else _("“%(stage)s” drifts by %(days)s")
    return said % {"stage": ghost.stage.title, "days": told_days(ghost.drift or 0)}


def told_days(count: int) -> str:
    """Return so many working days in words."""
    return ngettext("%(n)s working day", "%(n)s working days", count) % {"n": count}


@provider(order=50)
def projects(person, at, text) -> list[Hit]:
    """Find projects by title and by client."""
    found = queries.visible_to(person, at)
    rows = (found.filter(title__icontains=text) | found.filter(engagement__client__name__icontains=text)).order_by("-pk")
    return [
        Hit(row.title, reverse("projects:project", args=[row.pk]), _("Project"), row.engagement.client.name) for row in rows[:8]
    ]
