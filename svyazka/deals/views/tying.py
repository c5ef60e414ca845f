"""A line of an estimate gets its clause, from the page of coverage."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.briefs.queries import numbered_in
from svyazka.deals import actions, queries
from svyazka.kit.http import back, find, refusals_said, staff_page


@staff_page
@require_POST
def tie(request, estimate_id, line_id):
    """Name the clause of a line by its number in an edition."""
    estimate = find(queries.visible_to(request.user, timezone.now()), estimate_id)
    with refusals_said(request):
        clause = numbered_in(request.POST, estimate.engagement_id)
        actions.tie_line(estimate, line_id=line_id, clause_id=clause.pk, by=request.user, at=timezone.now())
        messages.success(request, _("The line follows from the clause now: %(text)s") % {"text": clause.text[:80]})
    return back(request, f"/deals/estimates/{estimate_id}/")
