"""Messages that were not understood, each with its reason."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.files import download
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.leads import actions, queries


@staff_page
@require_GET
def dead_letters(request):
    """Show the messages that were not understood, each with its reason."""
    return render(request, "leads/dead.html", {"raws": list(queries.dead_letters_for(request.user, timezone.now())[:200])})


@staff_page
@require_GET
def raw(request, raw_id):
    """Download the bytes of a dead letter, as they came."""
    found = find(queries.dead_letters_for(request.user, timezone.now()), raw_id)
    return download(found.digest, name=f"{found.digest[:12]}.eml", content_type="application/octet-stream")


@staff_page
@require_POST
def read_again(request, raw_id):
    """Try to read a dead letter again."""
    at = timezone.now()
    found = actions.read_raw(find(queries.dead_letters_for(request.user, at), raw_id), by=request.user, at=at)
    return redirect("leads:lead", found.lead_id) if found.lead_id else redirect("leads:dead_letters")
