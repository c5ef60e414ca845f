"""What the client says after an acceptance, on the pages of the stage and the result: a reminder, and a look back on it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.acceptance import actions
from svyazka.acceptance.models import ClientLook
from svyazka.acceptance.queries import look as looks
from svyazka.clients.actions import TALK
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.projects.models import Stage
from svyazka.work.actions import RETRO


def shown_look(stage: Stage, request) -> dict:
    """Return what the page of an accepted stage shows of the client's word on it."""
    at, person = timezone.now(), request.user
    look = looks.look_of(stage, person, at)
    if look is None:
        return {"look": None}
    state = looks.stands(look, at)
    return {
        "look": look, "look_state": state, "said": looks.said_in(look) if looks.may_read(look, person, at) else None,
        "may_remind": state == "waits" and not look.reminded_at and not looks.silent_before(look) and may(person, TALK, look, at),
        "may_look_back": state == "answered" and look.retro_id is None and may(person, RETRO, look, at),
        "reminder": _("You have accepted “%(stage)s”: we would be glad of two or three words on how the work went. The questions are on your portal.") % {"stage": stage.title},
    }  # fmt: skip


def _found(request, look_id: int) -> ClientLook:
    return find(looks.looks_visible_to(request.user, timezone.now()), look_id)


@staff_page
@require_POST
def remind(request, look_id):
    """Remind the client of the questions, once."""
    look = _found(request, look_id)
    with refusals_said(request):
        actions.remind_of_look(look, text=request.POST.get("text", "")[:5000], by=request.user, at=timezone.now())
        messages.success(request, _("Sent in the talk. They are not reminded again."))
    return back(request, f"/acceptance/stages/{look.stage_id}/")


@staff_page
@require_POST
def look_back(request, look_id):
    """Open the team's look back on what the client has said."""
    look = _found(request, look_id)
    with refusals_said(request):
        return redirect("work:retro", actions.look_back_on(look, by=request.user, at=timezone.now()).pk)
    return back(request, f"/acceptance/stages/{look.stage_id}/")
