"""An edition is begun; its clauses are added, reworded, moved, removed, and two texts of one clause are told apart."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Brief, Clause
from svyazka.briefs.rules import Overtaken, offered, word_diff
from svyazka.briefs.views.brief import draw
from svyazka.briefs.views.document import blank_form, clause_form, document_told, draw_clause, the_brief
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.asked import whole
from svyazka.kit.guard import may
from svyazka.kit.http import find, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today


@staff_page
@require_http_methods(["GET", "POST"])
def start(request, engagement_id):
    """Begin an edition: from a template, from the former edition, or from nothing."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    status = 200
    if request.method == "POST":
        said = request.POST.get("template", "")
        template = find(queries.templates_on(today(at)), key) if (key := whole(said)) is not None else None
        with refusals_said(request) as outcome:
            draft = actions.begin_draft(engagement, template=template, from_former=said == "former", by=request.user, at=at)
            messages.success(request, _("Edition %(edition)s is begun.") % {"edition": draft.edition})
            return redirect("briefs:one", draft.pk)
        status = outcome.status
    told = {
        "engagement": engagement, "before": queries.latest_brief(engagement), "templates": list(queries.templates_on(today(at))),
        "may_write": may(request.user, actions.WRITE, engagement, at), "may_keep": may(request.user, actions.TEMPLATES, engagement, at),
    }  # fmt: skip
    return render(request, "briefs/start.html", told, status=status)


@staff_page
@require_POST
def add(request, brief_id):
    """Add a clause to a section."""
    brief = the_brief(request, brief_id)
    form = clause_form(request, brief, request.POST)
    number = _number(request)
    if not form.is_valid():
        return _add_again(request, brief, form, number, 422)
    with refusals_said(request, beside=form) as outcome:
        made = actions.add_clause(brief, owner=form.cleaned_data["owner"], by=request.user, at=timezone.now(), **form.told())
        if made.brief_id != brief.pk or not request.htmx:
            return _gone_to(request, made, "" if made.brief_id != brief.pk else f"?add={number}")
        blank = clause_form(request, brief, initial={"kind": made.kind, "section": made.section, "owner": request.user.username})
        return _add_again(request, the_brief(request, brief_id), blank, number)
    return _add_again(request, brief, form, number, outcome.status)


def _number(request) -> int:
    said = request.POST.get("number") or request.GET.get("number", "")
    return whole(said, digits=9) or 0


def _add_again(request, brief: Brief, form: forms.ClauseForm, number: int, status: int = 200):
    if request.htmx:
        return render(request, "briefs/adding.html", {**document_told(request, brief), "number": number, "clause_form": form}, status=status)
    return draw(request, brief, status=status, adding=number, clause_form=form)


def _gone_to(request, clause: Clause, query: str = "", anchor: str = ""):
    """Go to where the clause is now; an htmx request is told to go there itself."""
    address = f"/briefs/{clause.brief_id}/{query}#{anchor or f'c-{clause.key}'}"
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


@staff_page
@require_GET
def adding(request, brief_id):
    """Return the form of a new clause of a section."""
    brief, number = the_brief(request, brief_id), _number(request)
    if not request.htmx:
        return redirect(f"/briefs/{brief_id}/?add={number}#add-{number}")
    return _add_again(request, brief, blank_form(request, brief, number), number)


@staff_page
@require_POST
def wording(request, brief_id, key):
    """Change a clause; who comes second sees both texts."""
    brief = the_brief(request, brief_id)
    found = queries.clause_by_key(brief, key)
    form = clause_form(request, brief, request.POST, clause=found)
    if not form.is_valid():
        return _type_again(request, brief, key, form, 422)
    said, was = form.cleaned_data, forms.was_in(request.POST)
    try:
        with refusals_said(request, beside=form) as outcome:
            written = actions.reword_clause(brief, key=key, seen=said["seen"] or 0, told=form.told(), owner=said["owner"], was=was, by=request.user,
                                            at=timezone.now())  # fmt: skip
            return _show(request, brief, written)
    except Overtaken as overtaken:
        return _both(request, brief, overtaken, "wording", said)
    return _type_again(request, brief, key, form, outcome.status)


def _show(request, brief: Brief, written: Clause):
    if request.htmx and written.brief_id == brief.pk:
        return draw_clause(request, the_brief(request, brief.pk), written)
    return _gone_to(request, written)


def _type_again(request, brief: Brief, key: int, form: forms.ClauseForm, status: int):
    found = queries.clause_by_key(brief, key)
    if found is None:
        return _both(request, brief, Overtaken(key=key, theirs=None, mine=form.data.dict()), "wording", form.data.dict())
    if request.htmx:
        return draw_clause(request, brief, found, open_form=True, form=form, status=status)
    return draw(request, brief, status=status, editing=key, clause_form=form)


def _both(request, brief: Brief, overtaken: Overtaken, act: str, said: dict):
    """Show both texts of one clause: how it stands, what was to be written, where they differ, one with both in it."""
    theirs, mine = overtaken.theirs, overtaken.mine
    told = {"brief": brief, "engagement": brief.engagement, "overtaken": overtaken, "theirs": theirs, "key": overtaken.key, "act": act, "said": said,
            "to": request.POST.get("to", ""), "newest": queries.latest_brief(brief.engagement)}  # fmt: skip
    if theirs is not None:
        now = {name: getattr(theirs, name) for name in ("kind", "text", "criterion")}
        told["diff"] = {name: word_diff(now[name], mine.get(name, now[name])) for name in ("text", "criterion")}
        told["offer"] = offered(mine, now, overtaken.was)
    page = "briefs/_both.html" if request.htmx else "briefs/both.html"
    return render(request, page, told, status=overtaken.status)


@staff_page
@require_POST
def place(request, brief_id, key):
    """Move a clause up, down or into a section."""
    return _act(request, brief_id, key, "place")


@staff_page
@require_POST
def removal(request, brief_id, key):
    """Remove a clause."""
    return _act(request, brief_id, key, "removal")


def _act(request, brief_id: int, key: int, act: str):
    brief, form = the_brief(request, brief_id), forms.WayForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    said = form.cleaned_data
    try:
        with refusals_said(request):
            if act == "removal":
                draft = actions.remove_clause(brief, key=key, seen=said["seen"], by=request.user, at=timezone.now())
                messages.success(request, _("The clause is removed; its words are in the journal."))
                return redirect("briefs:one", draft.pk)
            moved = actions.place_clause(brief, key=key, seen=said["seen"], to=said["to"], section=said["section"], by=request.user, at=timezone.now())
            return redirect(f"/briefs/{moved.brief_id}/#c-{key}")
    except Overtaken as overtaken:
        return _both(request, brief, overtaken, act, said)
    return redirect(f"/briefs/{brief_id}/#c-{key}")
