"""One edition as a document: what its page shows, and the parts of it that change while it is open."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Brief, Clause, Presence
from svyazka.briefs.rules import BriefState
from svyazka.briefs.rules.tones import TONES
from svyazka.kit.asked import whole
from svyazka.kit.guard import may
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render


def the_brief(request, brief_id: int) -> Brief:
    """Return the edition, if this person sees it."""
    return find(queries.visible_to(request.user, timezone.now()), brief_id)


def document_told(request, brief: Brief, **typed) -> dict:
    """Return what the document shows: sections with their clauses, what may be done to them, who is here.

    `typed` are the forms that are open: `editing` (a key) or `adding` (a section's number) with their `clause_form`.
    """
    at, engagement = timezone.now(), brief.engagement
    editions = list(queries.editions_of(engagement))
    newest, in_force = editions[0].pk == brief.pk, queries.edition_in_force(engagement)
    may_write = may(request.user, actions.WRITE, brief, at)
    here, parts = others_here(request, brief, at), queries.document(brief)
    return {
        "brief": brief, "engagement": engagement, "editions": editions, "newest": newest, "may_write": may_write, "here": here,
        "in_force": in_force, "agreed_since": _agreed_since(editions, in_force),
        "said_of": queries.open_by_clause(engagement), "at_clause": _by_clause(here), "parts": parts, "tones": TONES,
        "clauses": [row for part in parts for _number, row in part.clauses],
        "places": {"one": reverse("briefs:one", args=[brief.pk]), "comments": reverse("briefs:comments", args=[brief.pk]),
                   "catch": reverse("briefs:catch", args=[engagement.pk])},
        "may_edit": bool(may_write) and newest and not engagement.closed_at and brief.state != BriefState.SUBMITTED,
        "begins_next": brief.state != BriefState.DRAFT, "seen": seen(brief, editions, here),
        "editing": None, "adding": None, "clause_form": None, **typed,
    }  # fmt: skip


def _agreed_since(editions: list[Brief], in_force: Brief | None) -> Brief | None:
    """Return the newest edition agreed after the one on which the contract stands."""
    if in_force is None or in_force.bound_at is None:
        return None
    return next((row for row in editions if row.state == BriefState.AGREED and row.edition > in_force.edition), None)


def others_here(request, brief: Brief, at) -> list[Presence]:
    """Return who else has the edition open."""
    return [row for row in queries.present(brief, at) if row.person_id != request.user.pk]


def _by_clause(here: list[Presence]) -> dict[int, list]:
    """Return who else is in which clause."""
    found: dict[int, list] = {}
    for row in here:
        if row.clause_key is not None:
            found.setdefault(row.clause_key, []).append(row.person)
    return found


def seen(brief: Brief, editions: list[Brief], here: list[Presence]) -> str:
    """Return what an open page has seen of the edition: while it is the same there is nothing to tell it."""
    people = ",".join(f"{row.person_id}:{row.clause_key or ''}" for row in here)
    return f"{brief.version}.{brief.state}.{editions[0].edition}.{people}"


def clause_form(request, brief: Brief, *args, clause: Clause | None = None, **more) -> forms.ClauseForm:
    """Return the form of a clause with the needs and owners it may name."""
    needs = brief.needs.order_by("position")
    return forms.ClauseForm(*args, needs=needs, owners=queries.owners(brief, timezone.now()), of=clause, auto_id="clause-%s", **more)


def opened(request, brief: Brief) -> dict:
    """Return the form that the address asks for: `?edit=` names a clause by its key, `?add=` a section by its number."""
    edit, add = (whole(request.GET.get(name, ""), digits=9) for name in ("edit", "add"))
    if edit is not None and (clause := queries.clause_by_key(brief, edit)):
        return {"editing": clause.key, "clause_form": clause_form(request, brief, clause=clause, initial=forms.clause_said(clause))}
    if add is not None:
        return {"adding": add, "clause_form": blank_form(request, brief, add)}
    return {}


def blank_form(request, brief: Brief, number: int) -> forms.ClauseForm:
    """Return the form of a new clause of the section with this number."""
    heading = next((part.heading for part in queries.document(brief) if part.number == number), "")
    return clause_form(request, brief, initial={"kind": "must", "section": heading, "owner": request.user.username})


@staff_page
@require_GET
def live(request, brief_id):
    """Return the parts of the page that have changed since it was seen; nothing when nothing has."""
    brief, at = the_brief(request, brief_id), timezone.now()
    now_seen = seen(brief, list(queries.editions_of(brief.engagement)), others_here(request, brief, at))
    if request.GET.get("seen") == now_seen:
        return HttpResponse(status=204)
    return render(request, "briefs/live.html", document_told(request, brief))


@staff_page
@require_GET
def clause(request, brief_id, key):
    """Return one clause, or with `?edit` its form."""
    brief = the_brief(request, brief_id)
    found = queries.clause_by_key(brief, key)
    if not request.htmx or found is None:
        return redirect(f"/briefs/{brief_id}/{f'?edit={key}' if 'edit' in request.GET else ''}#c-{key}")
    return draw_clause(request, brief, found, open_form="edit" in request.GET)


def draw_clause(request, brief: Brief, found: Clause, *, open_form: bool = False, form: forms.ClauseForm | None = None, status: int = 200):
    """Answer with one clause as it is read, or as it is typed."""
    told = document_told(request, brief)
    number, row = next((number, row) for part in told["parts"] for number, row in part.clauses if row.key == found.key)
    if open_form:
        form = form or clause_form(request, brief, clause=row, initial=forms.clause_said(row))
    return render(request, "briefs/clause.html", {**told, "number": number, "clause": row, "clause_form": form}, status=status)


@staff_page
@require_POST
def presence(request, brief_id):
    """Say that I have the edition open, and which clause I am in."""
    key = whole(request.POST.get("clause", ""), digits=9)
    actions.be_present(Presence(brief=the_brief(request, brief_id)), clause_key=key, by=request.user, at=timezone.now())
    return HttpResponse(status=204)
