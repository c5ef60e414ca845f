"""The page of how well we estimate: one's own figures, or everybody's to whoever plans."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today
from svyazka.projects.queries import visible_to
from svyazka.work import queries
from svyazka.work.rules import EstimatedBy
from svyazka.work.rules.foretold import Told


@staff_page
@require_GET
def estimating(request):
    """Show how hours compare with estimates, how often our own ranges held, and the days that were forecast."""
    at = timezone.now()
    rows = list(queries.records_told_to(request.user, at))
    names = queries.names_of_groups()
    groups = [(by, [(row.person.name if row.person else names.get(row.code, row.code), row) for row in rows if row.by == by])
              for by in EstimatedBy if by != EstimatedBy.ALL]  # fmt: skip
    ended = queries.ended_in_a_year(today(at))
    told = {
        "grades": [(_("Stages"), queries.grades_of(ended)), (_("Whole projects"), queries.grades_of(ended, wholes=True))],
        "by_project": queries.grades_by_project(ended, visible_to(request.user, at)), "First": Told.FIRST, "Fortnight": Told.FORTNIGHT,
        "whole": next((row for row in rows if row.by == EstimatedBy.ALL), None),
        "own": next((row for row in rows if row.person_id == request.user.pk), None),
        "groups": [(by.label, found) for by, found in groups if found],
        "kinds": any(row.by == EstimatedBy.KIND for row in rows),
        "sees_all": queries.sees_estimating(request.user, at),
    }  # fmt: skip
    return render(request, "work/estimating.html", told)
