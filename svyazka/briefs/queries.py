"""Questions about briefs and promises, always from the one who asks."""

from datetime import datetime

from django.db.models import QuerySet

from svyazka.briefs.models import Brief, Clause, Promise, Verdict
from svyazka.briefs.rules import LIVE_PROMISES, BriefState
from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight


def visible_to(person, at: datetime) -> QuerySet[Brief]:
    """Return the briefs this person sees."""
    briefs = Brief.objects.select_related("engagement__client", "written_by")
    return within_sight(briefs, person, at).order_by("-written_at", "-pk")


def promises_visible_to(person, at: datetime) -> QuerySet[Promise]:
    """Return the promises this person sees."""
    return within_sight(Promise.objects.select_related("engagement__client", "made_by", "verdict_by"), person, at)


def latest_brief(engagement: Engagement) -> Brief | None:
    """Return the newest edition."""
    return Brief.objects.filter(engagement=engagement).order_by("-edition").first()


def agreed_brief(engagement: Engagement) -> Brief | None:
    """Return the newest edition the client has agreed to."""
    return Brief.objects.filter(engagement=engagement, state=BriefState.AGREED).order_by("-edition").first()


def unjudged_promises(engagement: Engagement) -> QuerySet[Promise]:
    """Return the live promises that lack a verdict, or that the PM has found infeasible."""
    live = Promise.objects.filter(engagement=engagement, state__in=LIVE_PROMISES)
    return live.exclude(verdict__in=("feasible", "conditional"))


def waiting_promises(brief: Brief) -> QuerySet[Promise]:
    """Return the promises that go to the PM with this brief."""
    return Promise.objects.filter(engagement=brief.engagement_id, state__in=("draft", "checking")).order_by("pk")


def last_verdict(brief: Brief) -> Verdict | None:
    """Return the verdict on this edition."""
    return brief.verdicts.select_related("by").order_by("-at").first()


def clauses_of(engagement: Engagement) -> QuerySet[Clause]:
    """Return the clauses of the newest edition."""
    brief = latest_brief(engagement)
    return brief.clauses.all() if brief else Clause.objects.none()
