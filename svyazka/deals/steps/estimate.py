"""Lines of an estimate as they are counted with, and what is passed on."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Clause
from svyazka.deals.models import Estimate, EstimateLine, PassThrough
from svyazka.deals.queries import person_rates_on, rates_on
from svyazka.deals.rules import PassKind, pert
from svyazka.kit.errors import Malformed
from svyazka.people.models import Specialism
from svyazka.people.queries import colleague

POINTS = ("optimistic", "likely", "pessimistic")


def line_told(row: Mapping, day: date) -> dict:
    """Return the line as it is counted with: hours by its three points where they are told, the price list's rate where none is.

    A row is {"title", "specialism", "hours" or the three points, "rate_kopecks"?, "clause_id"?, "section"?, "person"?,
    "group"?, "option"?}. Raises Malformed for a strange specialism.
    """
    points = {name: row.get(name) for name in POINTS}
    hours = Decimal(row.get("hours") or 0)
    if all(point is not None for point in points.values()):
        hours = pert(*points.values())
    rate = row.get("rate_kopecks")
    listed = rates_on(day).get(row["specialism"]) if rate is None else None
    return {**points, "title": row["title"], "specialism": row["specialism"], "hours": hours, "person": row.get("person") or "",
            "rate_kopecks": rate if rate is not None else listed.price_kopecks if listed else 0, "clause_id": row.get("clause_id"),
            "section": row.get("section") or "", "group": (row.get("group") or "").strip(), "option": (row.get("option") or "").strip()}  # fmt: skip


def write_lines(estimate: Estimate, rows: Iterable[Mapping], day: date) -> list[EstimateLine]:
    """Let these lines, as `line_told` tells them, be all that the estimate has; their cost is that of the day.

    Raises Malformed for a strange specialism, person or clause.
    """
    told = list(rows)
    known = {one.code: one for one in Specialism.objects.all()}
    clauses = Clause.objects.filter(engagement=estimate.engagement_id).in_bulk([row["clause_id"] for row in told if row["clause_id"]])
    people = {login: colleague("person", login) for login in {row["person"] for row in told if row["person"]}}
    costs, own = rates_on(day), person_rates_on(day)
    made = []
    for position, row in enumerate(told, start=1):
        if row["specialism"] not in known:
            raise Malformed(_("There is no such specialism: %(code)s.") % {"code": row["specialism"]})
        if row["clause_id"] and row["clause_id"] not in clauses:
            raise Malformed(_("This clause is not of this engagement."))
        clause, person, listed = clauses.get(row["clause_id"]), people.get(row["person"]), costs.get(row["specialism"])
        rated = own.get(person.pk) if person else None
        cost = rated.cost_kopecks if rated else listed.cost_kopecks if listed else 0
        made.append(EstimateLine(
            **{name: row[name] for name in (*POINTS, "title", "hours", "rate_kopecks", "group", "option")}, estimate=estimate,
            position=position, specialism=known[row["specialism"]], person=person, clause=clause, cost_kopecks=cost,
            section=row["section"] or (clause.section if clause else ""),
        ))  # fmt: skip
    estimate.lines.all().delete()
    return EstimateLine.objects.bulk_create(made)


def write_passed(estimate: Estimate, rows: Iterable[Mapping]) -> list[PassThrough]:
    """Let these rows be all that the estimate passes on: {"kind", "title", "sum_kopecks", "fee_percent"?, "vat_note"?, "in_price"?}.

    Raises Malformed for a strange kind.
    """
    made = []
    for position, row in enumerate(rows, start=1):
        if row["kind"] not in PassKind.values:
            raise Malformed(_("There is no such kind of expense: %(code)s.") % {"code": row["kind"]})
        made.append(PassThrough(estimate=estimate, position=position, kind=row["kind"], title=row["title"], sum_kopecks=row["sum_kopecks"],
                                fee_percent=row.get("fee_percent"), vat_note=row.get("vat_note") or "", in_price=row.get("in_price", True)))  # fmt: skip
    estimate.passed.all().delete()
    return PassThrough.objects.bulk_create(made)
