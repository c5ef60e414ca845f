"""What interviews and needs show on others' pages."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svyazka.briefs import queries
from svyazka.briefs.actions import CHOOSE, RESEARCH
from svyazka.briefs.models import Interview
from svyazka.briefs.rules import ChoiceState, InterviewState
from svyazka.clients.rules import EngagementState
from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.today import Item


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
