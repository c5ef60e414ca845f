"""Questions about estimates, always from the one who asks."""

from datetime import date, datetime

from django.db.models import QuerySet

from svyazka.briefs.models import Brief, Clause
from svyazka.briefs.queries import latest_brief
from svyazka.deals.models import Discount, Estimate
from svyazka.deals.queries.rates import floor_on
from svyazka.deals.queries.sums import totals_of
from svyazka.deals.rules import Pair, paired
from svyazka.kit.guard import within_sight
from svyazka.people.models import LegalEntity
from svyazka.people.queries import tax_profile, today


def visible_to(person, at: datetime) -> QuerySet[Estimate]:
    """Return the estimates this person sees."""
    found = Estimate.objects.select_related("engagement__client", "brief", "made_by", "approved_by", "legal_entity")
    return within_sight(found.prefetch_related("lines__specialism", "lines__clause", "lines__person", "passed"), person, at)


def discounts_visible_to(person, at: datetime) -> QuerySet[Discount]:
    """Return the discounts this person sees."""
    return within_sight(Discount.objects.select_related("engagement__client", "estimate", "asked_by", "answered_by"), person, at)


def below_floor(person, at: datetime) -> list[Estimate]:
    """Return the frozen estimates below the floor of margin that nobody has approved or offered yet."""
    floor = floor_on(today(at))
    waiting = visible_to(person, at).filter(proposals=None, approved_at=None, engagement__state="brief", engagement__closed_at=None)
    return [estimate for estimate in waiting.exclude(state="draft") if totals_of(estimate).is_below(floor)]


def entity_for(estimate: Estimate) -> LegalEntity | None:
    """Return in whose name the price is asked: the chosen entity, else the first one."""
    return estimate.legal_entity or LegalEntity.objects.order_by("pk").first()


def vat_of(entity: LegalEntity | None, day: date) -> dict:
    """Return how VAT stands in the entity's prices on that day, in the words of an estimate's fields."""
    profile = tax_profile(entity, day) if entity else None
    if profile is None:
        return {"vat_mode": "none", "vat_percent": None, "vat_basis": ""}
    return {"vat_mode": profile.vat_mode, "vat_percent": profile.vat_percent, "vat_basis": profile.basis}


def binding(brief: Brief) -> list[Clause]:
    """Return the clauses that are to be done: must and should."""
    return list(brief.clauses.exclude(kind="wont"))


def clauses_left(estimate: Estimate) -> int:
    """Return how many clauses of the newest edition that bind have no line in the estimate, found by their keys."""
    newest = latest_brief(estimate.engagement) or estimate.brief
    there = {line.clause.key for line in estimate.lines.all() if line.clause}
    return sum(clause.key not in there for clause in newest.clauses.filter(kind="must"))


def compared(before: Estimate, after: Estimate) -> list[Pair]:
    """Return the lines of two editions side by side."""
    return paired(*(one.lines.select_related("clause", "specialism") for one in (before, after)))
