"""What briefs and promises show on others' pages."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svyazka.briefs import queries
from svyazka.briefs.actions import CHOOSE, FEASIBLE, RESEARCH, WRITE
from svyazka.briefs.api.brief import shown
from svyazka.briefs.api.promise import promise_shown
from svyazka.briefs.models import Brief, Interview
from svyazka.briefs.rules import ChoiceState, InterviewState
from svyazka.clients.rules import EngagementState
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
        "chosen": queries.chosen_of(engagement),
        **_interviewed(request, engagement, at),
    }
    return "briefs/_panel.html", told


@fill("lead.main")
def interview_panel(request, lead):
    """Show on a lead that fits the interviews on needs, or offer to begin one."""
    at = timezone.now()
    told = _interviewed(request, lead.engagement, at)
    if not told["interviews"] and (lead.qualified_at is None or lead.closed_at or not told["may_research"]):
        return None
    return "briefs/_interviews.html", {"engagement": lead.engagement, **told}


def _interviewed(request, engagement, at) -> dict:
    """Return the interviews of an engagement with what is still missing, for a panel."""
    return {
        "interviews": list(queries.interviews_of(engagement)), "may_research": may(request.user, RESEARCH, engagement, at),
        "gaps": queries.gaps_of([engagement.pk]).get(engagement.pk),
    }  # fmt: skip


@fill("today")
def waiting(request, _subject):
    """Offer specifications to begin, verdicts to give and specifications that came back."""
    at = timezone.now()
    seen = queries.visible_to(request.user, at)
    items = [
        Item("briefs", _("Write the specification: %(title)s") % {"title": one.title}, f"/briefs/new/{one.pk}/",
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


@fill("today")
def known_of_needs(request, _subject):
    """Offer interviews that go on, what is still missing in the needs, and choices of a solution to make and to agree to."""
    at, person = timezone.now(), request.user
    open_ones = queries.interviews_visible_to(person, at).filter(engagement__closed_at=None, engagement__state__in=STILL_ASKED)
    mine = [one for one in open_ones.exclude(state=InterviewState.DROPPED)[:MOST] if may(person, RESEARCH, one, at)]
    gaps = queries.gaps_of({one.engagement_id for one in mine})
    latest = {one.engagement_id: one for one in reversed(mine)}
    items = [_going(one) for one in mine if one.state == InterviewState.GOING]
    items += [_missing(one, gaps[key].count) for key, one in latest.items() if one.state == InterviewState.HELD and gaps[key].count]
    return items + _to_choose(person, at)


STILL_ASKED = (EngagementState.LEAD, EngagementState.BRIEF)  # before the offer: later on a gap is told where the work is
MOST = 50


def _going(one: Interview) -> Item:
    return Item("briefs", _("Go on with the interview: %(title)s") % {"title": one.engagement.title}, f"/briefs/interviews/{one.pk}/", None,
                str(RESEARCH.label), one.engagement.client.name)  # fmt: skip


def _missing(one: Interview, count: int) -> Item:
    text = ngettext("%(num)d gap in the needs: %(title)s", "%(num)d gaps in the needs: %(title)s", count) % {"num": count, "title": one.engagement.title}
    return Item("briefs", text, f"/briefs/interviews/{one.pk}/", None, str(RESEARCH.label), one.engagement.client.name)


def _to_choose(person, at) -> list[Item]:
    """Offer picks that wait for this person's agreement, and needs that have options enough and no choice."""
    waiting = queries.choices_visible_to(person, at).filter(state=ChoiceState.PICKED, engagement__closed_at=None)[:MOST]
    needs = queries.needs_by_key({choice.engagement_id for choice in waiting})
    agree = [
        Item("briefs", _("Agree to the solution: %(title)s") % {"title": choice.option.title}, f"/briefs/needs/{needs[choice.engagement_id, choice.need_key].pk}/options/",
             None, str(CHOOSE.label), choice.engagement.client.name)
        for choice in waiting if may(person, CHOOSE, choice, at, answers="A")
    ]  # fmt: skip
    choose = [
        Item("briefs", _("Choose a solution: %(title)s") % {"title": need.text[:120]}, f"/briefs/needs/{need.pk}/options/", None, str(CHOOSE.label),
             need.engagement.client.name)
        for need in queries.undecided(person, at, most=MOST) if may(person, CHOOSE, need, at)
    ]  # fmt: skip
    return agree + choose


@provider(order=30)
def promises_found(person, at, text):
    """Find promises by their words."""
    found = queries.promises_visible_to(person, at).filter(text__icontains=text).order_by("-pk")[:8]
    return [Hit(p.text[:120], f"/briefs/{p.brief_id}/#promises" if p.brief_id else "/briefs/promises/", _("Promise"), p.engagement.client.name) for p in found]
