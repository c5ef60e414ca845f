"""A price with what may be chosen in it, and the answer to it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.deals.actions import client_answers
from svyazka.deals.queries import proposal_told, proposals_visible_to
from svyazka.deals.rules import picked_in
from svyazka.kit.http import contact_page, find, refusals_said
from svyazka.kit.mail import clean
from svyazka.kit.pages import render
from svyazka.people.queries import today


def _proposal(request, proposal_id: int):
    return find(proposals_visible_to(request.user, timezone.now()), proposal_id)


@contact_page
@require_GET
def proposal(request, proposal_id):
    """Show a price with what may be chosen in it."""
    return _draw_proposal(request, _proposal(request, proposal_id))


def _draw_proposal(request, shown, *, typed: str = "", picked: list | None = None, status: int = 200):
    told = {
        "proposal": shown,
        "told": proposal_told(shown),
        "stands": shown.state == "sent" and shown.valid_until_on >= today(timezone.now()) and not shown.engagement.closed_at,
        "picked": picked or [],
        "typed": typed,
    }
    return render(request, "portal/proposal.html", told, status=status)


@contact_page
@require_POST
def answer_price(request, proposal_id):
    """Accept the price with the chosen options, or decline it."""
    shown, picked = _proposal(request, proposal_id), picked_in(request.POST)
    accepted, reason = request.POST.get("accepted") == "1", clean(request.POST.get("reason", ""))[:1000]
    with refusals_said(request) as outcome:
        client_answers(shown, accepted=accepted, reason=reason, picked=picked, by=request.user, at=timezone.now())
        messages.success(request, _("Accepted, thank you: the contract comes next.") if accepted else _("Thank you for telling us."))
        return redirect("portal:home")
    return _draw_proposal(request, _proposal(request, proposal_id), typed=reason, picked=picked, status=outcome.status)
