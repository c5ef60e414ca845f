"""The edition of the specification that was sent, and the word on it and on its clauses."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.briefs.actions import answer_brief, client_talks_of_clause
from svyazka.briefs.queries import shown_to_client
from svyazka.briefs.rules import Decision
from svyazka.kit.http import contact_page, find, refusals_said
from svyazka.kit.pages import render
from svyazka.portal import queries
from svyazka.portal.views.typed import short


def _specification(request, brief_id: int):
    return find(shown_to_client(request.user, timezone.now()), brief_id)


@contact_page
@require_GET
def specification(request, brief_id):
    """Show the very edition that was sent, and what has changed since the one they agreed before."""
    return _draw_specification(request, _specification(request, brief_id))


def _draw_specification(request, brief, *, typed: dict | None = None, status: int = 200):
    told = queries.specification(brief, request.user, timezone.now())
    return render(request, "portal/specification.html", {**told, "typed": typed or {}}, status=status)


@contact_page
@require_POST
def answer(request, brief_id):
    """Agree the edition whose words were shown, or say what is wrong."""
    brief, typed = _specification(request, brief_id), request.POST
    decision = Decision.AGREED if typed.get("agreed") == "1" else Decision.REMARKS
    with refusals_said(request) as outcome:
        answer_brief(brief, decision=decision, digest=typed.get("digest", ""), reason=short(typed.get("reason", "")), by=request.user, at=timezone.now())
        messages.success(request, _("Agreed, thank you.") if decision == Decision.AGREED else _("The remarks are sent; we shall answer here."))
        return redirect("portal:specification", brief_id)
    return _draw_specification(request, _specification(request, brief_id), typed=typed, status=outcome.status)


@contact_page
@require_POST
def clause_talk(request, brief_id, key):
    """Say a word on one clause."""
    brief = _specification(request, brief_id)
    with refusals_said(request) as outcome:
        client_talks_of_clause(brief, key=key, text=request.POST.get("text", ""), by=request.user, at=timezone.now())
        return redirect(f"/portal/specifications/{brief_id}/#clause-{key}")
    return _draw_specification(request, brief, typed={f"text-{key}": request.POST.get("text", "")}, status=outcome.status)
