"""A result with its criteria, to be accepted or remarked on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.acceptance.actions import decide_defence
from svyazka.acceptance.queries import defences_visible_to
from svyazka.acceptance.queries.look import waiting_looks
from svyazka.deals.queries import contract_of
from svyazka.kit.errors import Refused
from svyazka.kit.http import contact_page, find, refusals_said
from svyazka.kit.pages import render


@contact_page
@require_GET
def defence(request, defence_id):
    """Show a result with its criteria, to be accepted or remarked on."""
    return _draw_defence(request, find(defences_visible_to(request.user, timezone.now()), defence_id))


def _draw_defence(request, shown, *, typed: dict | None = None, status: int = 200):
    told = {
        "defence": shown,
        "criteria": list(shown.result.criteria.select_related("clause")),
        "remarks": list(shown.remarks.all()),
        "typed": typed or {},
        "contract": contract_of(shown.engagement),
    }
    return render(request, "portal/defence.html", told, status=status)


@contact_page
@require_POST
def verdict(request, defence_id):
    """Accept the result, or send a round of remarks, one a criterion."""
    at = timezone.now()
    shown = find(defences_visible_to(request.user, at), defence_id)
    accepted = request.POST.get("accepted") == "1"
    typed = [(name.removeprefix("remark:"), text.strip()) for name, text in request.POST.items() if name.startswith("remark:")]
    criteria = {str(row.pk): (row.clause.criterion or row.clause.text) if row.clause else "" for row in shown.result.criteria.select_related("clause")}
    remarks = [{"criterion": criteria.get(key, _("In general")), "text": text} for key, text in typed if text]
    with refusals_said(request) as outcome:
        if accepted and remarks:
            raise Refused(_("You have written remarks: send them, or take them out and accept."))
        decide_defence(shown, accepted=accepted, remarks=remarks, by=request.user, at=at)
        messages.success(request, _("Accepted, thank you.") if accepted else _("The remarks are sent; we shall answer here."))
        asked = next((look for look in waiting_looks(request.user, at) if look.stage_id == shown.result.stage_id), None)
        return redirect("portal:look", asked.pk) if asked else redirect("portal:home")
    return _draw_defence(request, shown, typed=dict(typed), status=outcome.status)
