"""Coverage of an edition, spoken in JSON."""

from django.utils import timezone
from ninja import Router

from svyazka.briefs import queries
from svyazka.kit.api import money, plain, staff_only
from svyazka.kit.http import find
from svyazka.kit.strands import Kind, Strand

router = Router()


def _strand(strand: Strand) -> dict:
    return {"kind": strand.kind.value, "title": strand.title, "url": strand.url, "hours": plain(strand.hours), "sum": money(strand.kopecks),
            "done": strand.done}  # fmt: skip


@router.get("/briefs/{brief_id}/coverage")
def coverage(request, brief_id: int):
    """Tell each clause with what follows from it and its gaps, and the work that no clause asks for."""
    at = timezone.now()
    brief = find(queries.visible_to(staff_only(request), at), brief_id)
    laid = queries.coverage_of(brief, request.user, at)
    return {
        "brief_id": brief.pk,
        "edition": brief.edition,
        "binding": laid.binding,
        "covered": laid.covered(),
        "clauses": [
            {"id": row.clause.pk, "key": row.clause.key, "kind": row.clause.kind, "text": row.clause.text, "gaps": [gap.value for gap in row.gaps],
             **{kind.value: [_strand(one) for one in row.strands[kind]] for kind in Kind}}
            for row in laid.rows
        ],
        "loose": [{**_strand(one.strand), "why": one.of_clause or "no_clause"} for one in laid.loose],
    }  # fmt: skip
