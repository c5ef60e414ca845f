"""Questions about proposals, always from the one who asks."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from svyazka.briefs.models import Verdict
from svyazka.briefs.rules import VerdictKind
from svyazka.clients.models import Engagement
from svyazka.deals.models import Contract, Proposal
from svyazka.deals.queries.sums import totals_of
from svyazka.deals.rules import vat_in
from svyazka.kit.guard import within_sight


def proposals_visible_to(person, at: datetime) -> QuerySet[Proposal]:
    """Return the proposals this person sees."""
    found = Proposal.objects.select_related("engagement__client", "estimate", "sent_by", "answered_by", "legal_entity")
    return within_sight(found.prefetch_related("options"), person, at)


def offered_price(engagement: Engagement) -> Proposal | None:
    """Return the proposal the contract rests on: the accepted one, else the newest sent."""
    proposals = Proposal.objects.filter(engagement=engagement)
    return proposals.filter(state="accepted").order_by("-pk").first() or proposals.filter(state="sent").order_by("-pk").first()


def outdated(day: date) -> QuerySet[Proposal]:
    """Return the proposals without an answer whose last day has passed, and on which no contract rests."""
    return Proposal.objects.filter(state="sent", valid_until_on__lt=day).exclude(pk__in=_rested_on()).order_by("pk")


def to_replace(engagement: Engagement) -> QuerySet[Proposal]:
    """Return the proposals that a newer one puts out of force: without an answer, and no contract rests on them."""
    return Proposal.objects.filter(engagement=engagement, state="sent").exclude(pk__in=_rested_on())


def _rested_on() -> QuerySet:
    return Contract.objects.exclude(state="terminated").exclude(proposal=None).values("proposal")


def hour_of(proposal: Proposal) -> int:
    """Return what an hour was offered for, in whole kopecks, what is passed on left out."""
    sums = totals_of(proposal.estimate)
    own = Fraction(proposal.offered_kopecks - sums.passed_kopecks)
    return int(own / Fraction(sums.hours)) if sums.hours > 0 else 0


def proposal_told(proposal: Proposal) -> dict:
    """Return a proposal as papers and pages tell it: the base, the choices, what was taken, VAT inside.

    "choices": [{"name", "options": [option]}], of each one is taken; "options": what may be added; an option is a row of
    ProposalOption. Sums are kopecks.
    """
    rows = list(proposal.options.all())
    groups = dict.fromkeys(row.group for row in rows if row.group)
    return {
        "base_kopecks": proposal.base_kopecks,
        "choices": [{"name": group, "options": [row for row in rows if row.group == group]} for group in groups],
        "options": [row for row in rows if not row.group],
        "offered_kopecks": proposal.offered_kopecks,
        "price_kopecks": proposal.price_kopecks,
        "list_kopecks": proposal.list_kopecks,
        "discount_kopecks": proposal.discount_kopecks,
        "discount_percent": proposal.discount_percent,
        "vat_kopecks": vat_in(proposal.price_kopecks, proposal.vat_percent),
        "vat_percent": proposal.vat_percent,
        "vat_basis": proposal.vat_basis,
        "passed": list(proposal.estimate.passed.all()),
        "picked": [row for row in rows if row.picked],
    }


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
