"""Messages that were not understood, each with its reason, and what is to be done with it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.rules import Channel
from svyazka.kit.asked import page_in
from svyazka.kit.errors import Refused
from svyazka.kit.files import download
from svyazka.kit.guard import may
from svyazka.kit.http import find, say, staff_page
from svyazka.kit.pages import render
from svyazka.leads import actions, forms, queries, rules
from svyazka.people.queries import the_agency

PAGE = 50


@staff_page
@require_GET
def dead_letters(request):
    """Show the messages that were not understood, or those put away; by reason and channel."""
    at, person = timezone.now(), request.user
    dead, away = queries.dead_letters_for(person, at), queries.put_away_for(person, at)
    tab = "away" if request.GET.get("tab") == "away" else "dead"
    reason, channel = request.GET.get("reason", "")[:500], request.GET.get("channel", "")[:10]
    named = {name: value for name, value in (("reason", reason), ("channel", channel)) if value}
    found, page = (away if tab == "away" else dead).filter(**named), page_in(request.GET.get("page", ""))
    rows = list(found[(page - 1) * PAGE : page * PAGE + 1])
    told = {
        "raws": rows[:PAGE], "more": page + 1 if len(rows) > PAGE else None, "tab": tab, "reason": reason, "channel": channel,
        "dead_count": dead.count(), "away_count": away.count(), "reasons": queries.reasons_of(dead), "channels": Channel.choices,
        "of_reason": found.count() if reason else 0, "may_act": may(person, actions.INTAKE, the_agency(), at, answers="RA"),
    }  # fmt: skip
    return render(request, "leads/dead.html", told, block="list")


@staff_page
@require_GET
def dead_letter(request, raw_id):
    """Show one of them: what can be read of it, why it was not understood, what to do."""
    return _draw(request, _waiting(request, raw_id))


def _draw(request, found, status: int = 200, form=None):
    told = {
        "raw": found, "preview": queries.text_of(found), "is_dead": found.state == rules.RawState.DEAD, "form": form or forms.PuttingAwayForm(),
        "may_act": may(request.user, actions.INTAKE, the_agency(), timezone.now(), answers="RA"),
    }  # fmt: skip
    return render(request, "leads/dead_letter.html", told, status=status)


def _waiting(request, raw_id: int):
    return find(queries.waiting_for(request.user, timezone.now()), raw_id)


@staff_page
@require_GET
def raw(request, raw_id):
    """Download the bytes of a dead letter, as they came."""
    found = _waiting(request, raw_id)
    return download(found.digest, name=queries.file_name(found), content_type="application/octet-stream")


@staff_page
@require_POST
def read_again(request, raw_id):
    """Try to read a dead letter again."""
    at = timezone.now()
    found = actions.read_raw(find(queries.dead_letters_for(request.user, at), raw_id), by=request.user, at=at)
    if found.lead_id:
        return redirect("leads:lead", found.lead_id)
    if found.message_id:
        messages.success(request, _("It is understood: the message has joined its conversation."))
    else:
        say(request, Refused(_("It is still not understood: %(reason)s") % {"reason": found.reason}))
    return redirect("leads:dead_letters")


@staff_page
@require_POST
def read_all_again(request):
    """Have every dead letter of one reason read again."""
    count = actions.retry_raws(the_agency(), reason=request.POST.get("reason", "")[:500], by=request.user, at=timezone.now())
    told = ngettext("%(count)s message is being read again.", "%(count)s messages are being read again.", count)
    messages.success(request, told % {"count": count})
    return redirect("leads:dead_letters")


@staff_page
@require_POST
def put_away(request, raw_id):
    """Put a dead letter away as not for us."""
    at, form = timezone.now(), forms.PuttingAwayForm(request.POST)
    found = find(queries.dead_letters_for(request.user, at), raw_id)
    if not form.is_valid():
        return _draw(request, found, status=422, form=form)
    actions.discard_raw(found, reason=form.cleaned_data["reason"], by=request.user, at=at)
    messages.success(request, _("The message is put away; its bytes are kept."))
    return redirect("leads:dead_letters")


@staff_page
@require_POST
def take_back(request, raw_id):
    """Bring what was put away back into the dead letters."""
    actions.take_back_raw(_waiting(request, raw_id), by=request.user, at=timezone.now())
    return redirect("leads:dead_letter", raw_id)
