"""How estimates are told in JSON."""

from django.utils import timezone

from svyazka.deals import queries
from svyazka.deals.models import Estimate, EstimateLine, PassThrough
from svyazka.deals.rules import Pair
from svyazka.kit.api import money, plain


def shown(estimate: Estimate, person) -> dict:
    """Tell an estimate; cost and margin as far as the person may see them (docs/decisions/0013)."""
    sums = queries.totals_of(estimate)
    low, high = sums.price_between()
    return {
        "id": estimate.pk,
        "engagement_id": estimate.engagement_id,
        "brief_id": estimate.brief_id,
        "edition": estimate.edition,
        "version": estimate.version,
        "state": estimate.state,
        "legal_entity": estimate.legal_entity_id,
        "lines": [_line(line) for line in estimate.lines.all()],
        "passed": [_passed(row) for row in estimate.passed.all()],
        "options": [{"group": part.group, "name": part.name, "hours": plain(part.sums.hours), "price": money(part.sums.price_kopecks),
                     "usual": part.usual} for part in queries.parts_in(estimate) if not part.is_base],
        "hours": plain(sums.hours),
        "reserve_percent": plain(estimate.reserve_percent),
        "reserve": money(sums.reserve_kopecks),
        "passed_total": money(sums.passed_kopecks),
        "total": money(sums.price_kopecks),
        "eight_of_ten": {"hours": [plain(hours) for hours in sums.hours_between()], "price": [money(low), money(high)]},
        "vat": {"mode": estimate.vat_mode, "percent": plain(estimate.vat_percent), "basis": estimate.vat_basis, "sum": money(sums.vat_kopecks)},
        "approved_price": money(estimate.approved_price_kopecks),
        **_cost(estimate, person),
    }  # fmt: skip


def _line(line: EstimateLine) -> dict:
    return {"id": line.pk, "title": line.title, "section": line.section, "specialism": line.specialism.code,
            "person": line.person.username if line.person else None, "hours": plain(line.hours), "optimistic": plain(line.optimistic),
            "likely": plain(line.likely), "pessimistic": plain(line.pessimistic), "rate": money(line.rate_kopecks),
            "clause_id": line.clause_id, "group": line.group, "option": line.option}  # fmt: skip


def _passed(row: PassThrough) -> dict:
    return {"kind": row.kind, "title": row.title, "sum": money(row.sum_kopecks), "fee_percent": plain(row.fee_percent), "fee": money(row.fee_kopecks),
            "vat_note": row.vat_note, "in_price": row.in_price}  # fmt: skip


def _cost(estimate: Estimate, person) -> dict:
    told = queries.cost_told(estimate, person, timezone.now())
    said: dict = {} if told.below is None else {"below_floor": told.below}
    if told.exact:
        said |= {"cost": money(told.cost_kopecks), "margin": money(told.margin_kopecks)}
    if told.hidden:
        return {**said, "margin_hidden": str(told.hidden)}
    return {**said, "margin_percent": plain(told.percent) or ""}


def shown_pair(pair: Pair) -> dict:
    """Tell a line in two editions."""
    return {"title": pair.title, "change": pair.change, "hours_before": plain(pair.before.hours) if pair.before else None,
            "hours_after": plain(pair.after.hours) if pair.after else None, "price_apart": money(pair.price_apart)}  # fmt: skip
