"""The page on which an edition is laid over the work that follows from it."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from svyazka.briefs import queries
from svyazka.briefs.rules import Coverage, Gap, hours_in, kopecks_in
from svyazka.briefs.views.agree import found
from svyazka.kit.http import staff_page
from svyazka.kit.money import rubles
from svyazka.kit.pages import render
from svyazka.kit.strands import Kind, Strand
from svyazka.kit.tables import as_csv

LOOSE = (Kind.ESTIMATE, Kind.TASK, Kind.ACT)  # a result names the clauses it meets, or is none


@staff_page
@require_GET
def coverage(request, brief_id):
    """Show each clause with its estimate lines, tasks, results and acts, the gaps, and the work that no clause asks for."""
    brief, at, only = found(request, brief_id), timezone.now(), request.GET.get("only", "")
    laid = queries.coverage_of(brief, request.user, at)
    told = {
        "brief": brief,
        "engagement": brief.engagement,
        "only": only if only in ("gaps", "loose", *Gap.values) else "",
        "laid": laid,
        "rows": [(n, row, _cells(row)) for n, row in enumerate(laid.rows, start=1) if _asked_for(only, row)],
        "loose": [(kind, [one for one in laid.loose if one.strand.kind == kind]) for kind in LOOSE],
        "kinds": Kind,
        "gaps": Gap,
        "hours_in": hours_in,
        "kopecks_in": kopecks_in,
        "at": at,
        "force": queries.edition_in_force(brief.engagement),
        "can_tie": any(one.strand.tie for one in laid.loose),
    }
    return render(request, "briefs/coverage.html", told)


def _asked_for(only: str, row) -> bool:
    return not only or only in row.gaps or (only == "gaps" and bool(row.gaps))


def _cells(row) -> list[tuple[Kind, list[Strand]]]:
    return [(kind, row.strands[kind]) for kind in Kind]


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
    for n, row in enumerate(laid.rows, start=1):
        clause, estimate, tasks = row.clause, row.strands[Kind.ESTIMATE], row.strands[Kind.TASK]
        yield [n, clause.section, clause.get_kind_display(), clause.text, clause.criterion,
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
