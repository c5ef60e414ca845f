"""Questions about proposals, always from the one who asks."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from svyazka.briefs.models import Verdict
from svyazka.briefs.rules import VerdictKind
from svyazka.clients.models import Engagement
from svyazka.deals.models import Contract, Proposal
from svyazka.deals.queries.estimate import totals_of
from svyazka.kit.guard import within_sight


def proposals_visible_to(person, at: datetime) -> QuerySet[Proposal]:
    """Return the proposals this person sees."""
    return within_sight(Proposal.objects.select_related("engagement__client", "estimate", "sent_by"), person, at)


def offered_price(engagement: Engagement) -> Proposal | None:
    """Return the proposal the contract rests on: the accepted one, else the newest sent."""
    proposals = Proposal.objects.filter(engagement=engagement)
    return proposals.filter(state="accepted").order_by("-pk").first() or proposals.filter(state="sent").order_by("-pk").first()


def outdated(day: date) -> QuerySet[Proposal]:
    """Return the proposals without an answer whose last day has passed, and on which no contract rests."""
    alive = Contract.objects.exclude(state="terminated").values("proposal")
    return Proposal.objects.filter(state="sent", valid_until_on__lt=day).exclude(pk__in=alive.exclude(proposal=None)).order_by("pk")


def hour_of(proposal: Proposal) -> int:
    """Return what an hour was offered for, in whole kopecks."""
    hours = totals_of(proposal.estimate).hours
    return int(proposal.price_kopecks / hours) if hours > 0 else 0


def verdict_shares(engagement_ids: Iterable[int]) -> dict[int, Fraction]:
    """Return which share of an engagement's proposals left after the PM's word that it can be done; nothing without proposals."""
    word = Verdict.objects.filter(brief=OuterRef("estimate__brief"), at__lte=OuterRef("sent_at")).exclude(verdict=VerdictKind.INFEASIBLE)
    offers = Proposal.objects.filter(engagement__in=engagement_ids).annotate(judged=Exists(word))
    counted = offers.order_by().values("engagement").annotate(n=Count("pk"), well=Count("pk", filter=Q(judged=True)))
    return {row["engagement"]: Fraction(row["well"], row["n"]) for row in counted}


def worth_of(engagement_ids: Iterable[int]) -> dict[int, int]:
    """Return the price last offered for each engagement, in kopecks."""
    newest = Proposal.objects.filter(engagement__in=engagement_ids).order_by("engagement", "-sent_at", "-pk").distinct("engagement")
    return dict(newest.values_list("engagement", "price_kopecks"))
