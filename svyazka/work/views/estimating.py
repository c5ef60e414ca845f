"""The page of how well we estimate: one's own figures, or everybody's to whoever plans."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.work import queries
from svyazka.work.rules import EstimatedBy


@staff_page
@require_GET
def estimating(request):
    """Show how hours compare with estimates, and how often our own ranges held."""
    at = timezone.now()
    rows = list(queries.records_told_to(request.user, at))
    names = queries.names_of_groups()
    groups = [(by, [(row.person.name if row.person else names.get(row.code, row.code), row) for row in rows if row.by == by])
              for by in EstimatedBy if by != EstimatedBy.ALL]  # fmt: skip
    told = {
        "whole": next((row for row in rows if row.by == EstimatedBy.ALL), None),
        "own": next((row for row in rows if row.person_id == request.user.pk), None),
        "groups": [(by.label, found) for by, found in groups if found],
        "kinds": any(row.by == EstimatedBy.KIND for row in rows),
        "sees_all": queries.sees_estimating(request.user, at),
    }
    return render(request, "work/estimating.html", told)
