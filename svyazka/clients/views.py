"""Pages of clients and of the engagement: everything of one piece of work in one place."""

from decimal import Decimal

from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients import actions, forms, queries
from svyazka.clients.models import Client, Engagement
from svyazka.clients.rules import EngagementState, Stream
from svyazka.journal.queries import story_of
from svyazka.kit import verbs
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.files import download
from svyazka.kit.formats import day_short, hours, rub
from svyazka.kit.guard import may
from svyazka.kit.http import find, say, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.kit.zones import clock_in, zone_name

WALK = (EngagementState.LEAD, EngagementState.BRIEF, EngagementState.OFFER, EngagementState.CONTRACT,
        EngagementState.DELIVERY, EngagementState.DONE)  # fmt: skip
TABS = ("work", "client", "internal", "story", "files")
MOST_STORY = 200


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
    return _draw_client(request, find(queries.clients_visible_to(request.user, timezone.now()), client_id))


def _clock(shown: Client, at) -> str:
    return f"{clock_in(shown.zone, at)}, {zone_name(shown.zone)}" if shown.zone else ""


def _draw_client(request, shown: Client, *, client_form=None, contact_form=None):
    at = timezone.now()
    fields = ("name", "kind", "region", "zone", "inn", "kpp", "address", "site")
    told = {
        "client": shown,
        "contacts": list(shown.contacts.select_related("account").order_by(F("left_on").desc(nulls_first=True), "name")),
        "engagements": list(queries.visible_to(request.user, at).filter(client=shown).order_by("-opened_at")),
        "may_keep": may(request.user, actions.KEEP, shown, at, answers="RA"),
        "client_form": client_form or forms.ClientForm(initial={name: getattr(shown, name) for name in fields}),
        "contact_form": contact_form or forms.ContactForm(),
        "clock": _clock(shown, at),
        "panels": panels("client.main", request, shown),
    }
    return render(request, "clients/client.html", told)


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
    try:
        act(shown, contact=contact, by=request.user, at=at)
        messages.success(request, _("The letter with the way into the portal has been sent to %(address)s.") % {"address": contact.email})
    except Refused as refused:
        if refused.status == 403:
            raise
        say(request, refused)
    return redirect("clients:client", shown.pk)


@staff_page
@require_POST
def close_portal(request, client_id, contact_id):
    """End a contact's way into the portal: they have left."""
    at = timezone.now()
    shown = find(queries.clients_visible_to(request.user, at), client_id)
    contact = find(shown.contacts.all(), contact_id)
    try:
        actions.close_portal(shown, contact=contact, by=request.user, at=at)
        messages.success(request, _("%(name)s is let into the portal no more.") % {"name": contact})
    except Refused as refused:
        if refused.status == 403:
            raise
        say(request, refused)
    return redirect("clients:client", shown.pk)


@staff_page
@require_GET
def engagement(request, engagement_id):
    """Show one engagement: where it stands, who sits on it, and every room's part of it."""
    return _draw(request, find(queries.visible_to(request.user, timezone.now()), engagement_id))


def _draw(request, shown: Engagement, **forms_shown):
    at, tab = timezone.now(), request.GET.get("tab", "work")
    told = {
        "engagement": shown,
        "tab": tab if tab in TABS else "work",
        "steps": _steps(shown),
        "side": panels("engagement.side", request, shown),
        "may_talk": may(request.user, actions.TALK, shown, at),
        "clock": _clock(shown.client, at),
        "at": at,
    }
    return render(request, "clients/engagement.html", {**told, **_part(request, shown, told["tab"], at), **forms_shown})


def _steps(shown: Engagement) -> list[tuple]:
    if shown.state not in WALK:
        return [(shown.get_state_display(), "now")]
    now = WALK.index(EngagementState(shown.state))
    return [(state.label, "done" if n < now or shown.closed_at else "now" if n == now else "next") for n, state in enumerate(WALK)]


def _part(request, shown: Engagement, tab: str, at) -> dict:
    if tab == "work":
        return {"main": panels("engagement.main", request, shown)}
    if tab in ("client", "internal"):
        form = forms.SayForm() if tab == "client" else forms.NoteForm()
        return {"said": list(queries.thread(shown, tab)), "form": form}
    if tab == "story":
        return {"rows": [_told(entry) for entry in story_of(shown)[:MOST_STORY]]}
    return {"files": list(shown.files.select_related("added_by").order_by("-added_at")), "form": forms.FileForm()}


TOLD_FACTS = {  # what of an entry's facts the story tells, and how it is written
    "title": str, "name": str, "number": lambda value: f"№ {value}", "task": str, "assignee": str, "person": str, "to": str,
    "hours": lambda value: hours(Decimal(value)), "kopecks": rub, "on": day_short, "due_on": day_short, "reason": str,
}  # fmt: skip


def _told(entry) -> dict:
    facts = [write(entry.facts[key]) for key, write in TOLD_FACTS.items() if entry.facts.get(key)]
    return {"at": entry.at, "who": str(entry.by), "instead_of": entry.instead_of and str(entry.instead_of),
            "phrase": verbs.phrase(entry.verb), "note": " · ".join(facts)}  # fmt: skip


@staff_page
@require_POST
def messages_of(request, engagement_id):
    """Say something in one of the two streams."""
    at = timezone.now()
    shown, stream = find(queries.visible_to(request.user, at), engagement_id), request.POST.get("stream")
    form = forms.SayForm(request.POST) if stream == Stream.CLIENT else forms.NoteForm(request.POST)
    if form.is_valid():
        act = actions.say_to_client if stream == Stream.CLIENT else actions.note_inside
        act(shown, by=request.user, at=at, **form.cleaned_data)
    else:
        say(request, Refused(_("Write something.")))
    return redirect(f"/engagements/{shown.pk}/?tab={'client' if stream == Stream.CLIENT else 'internal'}")


@staff_page
@require_POST
def files_of(request, engagement_id):
    """Add a file to one of the two streams."""
    at = timezone.now()
    shown, form = find(queries.visible_to(request.user, at), engagement_id), forms.FileForm(request.POST, request.FILES)
    if not form.is_valid():
        say(request, Refused(_("Choose a file.")))
        return redirect(f"/engagements/{shown.pk}/?tab=files")
    file = form.cleaned_data["file"]
    act = actions.publish_file if form.cleaned_data["stream"] == Stream.CLIENT else actions.add_file
    act(shown, raw=file.read(), name=file.name, content_type=file.content_type or "", by=request.user, at=at)
    messages.success(request, _("The file is kept."))
    return redirect(f"/engagements/{shown.pk}/?tab=files")


@staff_page
@require_GET
def file(request, file_id):
    """Download a file that this person may open."""
    found = find(queries.files_visible_to(request.user, timezone.now()), file_id)
    return download(found.digest, name=found.name, content_type=found.content_type)
