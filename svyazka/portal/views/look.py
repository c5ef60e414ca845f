"""How the work went, in the client's own words: two or three questions after an acceptance, or none at all."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.acceptance.actions import answer_look, decline_look
from svyazka.acceptance.models import ClientLook
from svyazka.acceptance.queries.look import looks_visible_to, said_in, stands
from svyazka.kit.http import contact_page, find, refusals_said
from svyazka.kit.pages import render


def _found(request, look_id: int) -> ClientLook:
    return find(looks_visible_to(request.user, timezone.now()), look_id)


@contact_page
@require_GET
def look(request, look_id):
    """Show the questions, or what was answered."""
    return _draw(request, _found(request, look_id))


def _draw(request, shown: ClientLook, *, typed: dict | None = None, status: int = 200):
    told = {"look": shown, "state": stands(shown, timezone.now()), "said": said_in(shown), "typed": typed or {}}
    return render(request, "portal/look.html", told, status=status)


@contact_page
@require_POST
def answer(request, look_id):
    """Say how the work went."""
    shown = _found(request, look_id)
    typed = {one["code"]: request.POST.get(f"answer:{one['code']}", "") for one in shown.questions}
    with refusals_said(request) as outcome:
        answer_look(shown, answers=typed, by=request.user, at=timezone.now())
        messages.success(request, _("Thank you: the people you work with read it first."))
        return redirect("portal:home")
    return _draw(request, shown, typed=typed, status=outcome.status)


@contact_page
@require_POST
def decline(request, look_id):
    """Rather not say."""
    shown = _found(request, look_id)
    with refusals_said(request):
        decline_look(shown, by=request.user, at=timezone.now())
        messages.success(request, _("All right: we do not ask about it again."))
    return redirect("portal:home")
