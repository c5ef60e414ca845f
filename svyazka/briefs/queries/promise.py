"""Questions about promises, always from the one who asks."""

from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from svyazka.briefs.models import Brief, Clause, FormerPromise, Promise
from svyazka.briefs.rules import VerdictKind
from svyazka.briefs.rules.outcome import is_asked
from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight

FACES = ("engagement__client", "made_by", "verdict_by", "said_by", "rule", "conditions_by", "disputed_by")


def promises_visible_to(person, at: datetime) -> QuerySet[Promise]:
    """Return the promises this person sees."""
    return within_sight(Promise.objects.select_related(*FACES), person, at)


def waiting_promises(brief: Brief) -> QuerySet[Promise]:
    """Return the promises that go to the PM with this brief."""
    return Promise.objects.filter(engagement=brief.engagement_id, state__in=("draft", "checking")).order_by("pk")


def answered(brief: Brief, promise: Promise) -> bool:
    """Tell whether the PM has said no to the promise since the brief came: the verdict on the brief need not repeat it."""
    return bool(promise.verdict == VerdictKind.INFEASIBLE and brief.submitted_at and promise.verdict_at >= brief.submitted_at)


def told_promises(engagement: Engagement) -> QuerySet[Promise]:
    """Return the promises that the client reads: given, each with the PM's yes on its present wording and its conditions, and how they ended."""
    told = Promise.objects.filter(engagement=engagement, state__in=("given", "kept", "changed", "broken")).let_out()
    return told.order_by(F("due_on").asc(nulls_last=True), "pk")


def to_settle(engagement: Engagement, *, reached_on: date, last: bool) -> list[Promise]:
    """Return the given promises asked about once a stage of that day is accepted, the earliest first."""
    given = engagement.promises.filter(state="given").order_by(F("due_on").asc(nulls_last=True), "pk")
    return [row for row in given if is_asked(due_on=row.due_on, reached_on=reached_on, last=last)]


def overdue(promises: QuerySet[Promise], day: date) -> QuerySet[Promise]:
    """Keep those whose day has passed and of which nobody has said how they ended."""
    return promises.filter(state="given", due_on__lt=day)


def coming_first(promises: QuerySet[Promise]) -> QuerySet[Promise]:
    """Order the promises by their day, those without one last."""
    return promises.order_by(F("due_on").asc(nulls_last=True), "pk")


def replacing(promise: Promise) -> QuerySet[Promise]:
    """Return the confirmed promises of the engagement that may take the place of this one."""
    return Promise.objects.filter(engagement=promise.engagement_id, state="confirmed", replaces=None).let_out().order_by("pk")


def former_of(promise: Promise) -> QuerySet[FormerPromise]:
    """Return how the promise stood before, the latest first."""
    return promise.former.select_related("verdict_by", "ended_by")


def clause_of(promise: Promise) -> Clause | None:
    """Return the clause that the promise was caught from, as it stands in its newest edition."""
    if promise.clause_key is None:
        return None
    return Clause.objects.filter(engagement=promise.engagement_id, key=promise.clause_key).select_related("brief").order_by("-brief__edition").first()


def by_message(engagement: Engagement) -> dict[int, list[Promise]]:
    """Return the promises caught from each message of the engagement. One query."""
    found: dict[int, list[Promise]] = {}
    for promise in engagement.promises.filter(~Q(state="withdrawn"), message__isnull=False).order_by("pk"):
        found.setdefault(promise.message_id or 0, []).append(promise)
    return found
