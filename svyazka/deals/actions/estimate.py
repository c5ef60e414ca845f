"""An estimate is built of a brief, and approved below the floor of margin."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Brief, Clause
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.deals import queries, rules
from svyazka.deals.actions.duties import APPROVE, ESTIMATE
from svyazka.deals.models import Estimate, EstimateLine, RateCard
from svyazka.deals.rules import ESTIMATE_MOVES
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import Person, Specialism
from svyazka.people.queries import today


@action(ESTIMATE)
def build_estimate(engagement: Engagement, *, brief_id: int, lines: Iterable[Mapping],
                   reserve_percent: Decimal = Decimal(0), by: Person, at: datetime) -> Estimate:  # fmt: skip
    """Build an estimate of a brief; lines are {"title", "specialism", "hours", "rate_kopecks", "clause_id"?}.

    The cost of an hour comes from the dated rate card. The engagement is locked, so that two at once give two editions.
    Raises Refused on a closed engagement, without lines, for hours or rates that are none; Malformed for a strange
    brief, specialism or clause.
    """
    refuse_if(reasons_if_closed(engagement))
    brief = Brief.objects.filter(engagement=engagement, pk=brief_id).first()
    rows = list(lines)
    if brief is None:
        raise Malformed(_("This brief is not of this engagement."))
    told = [(Decimal(row["hours"]), row["rate_kopecks"]) for row in rows]
    refuse_if(rules.reasons_not_to_estimate(lines=told, reserve_percent=reserve_percent))
    before = Estimate.objects.filter(engagement=engagement).order_by("-edition").first()
    estimate = Estimate.objects.create(
        engagement=engagement, brief=brief, edition=before.edition + 1 if before else 1,
        reserve_percent=reserve_percent, made_by=by, made_at=at,
    )  # fmt: skip
    rates = queries.rates_on(today(at))
    EstimateLine.objects.bulk_create(_line(estimate, n, row, rates) for n, row in enumerate(rows, start=1))
    record(estimate, "deals.estimated", by=by, at=at, edition=estimate.edition, lines=len(rows))
    return estimate


def _line(estimate: Estimate, position: int, told: Mapping, rates: Mapping[str, RateCard]) -> EstimateLine:
    specialism = Specialism.objects.filter(code=told["specialism"]).first()
    if specialism is None:
        raise Malformed(_("There is no such specialism: %(code)s.") % {"code": told["specialism"]})
    clause_id = told.get("clause_id")
    if clause_id and not Clause.objects.filter(pk=clause_id, engagement=estimate.engagement_id).exists():
        raise Malformed(_("This clause is not of this engagement."))
    rate = rates.get(specialism.code)
    return EstimateLine(
        estimate=estimate, position=position, title=told["title"], specialism=specialism, hours=told["hours"],
        rate_kopecks=told["rate_kopecks"], cost_kopecks=rate.cost_kopecks if rate else 0, clause_id=clause_id,
    )  # fmt: skip


@action(ESTIMATE)
def tie_line(estimate: Estimate, *, line_id: int, clause_id: int | None, by: Person, at: datetime) -> EstimateLine:
    """Name the clause that a line was counted from, or none; hours and rates stay. Raises Malformed for a line or clause of another."""
    line = estimate.lines.select_for_update(no_key=True).filter(pk=line_id).first()
    if line is None:
        raise Malformed(_("The estimate has no such line."))
    if clause_id is not None and not Clause.objects.filter(pk=clause_id, engagement=estimate.engagement_id).exists():
        raise Malformed(_("This clause is not of this engagement."))
    line.clause_id = clause_id
    line.save(update_fields=["clause"])
    record(estimate, "deals.line_tied", by=by, at=at, edition=estimate.edition, line=line.title, clause_id=clause_id)
    return line


@action(APPROVE)
def approve_estimate(estimate: Estimate, *, price_kopecks: int | None = None, by: Person, at: datetime) -> Estimate:
    """Let a price go out below the floor of margin: this one, or the estimate's own; a lower one is asked for again.

    Raises Refused to the one who built the estimate, and on a closed engagement.
    """
    refuse_if(reasons_if_closed(estimate.engagement))
    price = queries.totals_of(estimate).price_kopecks if price_kopecks is None else price_kopecks
    refuse_if(rules.reasons_not_to_approve(own=estimate.made_by_id == by.pk, price_kopecks=price))
    estimate.state = after(ESTIMATE_MOVES, "approve", estimate.state)
    estimate.approved_by, estimate.approved_at, estimate.approved_price_kopecks = by, at, price
    estimate.save(update_fields=["state", "approved_by", "approved_at", "approved_price_kopecks"])
    record(estimate, "deals.approved", by=by, at=at, edition=estimate.edition, kopecks=price)
    return estimate
