"""Pages of the engagement: everything of one piece of work in one place."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients import actions, forms, queries
from svyazka.clients.models import Engagement
from svyazka.clients.rules import EngagementState, Stream
from svyazka.journal.queries import story_of
from svyazka.kit import verbs
from svyazka.kit.errors import Refused
from svyazka.kit.files import download
from svyazka.kit.formats import day_short, hours, rub
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, say, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.kit.zones import clock_of

WALK = (EngagementState.LEAD, EngagementState.BRIEF, EngagementState.OFFER, EngagementState.CONTRACT,
        EngagementState.DELIVERY, EngagementState.DONE)  # fmt: skip
TABS = ("work", "client", "internal", "story", "files")
MOST_STORY = 200


@staff_page
@require_GET
def engagement(request, engagement_id):
    """Show one engagement: where it stands, who sits on it, and every room's part of it."""
    return _draw(request, find(queries.visible_to(request.user, timezone.now()), engagement_id))


def _draw(request, shown: Engagement, *, tab: str = "", status: int = 200, **forms_shown):
    at, tab = timezone.now(), tab or request.GET.get("tab", "work")
    told = {
        "engagement": shown,
        "tab": tab if tab in TABS else "work",
        "steps": _steps(shown),
        "side": panels("engagement.side", request, shown),
        "may_talk": may(request.user, actions.TALK, shown, at),
        "clock": clock_of(shown.client.zone, at),
        "at": at,
    }
    return render(request, "clients/engagement.html", {**told, **_part(request, shown, told["tab"], at), **forms_shown}, status=status)


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
        said = list(queries.thread(shown, tab))
        for message in said:
            message.engagement = shown
        return {"said": said, "beside": {one.pk: panels("message.beside", request, one) for one in said}, "foot": panels("thread.foot", request, shown),
                "form": form}  # fmt: skip
    if tab == "story":
        return {"rows": [_told(entry) for entry in story_of(shown)[:MOST_STORY]]}
    return {"files": list(shown.files.select_related("added_by").order_by("-added_at")), "form": forms.FileForm()}


TOLD_FACTS = {  # what of an entry's facts the story tells, and how it is written
    "title": str, "name": str, "number": lambda value: f"№ {value}", "task": str, "assignee": str, "person": str, "to": str,
    "hours": lambda value: hours(Decimal(value)), "kopecks": rub, "on": day_short, "due_on": day_short, "reason": str,
}  # fmt: skip


def _told(entry) -> dict:
    facts = [write(entry.facts[key]) for key, write in TOLD_FACTS.items() if entry.facts.get(key)]
    return {"at": entry.at, "who": str(entry.who or _("Somebody")), "instead_of": entry.who and entry.instead_of and str(entry.instead_of),
            "phrase": verbs.phrase(entry.verb), "note": " · ".join(facts)}  # fmt: skip


@staff_page
@require_POST
def messages_of(request, engagement_id):
    """Say something in one of the two streams; what does not leave yet comes back whole, with the reason."""
    at = timezone.now()
    shown, stream = find(queries.visible_to(request.user, at), engagement_id), request.POST.get("stream")
    tab = "client" if stream == Stream.CLIENT else "internal"
    form = forms.SayForm(request.POST) if stream == Stream.CLIENT else forms.NoteForm(request.POST)
    if not form.is_valid():
        say(request, Refused(_("Write something.")))
        return redirect(f"/engagements/{shown.pk}/?tab={tab}")
    with refusals_said(request, beside=form) as outcome:
        act = actions.say_to_client if stream == Stream.CLIENT else actions.note_inside
        act(shown, by=request.user, at=at, **form.cleaned_data)
        return redirect(f"/engagements/{shown.pk}/?tab={tab}")
    return _draw(request, shown, tab=tab, status=outcome.status, form=form)


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
