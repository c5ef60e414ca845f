"""The channels by which leads come without a person: what came, mailboxes with their health, keys of programs."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.rules import Channel
from svyazka.kit import imap
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.leads import actions, forms, queries
from svyazka.leads.rules import RawKind
from svyazka.people.queries import the_agency
from svyazka.sources.queries import in_use


@staff_page
@require_GET
def channels(request):
    """Show what came by each channel in seven days, the mailboxes and the keys."""
    return _draw(request)


def _form(data=None) -> forms.KeyForm:
    return forms.KeyForm(data, sources=in_use())


def _draw(request, *, form=None, fresh=None, status: int = 200):
    at = timezone.now()
    if not queries.sees_intake(request.user, at):
        raise Http404
    names = {"channel": dict(Channel.choices), "kind": dict(RawKind.choices)}
    told = {
        "rows": [{**row, "told": names["channel"].get(row["channel"], row["channel"]), "by": names["kind"][row["kind"]]} for row in queries.came_lately(at)],
        "mailboxes": list(queries.mailboxes()), "named": {address.name for address in imap.addresses()}, "wrong": imap.wrong_addresses(),
        "keys": list(queries.keys(at)), "may_keep": queries.may_keep_channels(request.user, at), "form": form or _form(), "fresh": fresh,
        "site": settings.SITE_ADDRESS.rstrip("/"), "dead": queries.dead_letters_for(request.user, at).count(), "at": at,
        "panels": panels("leads.channels", request, None),
    }  # fmt: skip
    return render(request, "leads/channels.html", told, status=status)


@staff_page
@require_POST
def issue_key(request):
    """Issue a key and show its secret, this once."""
    form = _form(request.POST)
    if not form.is_valid():
        return _draw(request, form=form, status=422)
    with refusals_said(request) as outcome:
        key, secret = actions.issue_key(the_agency(), by=request.user, at=timezone.now(), **form.cleaned_data)
        return _draw(request, fresh={"key": key, "secret": secret})
    return _draw(request, form=form, status=outcome.status)


@staff_page
@require_POST
def revoke_key(request, key_id):
    """Revoke a key."""
    at = timezone.now()
    actions.revoke_key(find(queries.keys_for(request.user, at), key_id), by=request.user, at=at)
    messages.success(request, _("The key works no more; what came by it stays."))
    return redirect("leads:channels")


@staff_page
@require_POST
def look_now(request, mailbox_id):
    """Have a mailbox looked into now."""
    at = timezone.now()
    actions.ask_mailbox(find(queries.mailboxes_for(request.user, at), mailbox_id), by=request.user, at=at)
    messages.success(request, _("The mailbox is being looked into; what is new will be here in a few seconds."))
    return redirect("leads:channels")
