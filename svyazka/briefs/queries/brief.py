"""Questions about editions, always from the one who asks."""

from datetime import datetime

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from svyazka.briefs.models import Brief, Clause, Verdict
from svyazka.clients.models import Engagement
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.clients.rules import EngagementState
from svyazka.kit.guard import within_sight


def visible_to(person, at: datetime) -> QuerySet[Brief]:
    """Return the briefs this person sees; a client's contact sees those that were sent to the client."""
    briefs = Brief.objects.select_related("engagement__client", "written_by", "sent_by", "template")
    if person.kind == "contact":
        briefs = briefs.filter(sent_at__isnull=False)
    return within_sight(briefs, person, at).order_by("-written_at", "-pk")


def without_brief(person, at: datetime) -> QuerySet[Engagement]:
    """Return the qualified engagements this person sees for which no specification was begun."""
    seen = engagements_visible_to(person, at).filter(state=EngagementState.BRIEF, closed_at=None, briefs=None)
    return seen.select_related("client").order_by("pk")


def latest_brief(engagement: Engagement) -> Brief | None:
    """Return the newest edition."""
    return Brief.objects.filter(engagement=engagement).order_by("-edition").first()


def last_verdict(brief: Brief) -> Verdict | None:
    """Return the verdict on this edition."""
    return brief.verdicts.select_related("by").order_by("-at").first()


def clauses_of(engagement: Engagement) -> QuerySet[Clause]:
    """Return the clauses of the newest edition."""
    brief = latest_brief(engagement)
    return brief.clauses.all() if brief else Clause.objects.none()


def last_key(engagement_id: int) -> int:
    """Return the highest key a clause of the engagement ever had, 0 without any; those removed count too."""
    here = Clause.objects.filter(engagement=engagement_id).aggregate(last=Max("key"))["last"]
    gone = Brief.objects.filter(engagement=engagement_id).aggregate(last=Max("last_key"))["last"]
    return max(here or 0, gone or 0)


def newest(briefs: QuerySet[Brief]) -> QuerySet[Brief]:
    """Keep the newest edition of each engagement, with how many clauses and promises wait or stand."""
    last = Brief.objects.filter(engagement=OuterRef("engagement")).order_by("-edition").values("pk")[:1]
    counted = briefs.filter(pk=Subquery(last)).annotate(
        clause_count=Count("clauses", distinct=True),
        unjudged=Count("engagement__promises", distinct=True, filter=Q(engagement__promises__state__in=("draft", "checking"))),
    )
    return counted.order_by("-written_at", "-pk")


def with_words(briefs: QuerySet[Brief], words: str) -> QuerySet[Brief]:
    """Keep the briefs whose engagement or client is called so."""
    return briefs.filter(Q(engagement__title__icontains=words) | Q(engagement__client__name__icontains=words))


def editions_of(engagement: Engagement) -> QuerySet[Brief]:
    """Return the editions, newest first."""
    return Brief.objects.filter(engagement=engagement).select_related("written_by").order_by("-edition")
