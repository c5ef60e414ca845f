"""Pages of a proposal: the price as the client was told it, what they may choose, and what they answered."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.deals import actions, forms, queries
from svyazka.deals.models import Proposal
from svyazka.deals.rules import picked_in
from svyazka.deals.views.estimates import TONES
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render


def _proposal(request, proposal_id: int) -> Proposal:
    return find(queries.proposals_visible_to(request.user, timezone.now()), proposal_id)


@staff_page
@require_GET
def proposal(request, proposal_id):
    """Show a proposal and what the client has said to it."""
    return _draw_proposal(request, _proposal(request, proposal_id))


def _draw_proposal(request, shown: Proposal, form: forms.AnswerForm | None = None, *, status: int = 200):
    at = timezone.now()
    told = {
        "proposal": shown,
        "told": queries.proposal_told(shown),
        "engagement": shown.engagement,
        "promises": list(shown.engagement.promises.exclude(given_at=None).exclude(state="withdrawn").order_by("pk")),
        "contract": queries.contract_of(shown.engagement),
        "may_offer": may(request.user, actions.OFFER, shown, at),
        "may_contract": may(request.user, actions.CONTRACT, shown, at),
        "form": form or forms.AnswerForm(),
        "picked": picked_in(request.POST),
        "tones": TONES,
    }
    return render(request, "deals/proposal.html", told, status=status)


@staff_page
@require_POST
def answer(request, proposal_id):
    """Write down the client's answer."""
    shown, form = _proposal(request, proposal_id), forms.AnswerForm(request.POST)
    if not form.is_valid():
        return _draw_proposal(request, shown, form, status=422)
    picked = picked_in(request.POST) if "chosen" in request.POST else None
    with refusals_said(request) as outcome:
        actions.answer_proposal(shown, picked=picked, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("deals:proposal", proposal_id)
    return _draw_proposal(request, _proposal(request, proposal_id), form, status=outcome.status)
