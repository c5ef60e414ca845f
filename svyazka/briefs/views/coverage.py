"""The page on which an edition is laid over the work that follows from it."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from svyazka.briefs import queries
from svyazka.briefs.rules import ClauseKind, Coverage, Gap, hours_in, kopecks_in
from svyazka.briefs.views.agree import found
from svyazka.kit.formats import hours as hours_told
from svyazka.kit.formats import rub
from svyazka.kit.http import staff_page
from svyazka.kit.money import rubles
from svyazka.kit.pages import render
from svyazka.kit.strands import Kind
from svyazka.kit.tables import as_csv

LOOSE = (Kind.ESTIMATE, Kind.TASK, Kind.ACT)  # a result names the clauses it meets, or is none
IN_SIGHT = 3  # strands of a kind, the rest of them folded


@staff_page
@require_GET
def coverage(request, brief_id):
    """Show each clause with its estimate lines, tasks, results and acts, the gaps, and the work that no clause asks for."""
    brief, at, only = found(request, brief_id), timezone.now(), request.GET.get("only", "")
    laid = queries.coverage_of(brief, request.user, at)
    columns, told_as = [(kind, str(kind.label)) for kind in Kind], cache(_sums_told)
    told = {
        "brief": brief,
        "engagement": brief.engagement,
        "only": only if only in ("gaps", "loose", *Gap.values) else "",
        "laid": laid,
        "columns": columns,
        "kinds": {value: str(label) for value, label in ClauseKind.choices},
        "rows": [(row.number, row.clause, row.gaps, _cells(row, columns, told_as)) for row in laid.rows if _asked_for(only, row)],
        "loose": [_pile(laid, kind, told_as) for kind in LOOSE],
        "force": queries.edition_in_force(brief.engagement),
        "can_tie": any(one.strand.tie for one in laid.loose),
    }
    return render(request, "briefs/coverage.html", told)


def _asked_for(only: str, row) -> bool:
    return not only or only in row.gaps or (only == "gaps" and bool(row.gaps))


def _cells(row, columns: list, told_as: Callable) -> Iterator[tuple]:
    """Yield a column's code and name, the strands in sight, those that are folded, and what they come to.

    An act is one sum for all its clauses: it is told with the act, not once for each clause.
    """
    for kind, label in columns:
        strands = row.strands[kind]
        kopecks = kopecks_in(strands) if kind == Kind.ESTIMATE else None
        yield kind.value, label, strands[:IN_SIGHT], strands[IN_SIGHT:], told_as(hours_in(strands), kopecks)


def _sums_told(hours: Decimal | None, kopecks: int | None) -> str:
    return " · ".join(([] if hours is None else [hours_told(hours)]) + ([] if kopecks is None else [rub(kopecks)]))


def _pile(laid: Coverage, kind: Kind, told_as: Callable) -> tuple:
    """Return the loose ends of a kind, each with its hours and its sum, and what they come to together."""
    rows = [one for one in laid.loose if one.strand.kind == kind]
    strands = [one.strand for one in rows]
    told = [(one.strand, one.of_clause, told_as(one.strand.hours, None), told_as(None, one.strand.kopecks)) for one in rows]
    return kind.value, str(kind.label), told, told_as(hours_in(strands), None), told_as(None, kopecks_in(strands))


@staff_page
@require_GET
def table(request, brief_id):
    """Return the coverage as a table for a spreadsheet: clauses with their gaps, then the loose ends."""
    brief = found(request, brief_id)
    laid = queries.coverage_of(brief, request.user, timezone.now())
    head = ["№", _("Section"), _("How binding"), _("Clause"), _("Criterion of acceptance"), *(str(kind.label) for kind in Kind),
            _("Hours of the estimate"), _("Sum of the estimate, ₽"), _("Hours of tasks"), _("Gaps")]  # fmt: skip
    return as_csv(f"coverage-{brief.engagement_id}-v{brief.edition}", head, [*_clause_rows(laid), *_loose_rows(laid)])


def _clause_rows(laid: Coverage) -> Iterator[list]:
    for row in laid.rows:
        clause, estimate, tasks = row.clause, row.strands[Kind.ESTIMATE], row.strands[Kind.TASK]
        yield [row.number, clause.section, clause.get_kind_display(), clause.text, clause.criterion,
               *("\n".join(strand.title for strand in row.strands[kind]) for kind in Kind),
               hours_in(estimate), _rubles(kopecks_in(estimate)), hours_in(tasks), ", ".join(str(gap.label) for gap in row.gaps)]  # fmt: skip


def _loose_rows(laid: Coverage) -> Iterator[list]:
    for one in laid.loose:
        strand = one.strand
        titles = [strand.title if strand.kind == kind else "" for kind in Kind]
        hours, tasks = (strand.hours if strand.kind == kind else None for kind in (Kind.ESTIMATE, Kind.TASK))
        yield ["", "", "", _("no clause"), "", *titles, hours, _rubles(strand.kopecks), tasks, _("no clause asks for it")]


def _rubles(kopecks: int | None) -> str | None:
    return None if kopecks is None else format(rubles(kopecks), "f")
