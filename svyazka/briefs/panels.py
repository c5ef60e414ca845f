"""What briefs and promises show on others' pages."""

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.briefs import queries
from svyazka.briefs.actions import FEASIBLE, WRITE
from svyazka.briefs.api.brief import shown
from svyazka.briefs.api.promise import promise_shown
from svyazka.briefs.models import Brief
from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.story import chapter
from svyazka.kit.today import Item


@chapter("brief")
def brief_told(engagement, person, at):
    """Tell the newest edition."""
    brief = queries.latest_brief(engagement)
    return shown(brief) if brief else None


@chapter("promises")
def promises_told(engagement, person, at):
    """Tell every promise."""
    return [promise_shown(promise) for promise in engagement.promises.order_by("pk")]


@fill("engagement.main")
def brief_panel(request, engagement):
    """Show the newest edition and the promises."""
    at = timezone.now()
    brief = queries.latest_brief(engagement)
    told = {
        "engagement": engagement,
        "brief": brief,
        "clauses": list(brief.clauses.all()) if brief else [],
        "verdict": queries.last_verdict(brief) if brief else None,
        "promises": list(engagement.promises.order_by("pk")),
        "may_write": may(request.user, WRITE, engagement, at),
    }
    return "briefs/_panel.html", told


@fill("today")
def waiting(request, _subject):
    """Offer specifications to begin, verdicts to give and specifications that came back."""
    at = timezone.now()
    seen = queries.visible_to(request.user, at)
    items = [
        Item("briefs", _("Write the specification: %(title)s") % {"title": one.title}, f"/briefs/start/{one.pk}/",
             duty=str(WRITE.label), client=one.client.name)
        for one in queries.without_brief(request.user, at) if may(request.user, WRITE, one, at)
    ]  # fmt: skip
    for brief in seen.filter(state="submitted"):
        if may(request.user, FEASIBLE, brief, at):
            items.append(_item(brief, _("Is it feasible? %(title)s"), FEASIBLE, brief.verdict_due_at))
    back = queries.newest(seen).filter(state__in=("conditional", "infeasible", "draft"), engagement__closed_at=None)
    for brief in back:
        if may(request.user, WRITE, brief, at):
            items.append(_item(brief, _("Rewrite and send: %(title)s"), WRITE, None))
    return items


def _item(brief: Brief, text: str, duty, due_at) -> Item:
    return Item("briefs", text % {"title": brief.engagement.title}, f"/briefs/{brief.pk}/", due_at, str(duty.label), brief.engagement.client.name)


@provider(order=30)
def promises_found(person, at, text):
    """Find promises by their words."""
    found = queries.promises_visible_to(person, at).filter(text__icontains=text).order_by("-pk")[:8]
    return [Hit(p.text[:120], f"/briefs/{p.brief_id}/#promises" if p.brief_id else "/briefs/promises/", _("Promise"), p.engagement.client.name) for p in found]
