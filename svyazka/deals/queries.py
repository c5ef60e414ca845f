"""Questions about estimates, proposals and contracts, always from the one who asks."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from svyazka.briefs.models import Verdict
from svyazka.briefs.rules import VerdictKind
from svyazka.clients.models import Engagement
from svyazka.deals.models import Contract, DealTerm, Estimate, Proposal, RateCard
from svyazka.deals.rules import SIGNED, Totals, totals
from svyazka.kit.guard import DUTIES, may, within_sight
from svyazka.people.models import LegalEntity
from svyazka.people.queries import on_day, tax_profile, today
from svyazka.roles.queries.rights import SEES_ALL
from svyazka.roles.queries.standing import standing_of

FLOOR = Decimal(30)


def visible_to(person, at: datetime) -> QuerySet[Estimate]:
    """Return the estimates this person sees."""
    found = Estimate.objects.select_related("engagement__client", "brief", "made_by", "approved_by").prefetch_related("lines__specialism")
    return within_sight(found, person, at)


def proposals_visible_to(person, at: datetime) -> QuerySet[Proposal]:
    """Return the proposals this person sees."""
    return within_sight(Proposal.objects.select_related("engagement__client", "estimate", "sent_by"), person, at)


def contracts_visible_to(person, at: datetime) -> QuerySet[Contract]:
    """Return the contracts this person sees."""
    found = Contract.objects.select_related("engagement__client", "client", "legal_entity").prefetch_related("stages")
    return within_sight(found, person, at)


def sees_money(person, engagement: Engagement, at: datetime) -> bool:
    """Tell whether the person may see cost and margin: head, finance, and who builds this engagement's estimate."""
    if person.kind != "staff":
        return False
    if set(standing_of(person, at).tracks) & set(SEES_ALL):
        return True
    return bool(may(person, DUTIES["estimate.build"], engagement, at))


def totals_of(estimate: Estimate) -> Totals:
    """Return what the estimate comes to."""
    lines = [(line.hours, line.rate_kopecks, line.cost_kopecks) for line in estimate.lines.all()]
    return totals(lines, estimate.reserve_percent)


def contract_of(engagement: Engagement) -> Contract | None:
    """Return the engagement's contract in force, else its newest draft."""
    contracts = Contract.objects.filter(engagement=engagement).exclude(state="terminated")
    return contracts.filter(state__in=SIGNED).order_by("-pk").first() or contracts.order_by("-pk").first()


def offered_price(engagement: Engagement) -> Proposal | None:
    """Return the proposal the contract rests on: the accepted one, else the newest sent."""
    proposals = Proposal.objects.filter(engagement=engagement)
    return proposals.filter(state="accepted").order_by("-pk").first() or proposals.filter(state="sent").order_by("-pk").first()


def rates_on(day: date) -> dict[str, RateCard]:
    """Return the rate card in force on that day, by specialism's code."""
    return {rate.specialism.code: rate for rate in RateCard.objects.filter(on_day(day)).select_related("specialism")}


def floor_on(day: date) -> Decimal:
    """Return the floor of margin, in per cent of the price, in force on that day."""
    term = DealTerm.objects.filter(code="margin_floor", starts_on__lte=day).order_by("-starts_on").first()
    return term.value if term else FLOOR


def below_floor(person, at: datetime) -> list[Estimate]:
    """Return the estimates below the floor of margin that nobody has approved or offered yet."""
    floor = floor_on(today(at))
    waiting = visible_to(person, at).filter(proposals=None, approved_at=None, engagement__state="brief", engagement__closed_at=None)
    margins = ((estimate, totals_of(estimate).margin_percent()) for estimate in waiting)
    return [estimate for estimate, margin in margins if margin is not None and margin < floor]


def outdated(day: date) -> QuerySet[Proposal]:
    """Return the proposals without an answer whose last day has passed, and on which no contract rests."""
    alive = Contract.objects.exclude(state="terminated").values("proposal")
    return Proposal.objects.filter(state="sent", valid_until_on__lt=day).exclude(pk__in=alive.exclude(proposal=None)).order_by("pk")


def hour_of(proposal: Proposal) -> int:
    """Return what an hour was offered for, in whole kopecks."""
    hours = totals_of(proposal.estimate).hours
    return int(proposal.price_kopecks / hours) if hours > 0 else 0


def desk(person, at: datetime, kind: str, words: str = "") -> QuerySet:
    """Return the estimates, proposals or contracts this person sees, newest first, found by words."""
    found = {"estimates": visible_to, "proposals": proposals_visible_to, "contracts": contracts_visible_to}[kind](person, at)
    if words:
        named = Q(engagement__title__icontains=words) | Q(engagement__client__name__icontains=words)
        found = found.filter(named if kind == "estimates" else named | Q(number__icontains=words))
    return found.order_by("-pk")


def clauses_left(estimate: Estimate) -> int:
    """Return how many clauses of the brief that bind have no line in the estimate."""
    binding = estimate.brief.clauses.filter(kind="must")
    return binding.exclude(pk__in=[line.clause_id for line in estimate.lines.all() if line.clause_id]).count()


def seller_on(day: date) -> tuple[LegalEntity | None, str]:
    """Return the agency's first legal entity and the basis of its VAT on that day."""
    entity = LegalEntity.objects.order_by("pk").first()
    profile = tax_profile(entity, day) if entity else None
    return entity, profile.basis if profile else ""


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


def vat_on(day: date, entity: LegalEntity | None = None) -> tuple[Decimal | None, str]:
    """Return the per cent of VAT that the entity (the first one, where none is named) pays on that day, and its basis."""
    entity = entity or LegalEntity.objects.order_by("pk").first()
    profile = tax_profile(entity, day) if entity else None
    return (profile.vat_percent, profile.basis) if profile else (None, "")
