"""Estimate lines as strands of the clauses they were counted from."""

from datetime import datetime

from django.db.models import OuterRef, Subquery

from svyazka.deals.models import Estimate, EstimateLine
from svyazka.deals.queries import sees_cost
from svyazka.kit.guard import DUTIES, may
from svyazka.kit.money import cost_of
from svyazka.kit.strands import Kind, Strand


def line_strands(engagement, person, at: datetime) -> list[Strand]:
    """Return the lines of the engagement's newest estimate; sums are for those who build the price, offer it, or see all money."""
    newest = Estimate.objects.filter(engagement=OuterRef("estimate__engagement")).order_by("-edition").values("pk")[:1]
    lines = EstimateLine.objects.filter(estimate__engagement=engagement, estimate=Subquery(newest)).order_by("position", "pk")
    ties = bool(may(person, DUTIES["estimate.build"], engagement, at))
    priced = ties or sees_cost(person, engagement, at) or bool(may(person, DUTIES["offer.present"], engagement, at, answers="RA"))
    rows = lines.values_list("pk", "estimate", "title", "hours", "rate_kopecks", "clause__key")
    return [_strand(row, ties=ties, priced=priced) for row in rows]


def _strand(row: tuple, *, ties: bool, priced: bool) -> Strand:
    key, estimate, title, hours, rate, clause = row
    return Strand(
        Kind.ESTIMATE, title, f"/deals/estimates/{estimate}/", (clause,) if clause else (), hours=hours,
        kopecks=cost_of(hours, rate) if priced else None,
        tie=f"/deals/estimates/{estimate}/lines/{key}/clause/" if ties else "",
    )  # fmt: skip
