"""Accepted results as strands of the clauses whose criteria they meet."""

from datetime import datetime

from svyazka.acceptance.models import ResultCriterion
from svyazka.kit.strands import Kind, Strand


def result_strands(engagement, person, at: datetime) -> list[Strand]:
    """Return how accepted results meet clauses: one strand a clause and a result."""
    met = ResultCriterion.objects.filter(result__engagement=engagement, result__state="accepted", clause__isnull=False)
    rows = met.order_by("result", "position", "pk").values_list("result", "result__stage__title", "clause__key")
    return [Strand(Kind.RESULT, title, f"/acceptance/results/{key}/", (clause,), done=True) for key, title, clause in rows]
