"""Many rows at once: leads that are not ours, dead letters put away or read again."""

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from svyazka.kit import bulk
from svyazka.kit.asked import wholes
from svyazka.kit.errors import Refused
from svyazka.kit.http import back, say, staff_page
from svyazka.leads import actions, queries
from svyazka.leads.rules import RawState

MOST_TOLD = 20  # refusals shown by row


def chosen(seen, keys: list) -> list:
    """Return the rows of these keys among those seen, as many as are chosen at once; raise Http404 if one is not there."""
    keys = wholes(keys, bulk.MOST)
    rows = list(seen.filter(pk__in=keys))
    if len(rows) < len(keys):
        raise Http404
    return rows


@staff_page
@require_POST
def refusals(request):
    """Close the chosen leads as not ours, each with the same reason."""
    at, by = timezone.now(), request.user
    leads = chosen(queries.visible_to(by, at), request.POST.getlist("row"))
    why = {"reason": request.POST.get("reason", "")[:1000], "reason_code": request.POST.get("reason_code", "")}
    done = _each(request, leads, lambda lead: actions.refuse_lead(lead, **why, by=by, at=at))
    if done:
        messages.success(request, ngettext("%(num)s lead is closed as not ours.", "%(num)s leads are closed as not ours.", len(done)) % {"num": len(done)})
    return back(request, "/leads/")


def _each(request, rows: list, act) -> list:
    """Do the act on each row and tell by row who was refused; return those done."""
    try:
        outcome = bulk.each(rows, act)
    except Refused as refused:
        if refused.status == 403:
            raise
        say(request, refused)
        return []
    for row, refused in outcome.refused[:MOST_TOLD]:
        messages.error(request, f"{row}: {refused}")
    return outcome.done


@staff_page
@require_POST
def dead_letters(request):
    """Put the chosen dead letters away with one reason, or try to read them again."""
    at, by = timezone.now(), request.user
    rows = chosen(queries.dead_letters_for(by, at), request.POST.getlist("row"))
    if request.POST.get("act") == "reading":
        read = _each(request, rows, lambda row: actions.read_raw(row, by=by, at=at))
        _tell_read(request, read)
    else:
        reason = request.POST.get("reason", "")
        away = _each(request, rows, lambda row: actions.discard_raw(row, reason=reason, by=by, at=at))
        if away:
            told = ngettext("%(num)s message is put away; its bytes are kept.", "%(num)s messages are put away; their bytes are kept.", len(away))
            messages.success(request, told % {"num": len(away)})
    return back(request, "/leads/dead-letters/")


def _tell_read(request, rows: list) -> None:
    for row in [row for row in rows if row.state == RawState.DEAD][:MOST_TOLD]:
        messages.error(request, _("%(name)s is still not understood: %(reason)s") % {"name": row, "reason": row.reason})
    if well := sum(row.state != RawState.DEAD for row in rows):
        messages.success(request, ngettext("%(num)s message is understood now.", "%(num)s messages are understood now.", well) % {"num": well})
