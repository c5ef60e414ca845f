"""Pages of clients: the list, the card with its contacts, two clients compared and merged."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.clients import actions, forms, queries
from svyazka.clients.models import Client
from svyazka.clients.rules.merging import CHOSEN
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, say, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.kit.zones import clock_of

MOST_TWINS, MOST_FOUND = 5, 20


@staff_page
@require_GET
def clients(request):
    """List the clients this person sees."""
    at, text = timezone.now(), request.GET.get("q", "").replace("\x00", "")[:100]
    found = queries.clients_visible_to(request.user, at)
    if text:
        found = found.filter(name__icontains=text)
    return render(request, "clients/list.html", {"clients": queries.with_counts(found)[:200], "text": text})


@staff_page
@require_GET
def client(request, client_id):
    """Show a client: card, contacts, engagements, what later rooms add."""
    return _draw_client(request, find(queries.ever_visible_to(request.user, timezone.now()), client_id))


def _draw_client(request, shown: Client, *, client_form=None, contact_form=None, requisites_form=None, status: int = 200):
    at = timezone.now()
    fields = ("name", "kind", "region", "zone", "site")
    told = {
        "client": shown,
        "contacts": list(shown.contacts.select_related("account").order_by(F("left_on").desc(nulls_first=True), "name")),
        "engagements": list(queries.visible_to(request.user, at).filter(client=shown).order_by("-opened_at")),
        "may_keep": not shown.merged_into_id and may(request.user, actions.KEEP, shown, at, answers="RA"),
        "mergings": list(queries.mergings_of(shown)),
        "twins": list(queries.twins_of(shown).filter(pk__in=queries.clients_visible_to(request.user, at).order_by().values("pk"))[:MOST_TWINS]),
        "client_form": client_form or forms.ClientForm(initial={name: getattr(shown, name) for name in fields}),
        "contact_form": contact_form or forms.ContactForm(),
        "requisites_form": requisites_form or forms.RequisitesForm(instance=shown),
        "clock": clock_of(shown.zone, at),
        "panels": panels("client.main", request, shown),
    }
    return render(request, "clients/client.html", told, status=status)


@staff_page
@require_POST
def keep_client(request, client_id):
    """Save the client's card."""
    at = timezone.now()
    shown, form = find(queries.clients_visible_to(request.user, at), client_id), forms.ClientForm(request.POST)
    if not form.is_valid():
        return _draw_client(request, shown, client_form=form)
    try:
        actions.keep_client(shown, by=request.user, at=at, **form.cleaned_data)
    except Malformed as malformed:
        say(request, malformed)
    return redirect("clients:client", shown.pk)


@staff_page
@require_POST
def keep_requisites(request, client_id):
    """Save the client's requisites and who signs."""
    at = timezone.now()
    shown = find(queries.clients_visible_to(request.user, at), client_id)
    form = forms.RequisitesForm(request.POST, instance=shown)
    if form.is_valid():
        with refusals_said(request, beside=form):
            actions.keep_requisites(shown, details=form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("The requisites are saved: new papers carry them."))
            return redirect("clients:client", client_id)
    return _draw_client(request, shown, requisites_form=form, status=422)


@staff_page
@require_POST
def keep_contact(request, client_id):
    """Write a contact down."""
    at = timezone.now()
    shown, form = find(queries.clients_visible_to(request.user, at), client_id), forms.ContactForm(request.POST)
    if not form.is_valid():
        return _draw_client(request, shown, contact_form=form)
    actions.keep_contact(shown, by=request.user, at=at, **form.cleaned_data)
    return redirect("clients:client", shown.pk)


@staff_page
@require_POST
def open_portal(request, client_id, contact_id):
    """Open the portal to a contact, or send the letter again."""
    at = timezone.now()
    shown = find(queries.clients_visible_to(request.user, at), client_id)
    contact = find(shown.contacts.select_related("account"), contact_id)
    act = actions.invite_to_portal if contact.account_id else actions.open_portal
    with refusals_said(request):
        act(shown, contact=contact, by=request.user, at=at)
        messages.success(request, _("The letter with the way into the portal has been sent to %(address)s.") % {"address": contact.email})
    return redirect("clients:client", shown.pk)


@staff_page
@require_POST
def close_portal(request, client_id, contact_id):
    """End a contact's way into the portal: they have left."""
    at = timezone.now()
    shown = find(queries.clients_visible_to(request.user, at), client_id)
    contact = find(shown.contacts.all(), contact_id)
    with refusals_said(request):
        actions.close_portal(shown, contact=contact, by=request.user, at=at)
        messages.success(request, _("%(name)s is let into the portal no more.") % {"name": contact})
    return redirect("clients:client", shown.pk)


@staff_page
@require_http_methods(["GET", "POST"])
def merging(request, client_id):
    """Show what merging this client into another would do, and do it; without the other, look for it."""
    at = timezone.now()
    seen = queries.clients_visible_to(request.user, at)
    gone = find(seen, client_id)
    named = (request.POST if request.method == "POST" else request.GET).get("into", "")
    if not named.isdecimal():
        text = request.GET.get("q", "").replace("\x00", "")[:100]
        found = queries.twins_of(gone) if not text else seen.filter(name__icontains=text).exclude(pk=gone.pk)
        shown = found.filter(pk__in=seen.order_by().values("pk"))[:MOST_FOUND]
        return render(request, "clients/merging_search.html", {"client": gone, "text": text, "found": list(shown)}, block="list")
    kept = find(seen, named)
    if request.method == "POST":
        return _merge(request, kept, gone, at)
    rights = [may(request.user, actions.KEEP, client, at, answers="RA") for client in (kept, gone)]
    told = {"plan": queries.client_preview(kept, gone), "kept": kept, "gone": gone, "shut": next((one for one in rights if not one), None)}
    return render(request, "clients/merging.html", told)


def _merge(request, kept: Client, gone: Client, at):
    choices = {name: request.POST[name] for name in CHOSEN if name in request.POST}
    with refusals_said(request):
        actions.merge_clients(kept, gone=gone, choices=choices, by=request.user, at=at)
        messages.success(request, _("Merged: everything of “%(name)s” is here now. It can be undone from this page.") % {"name": gone.name})
        return redirect("clients:client", kept.pk)
    return redirect(f"/clients/{gone.pk}/merging/?into={kept.pk}")


@staff_page
@require_POST
def undo_merging(request, merging_id):
    """Take two merged clients apart."""
    at = timezone.now()
    found = find(queries.mergings_visible_to(request.user, at), merging_id)
    with refusals_said(request):
        actions.undo_client_merging(found, by=request.user, at=at)
        messages.success(request, _("Taken apart: “%(name)s” stands by itself again.") % {"name": found.gone.name})
    return redirect("clients:client", found.kept_id)
