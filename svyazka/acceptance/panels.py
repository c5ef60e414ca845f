"""What acceptance shows on other rooms' pages: results on the engagement, steps on Today."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.acceptance import queries
from svyazka.acceptance.api.change import shown_change
from svyazka.acceptance.api.defence import shown_defence
from svyazka.acceptance.api.result import shown_result
from svyazka.acceptance.queries.look import said_in, unread_looks
from svyazka.acceptance.rules import STEP_LABELS
from svyazka.kit.guard import DUTIES
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.story import chapter
from svyazka.kit.today import Item
from svyazka.people.queries import the_agency
from svyazka.roles.queries.standing import standing_of
from svyazka.work.actions import RETRO


@chapter("results")
def results_told(engagement, person, at):
    """Tell every edition of the results, the newest first, with how it was defended."""
    defences = {one.result_id: shown_defence(one) for one in engagement.defences.prefetch_related("remarks")}
    results = queries.visible_to(person, at).filter(engagement=engagement).prefetch_related("criteria")
    return [{**shown_result(result), "defence": defences.get(result.pk)} for result in results]


@chapter("changes")
def changes_told(engagement, person, at):
    """Tell the changes of scope."""
    return [shown_change(change) for change in queries.changes_visible_to(person, at).filter(engagement=engagement)]


@fill("engagement.main")
def results_panel(request, engagement):
    """Show each stage with its latest result, once there is a project."""
    stages = list(engagement.stages.order_by("position", "pk"))
    if not stages:
        return None
    latest = {result.stage_id: result for result in engagement.results.order_by("edition")}
    return "acceptance/_panel.html", {"stages": [(stage, latest.get(stage.pk)) for stage in stages]}


@fill("today")
def waiting(request, _subject) -> list[Item]:
    """Offer the steps of acceptance that are this person's."""
    if request.user.kind != "staff":
        return []
    at = timezone.now()
    return [_item(row) for row in queries.desk(request.user, at) if row.mine]


@fill("today")
def said(request, _subject) -> list[Item]:
    """Offer whoever runs looks back what clients have said and nobody has looked back on."""
    person, at = request.user, timezone.now()
    if person.kind != "staff":
        return []
    led = sorted({held.engagement_id for held in standing_of(person, at).held if held.seat in ("pm", "manager")})
    return [
        Item(kind="acceptance.look", title=_("The client has said how “%(stage)s” went: look back on it") % {"stage": look.stage.title},
             url=f"/acceptance/stages/{look.stage_id}/#said", duty=str(RETRO.label), client=look.engagement.client.name, action=_("Read"))
        for look in (unread_looks(led) if led else [])
    ]  # fmt: skip


@fill("retro")
def what_the_client_said(request, retro):
    """Show the client's words on the look back that was opened on them."""
    look = getattr(retro, "client_look", None)
    return ("acceptance/_said.html", {"look": look, "said": said_in(look)}) if look else None


def _item(row: queries.Waits) -> Item:
    label = str(STEP_LABELS[row.step])
    return Item(
        kind=f"acceptance.{row.step}", title=f"{label}: {row.text[:80] or row.stage.title}", url=_url(row),
        due_at=_end_of(row.due_on), duty=str(DUTIES[row.duty].label), client=row.engagement.client.name, action=label,
    )  # fmt: skip


def _url(row: queries.Waits) -> str:
    if row.step in ("hand_over", "confirm", "take", "defend"):
        return f"/acceptance/results/{row.subject.pk}/"
    if row.step == "decide":
        return f"/acceptance/results/{row.subject.result_id}/"
    if row.step in ("classify", "plan"):
        return f"/acceptance/results/{row.subject.defence.result_id}/#remark-{row.subject.pk}"
    return f"/acceptance/stages/{row.stage.pk}/"


def _end_of(day) -> datetime | None:
    return datetime.combine(day, time(18), ZoneInfo(the_agency().zone)) if day else None


@provider(order=60)
def results(person, at, text) -> list[Hit]:
    """Find results by their stage."""
    if person.kind != "staff":
        return []
    found = queries.visible_to(person, at).filter(stage__title__icontains=text)[:8]
    return [Hit(f"{r.stage.title} · {r.edition}", f"/acceptance/results/{r.pk}/", _("Result"), r.engagement.title) for r in found]
