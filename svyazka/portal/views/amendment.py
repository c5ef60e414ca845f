"""An amendment as it was sent, and the client's word on it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.deals.actions import answer_amendment
from svyazka.deals.models import Amendment
from svyazka.deals.queries import amendments_told
from svyazka.kit.http import contact_page, find, refusals_said
from svyazka.kit.pages import render
from svyazka.portal import queries
from svyazka.portal.views.typed import short


def _amendment(request, amendment_id: int) -> Amendment:
    return find(amendments_told(request.user, timezone.now()), amendment_id)


@contact_page
@require_GET
def amendment(request, amendment_id):
    """Show what an amendment changes: price, terms and stages before and after."""
    return _draw(request, _amendment(request, amendment_id))


def _draw(request, shown: Amendment, *, typed: str = "", status: int = 200):
    return render(request, "portal/amendment.html", {**queries.amendment(shown), "typed": typed}, status=status)


@contact_page
@require_POST
def answer(request, amendment_id):
    """Agree the words that were shown, or say what is wrong."""
    shown, typed = _amendment(request, amendment_id), request.POST
    agreed, reason = typed.get("agreed") == "1", typed.get("reason", "")
    with refusals_said(request) as outcome:
        answer_amendment(shown, agreed=agreed, digest=typed.get("digest", ""), reason=short(reason), by=request.user, at=timezone.now())
        messages.success(request, _("Agreed, thank you: both sign it next.") if agreed else _("The remarks are sent; we shall answer here."))
        return redirect("portal:amendment", amendment_id)
    return _draw(request, _amendment(request, amendment_id), typed=reason, status=outcome.status)
