"""The page of what is said of clauses: inside the agency on one tab, with the client on the other."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Brief
from svyazka.briefs.views.agree import found
from svyazka.clients.actions import NOTE, TALK
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, misread, refusals_said, staff_page
from svyazka.kit.pages import render

TABS = ("inside", "client")
FILTERS = ("all", "said", "open")


@staff_page
@require_GET
def comments(request, brief_id):
    """Show the clauses of an edition with what is said of each."""
    tab, only = request.GET.get("tab", ""), request.GET.get("only", "")
    return _draw(request, found(request, brief_id), tab if tab in TABS else TABS[0], only if only in FILTERS else FILTERS[0])


def _draw(request, brief: Brief, tab: str, only: str = "all", *, typed: dict | None = None, status: int = 200):
    at, person = timezone.now(), request.user
    streams = {"inside": queries.notes_visible_to(person, at), "client": queries.talk_visible_to(person, at)}
    said = {name: queries.by_clause(stream, brief.engagement) for name, stream in streams.items()}
    waiting = {name: sum(one.settled_at is None for rows in by.values() for one in rows) for name, by in said.items()}
    parts = [(part, [(n, clause, said[tab].get(clause.key, [])) for n, clause in part.clauses]) for part in queries.document(brief)]
    told = {
        "brief": brief,
        "engagement": brief.engagement,
        "tab": tab,
        "only": only,
        "parts": [(part, asked) for part, rows in parts if (asked := [row for row in rows if _asked_for(only, row[2])])],
        "gone": _gone(said[tab], {clause.key for _part, rows in parts for _n, clause, _said in rows}),
        "waiting": waiting,
        "may_write": may(person, NOTE if tab == "inside" else TALK, brief, at),
        "typed": typed or {},
    }
    return render(request, "briefs/comments.html", told, status=status)


def _gone(said: dict[int, list], keys: set[int]) -> list:
    """Return what was said of clauses that this edition does not have."""
    return [one for key, rows in said.items() if key not in keys for one in rows]


def _asked_for(only: str, said: list) -> bool:
    return only == "all" or (only == "said" and bool(said)) or any(one.settled_at is None for one in said)


def _said(request, brief_id: int, key: int, act, tab: str):
    """Say what was typed; what cannot be said is told on the page with the words as they were typed."""
    brief, form = found(request, brief_id), forms.CommentForm(request.POST)
    with refusals_said(request) as outcome:
        if not form.is_valid():
            raise misread(form)
        act(brief, key=key, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
        return _back(brief_id, tab, key)
    return _draw(request, brief, tab, typed={key: request.POST.get("text", "")}, status=outcome.status)


def _back(brief_id: int, tab: str, key: int):
    return redirect(f"/briefs/{brief_id}/comments/?tab={tab}#clause-{key}")


@staff_page
@require_POST
def note(request, brief_id, key):
    """Write a word to colleagues on a clause."""
    return _said(request, brief_id, key, actions.note_clause, "inside")


@staff_page
@require_POST
def talk(request, brief_id, key):
    """Say a word to the client on a clause."""
    return _said(request, brief_id, key, actions.talk_of_clause, "client")


@staff_page
@require_POST
def settle_note(request, note_id):
    """Count a note as settled."""
    shown = find(queries.notes_visible_to(request.user, timezone.now()), note_id)
    return _settled(request, actions.settle_note, shown, "inside")


@staff_page
@require_POST
def settle_talk(request, talk_id):
    """Count a word with the client as settled."""
    shown = find(queries.talk_visible_to(request.user, timezone.now()), talk_id)
    return _settled(request, actions.settle_talk, shown, "client")


def _settled(request, act, shown, tab: str):
    with refusals_said(request):
        act(shown, by=request.user, at=timezone.now())
        messages.success(request, _("Settled."))
    return back(request, f"/briefs/{shown.brief_id}/comments/?tab={tab}#clause-{shown.key}")
