"""What specifications show on others' pages."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.briefs import queries
from svyazka.briefs.actions import AGREE, FEASIBLE, WRITE
from svyazka.briefs.api.brief import shown
from svyazka.briefs.models import Brief, BriefApproval
from svyazka.briefs.panels.need import _interviewed
from svyazka.briefs.rules import Decision
from svyazka.clients.actions import TALK
from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.story import chapter
from svyazka.kit.today import Item
from svyazka.kit.verify import check
from svyazka.people.queries import the_agency, today


@chapter("brief")
def brief_told(engagement, person, at):
    """Tell the newest edition."""
    brief = queries.latest_brief(engagement)
    return shown(brief) if brief else None


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
        "promises": list(engagement.promises.select_related("verdict_by").order_by("pk")),
        "may_write": may(request.user, WRITE, engagement, at),
        "chosen": queries.chosen_of(engagement),
        **_interviewed(request, engagement, at),
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


@fill("brief.side")
def client_side(request, brief):
    """Show what the client has said of the edition, what comes next of it, and where its clauses are spoken of."""
    at, engagement = timezone.now(), brief.engagement
    told = {
        "brief": brief,
        "approvals": list(queries.approvals_of(brief)),
        "newest": queries.latest_brief(engagement).pk == brief.pk,
        "waiting": queries.open_comments([engagement.pk]).get(engagement.pk, (0, 0)),
        "may_talk": may(request.user, TALK, brief, at),
        "may_agree": may(request.user, AGREE, brief, at),
    }
    return "briefs/_client_side.html", told


@fill("today")
def with_clients(request, _subject):
    """Remind of clients who are silent on a specification, of their remarks, and of an edition that may leave."""
    if request.user.kind != "staff":
        return []
    at = timezone.now()
    silent = queries.waiting_for_client(request.user, at).filter(answer_by_on__lte=today(at))
    items = [_silent(brief, at) for brief in silent if may(request.user, TALK, brief, at)]
    ready = queries.newest(queries.visible_to(request.user, at)).filter(state__in=("feasible", "remarked"), engagement__closed_at=None)
    for brief in ready.exclude(engagement__state__in=("offer", "contract")):
        if brief.state == "feasible" and may(request.user, TALK, brief, at):
            items.append(Item("briefs.send", _("Send to the client: %(title)s") % {"title": brief.engagement.title}, f"/briefs/{brief.pk}/sending/",
                              duty=str(TALK.label), client=brief.engagement.client.name))  # fmt: skip
        elif brief.state == "remarked" and may(request.user, WRITE, brief, at):
            items.append(_item(brief, _("The client's remarks on the specification: %(title)s"), WRITE, None))
    return items


def _silent(brief: Brief, at: datetime) -> Item:
    late = brief.answer_by_on < today(at)
    text = _("The client is silent on the specification: %(title)s") if late else _("The client answers on the specification today: %(title)s")
    agency = the_agency()
    due_at = datetime.combine(brief.answer_by_on, agency.closes, ZoneInfo(agency.zone))
    return Item("briefs.silent", text % {"title": brief.engagement.title}, f"/briefs/{brief.pk}/", due_at, str(TALK.label),
                brief.engagement.client.name, "bad" if late else "")  # fmt: skip


@check("agreed specifications")
def agreed_words():
    """Yield a sentence for each edition whose words are not those that the client has agreed."""
    for word in BriefApproval.objects.filter(decision=Decision.AGREED).select_related("brief__engagement").order_by("pk").iterator(chunk_size=500):
        if queries.digest_of(word.brief) != word.digest:
            yield f"specification {word.brief} does not read as the client agreed it on {word.at:%Y-%m-%d}"
