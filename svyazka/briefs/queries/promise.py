"""Questions about promises, always from the one who asks."""

from datetime import datetime

from django.db.models import QuerySet

from svyazka.briefs.models import Brief, Promise
from svyazka.briefs.rules import LIVE_PROMISES
from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight


def promises_visible_to(person, at: datetime) -> QuerySet[Promise]:
    """Return the promises this person sees."""
    return within_sight(Promise.objects.select_related("engagement__client", "made_by", "verdict_by"), person, at)


def unjudged_promises(engagement: Engagement) -> QuerySet[Promise]:
    """Return the live promises that lack a verdict, or that the PM has found infeasible."""
    live = Promise.objects.filter(engagement=engagement, state__in=LIVE_PROMISES)
    return live.exclude(verdict__in=("feasible", "conditional"))


def waiting_promises(brief: Brief) -> QuerySet[Promise]:
    """Return the promises that go to the PM with this brief."""
    return Promise.objects.filter(engagement=brief.engagement_id, state__in=("draft", "checking")).order_by("pk")
