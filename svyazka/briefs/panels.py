"""What briefs and promises show on others' pages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svyazka.briefs import queries
from svyazka.briefs.actions import AGREE, CATCH, CHOOSE, FEASIBLE, RESEARCH, WRITE
from svyazka.briefs.api.brief import shown
from svyazka.briefs.api.promise import promise_shown
from svyazka.briefs.models import Brief, BriefApproval, Interview, Promise
from svyazka.briefs.rules import ChoiceState, Decision, InterviewState
from svyazka.briefs.rules.outcome import suggested
from svyazka.briefs.rules.tones import TONES
from svyazka.clients.actions import TALK
from svyazka.clients.rules import EngagementState
from svyazka.kit.accepted import AcceptedPart
from svyazka.kit.guard import may
from svyazka.kit.memo import once
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.story import chapter
from svyazka.kit.today import Item
from svyazka.kit.verify import check
from svyazka.people.queries import the_agency, today


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
        "promises": list(engagement.promises.select_related("verdict_by").order_by("pk")),
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
        "in_force": queries.edition_in_force(engagement),
        "newest": queries.latest_brief(engagement).pk == brief.pk,
        "waiting": queries.open_comments([engagement.pk]).get(engagement.pk, (0, 0)),
        "may_talk": may(request.user, TALK, brief, at),
        "may_agree": may(request.user, AGREE, brief, at),
        "may_write": may(request.user, WRITE, brief, at),
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


MOST_SHOWN = 20


@fill("today")
def promises_waiting(request, _subject):
    """Offer promises to judge with their clocks, those the PM has said no to, and given ones whose day has passed."""
    at, person = timezone.now(), request.user
    seen = queries.promises_visible_to(person, at)
    apart = queries.to_judge(person, at).exclude(with_brief=True, brief__state="submitted")
    to_judge = [row for row in apart[:MOST_SHOWN] if may(person, FEASIBLE, row, at)]
    clocks = queries.verdict_clocks(to_judge, at)
    refused = seen.filter(state="draft", verdict="infeasible", engagement__closed_at=None).order_by("verdict_at")[:MOST_SHOWN]
    late = queries.coming_first(queries.overdue(seen, today(at)))[:MOST_SHOWN]
    return [
        *(_promise_item(row, _("Is it feasible? %(title)s"), FEASIBLE, clock=clocks[row.pk], due_at=row.verdict_due_at) for row in to_judge),
        *(_promise_item(row, _("The PM says no: %(title)s"), CATCH) for row in refused if may(person, TALK, row, at)),
        *(_promise_item(row, _("How did the promise end? %(title)s"), TALK, due_at=_end_of(row)) for row in late if may(person, TALK, row, at)),
    ]


def _promise_item(promise: Promise, text: str, duty, *, clock=None, due_at=None) -> Item:
    return Item("briefs.promise", text % {"title": promise.text[:120]}, f"/briefs/promises/{promise.pk}/", due_at, str(duty.label),
                promise.engagement.client.name, clock=clock)  # fmt: skip


def _end_of(promise: Promise) -> datetime:
    """Return when the day of the promise was over where the agency works."""
    return datetime.combine(promise.due_on + timedelta(days=1), datetime.min.time(), ZoneInfo(the_agency().zone))


@fill("message.beside")
def caught_from(request, message):
    """Show under a message what was caught from it, and let more be caught."""
    engagement, at = message.engagement, timezone.now()
    may_catch = once(("briefs.may_catch", engagement.pk), lambda: not engagement.closed_at and bool(may(request.user, CATCH, engagement, at)))
    caught = once(("briefs.caught", engagement.pk), lambda: queries.by_message(engagement)).get(message.pk, [])
    if not may_catch and not caught:
        return None
    return "briefs/_beside_message.html", {"caught": caught, "may_catch": may_catch, "message_id": message.pk, "engagement_id": engagement.pk,
                                           "back": request.get_full_path(), "tones": TONES}  # fmt: skip


@fill("thread.foot")
def catching(request, engagement):
    """Say how a promise is caught, and which ones keep a message inside."""
    at = timezone.now()
    held = list(queries.unjudged_promises(engagement)[:MOST_SHOWN])
    may_catch = not engagement.closed_at and bool(may(request.user, CATCH, engagement, at))
    return "briefs/_thread.html", {"engagement": engagement, "may_catch": may_catch, "held": held, "tones": TONES, "back": request.get_full_path(),
                                   "writes": bool(may(request.user, TALK, engagement, at))}  # fmt: skip


@fill("lead.main")
def lead_promises(request, lead):
    """Show what was promised to the lead, and let a promise be caught."""
    at, engagement = timezone.now(), lead.engagement
    promises = list(engagement.promises.exclude(state="withdrawn").select_related("verdict_by").order_by("pk"))
    may_catch = not engagement.closed_at and bool(may(request.user, CATCH, engagement, at))
    if not promises and not may_catch:
        return None
    return "briefs/_lead_panel.html", {"engagement": engagement, "promises": promises, "may_catch": may_catch, "tones": TONES, "back": request.path}


@fill("stage.accepted")
def to_settle(request, part: AcceptedPart):
    """Ask how each promise ended that is due by the day of an accepted stage."""
    at, rows = timezone.now(), queries.to_settle(part.engagement, reached_on=part.reached_on, last=part.last)
    if not rows:
        return None
    shown = [(row, suggested(kind=row.kind, due_on=row.due_on, accepted_on=part.accepted_on)) for row in rows]
    return "briefs/_settling.html", {"rows": shown, "engagement": part.engagement, "may_talk": may(request.user, TALK, part.engagement, at),
                                     "replacements": list(queries.replacing(rows[0])), "today": today(at), "back": part.page}  # fmt: skip
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
    return [Hit(p.text[:120], f"/briefs/promises/{p.pk}/", _("Promise"), p.engagement.client.name) for p in found]
