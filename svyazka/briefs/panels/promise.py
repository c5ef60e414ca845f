"""What promises show on others' pages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.briefs import queries
from svyazka.briefs.actions import CATCH, FEASIBLE
from svyazka.briefs.api.promise import promise_shown
from svyazka.briefs.models import Promise
from svyazka.briefs.rules.outcome import suggested
from svyazka.briefs.rules.tones import TONES
from svyazka.clients.actions import TALK
from svyazka.kit.accepted import AcceptedPart
from svyazka.kit.guard import may
from svyazka.kit.memo import once
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.story import chapter
from svyazka.kit.today import Item
from svyazka.people.queries import the_agency, today


@chapter("promises")
def promises_told(engagement, person, at):
    """Tell every promise."""
    return [promise_shown(promise) for promise in engagement.promises.order_by("pk")]


MOST_SHOWN = 20


@fill("today")
def promises_waiting(request, _subject):
    """Offer promises to judge with their clocks, those the PM has said no to or yes on conditions, disputed ones, and given ones whose day has passed."""
    at, person = timezone.now(), request.user
    seen = queries.promises_visible_to(person, at)
    apart = queries.to_judge(person, at).exclude(with_brief=True, brief__state="submitted")
    to_judge = [row for row in apart[:MOST_SHOWN] if may(person, FEASIBLE, row, at)]
    clocks = queries.verdict_clocks(to_judge, at)
    refused = seen.filter(state="draft", verdict="infeasible", engagement__closed_at=None).order_by("verdict_at")[:MOST_SHOWN]
    late = queries.coming_first(queries.overdue(seen, today(at)))[:MOST_SHOWN]
    conditions = seen.filter(engagement__closed_at=None).conditions_wait().order_by("verdict_at", "pk")[:MOST_SHOWN]
    disputed = seen.filter(disputed_at__isnull=False, engagement__closed_at=None).exclude(state="withdrawn").order_by("disputed_at", "pk")[:MOST_SHOWN]
    return [
        *(_promise_item(row, _("Is it feasible? %(title)s"), FEASIBLE, clock=clocks[row.pk], due_at=row.verdict_due_at) for row in to_judge),
        *(_promise_item(row, _("The PM says no: %(title)s"), CATCH) for row in refused if may(person, TALK, row, at)),
        *(_promise_item(row, _("Accept the PM's conditions, or say it otherwise: %(title)s"), TALK) for row in conditions if may(person, TALK, row, at)),
        *(_promise_item(row, _("Is it no promise? %(title)s"), FEASIBLE) for row in disputed if may(person, FEASIBLE, row, at, answers="RA")),
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
    held = queries.held_promises(engagement)[:MOST_SHOWN]
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


@provider(order=30)
def promises_found(person, at, text):
    """Find promises by their words."""
    found = queries.promises_visible_to(person, at).filter(text__icontains=text).order_by("-pk")[:8]
    return [Hit(p.text[:120], f"/briefs/promises/{p.pk}/", _("Promise"), p.engagement.client.name) for p in found]
