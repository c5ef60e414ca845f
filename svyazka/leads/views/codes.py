"""Short codes and marks of links: the pages of who keeps the sources, and the page a code opens for a stranger."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.leads import actions, forms, queries
from svyazka.people.queries import the_agency, today
from svyazka.sources.actions import KEEP
from svyazka.sources.models import QueryGroup
from svyazka.sources.queries import in_use

MOST = 200


@staff_page
@require_http_methods(["GET", "POST"])
def codes(request):
    """Show the short codes and what each brought; make one."""
    at = timezone.now()
    form = forms.CodeForm(request.POST or None, sources=in_use(), initial={"source": "brand"})
    if form.is_valid():
        with refusals_said(request, beside=form):
            actions.make_code(the_agency(), by=request.user, at=at, **form.told())
            return redirect("codes:list")
    told = {"rows": queries.codes_with_counts(queries.codes()[:MOST]), "form": form, "groups": list(QueryGroup.objects.order_by("name")[:MOST]),
            "site": settings.SITE_ADDRESS.rstrip("/"),
            "given": queries.codes_given_since(at), "may_keep": may(request.user, KEEP, the_agency(), at)}  # fmt: skip
    return render(request, "leads/codes.html", told, status=422 if form.errors else 200)


@staff_page
@require_http_methods(["GET", "POST"])
def marks(request):
    """Show what marks of links mean; say what one means from a day on."""
    at = timezone.now()
    form = forms.MarkForm(request.POST or None, sources=in_use(), initial={"starts_on": today(at)})
    if form.is_valid():
        with refusals_said(request, beside=form):
            actions.keep_mark(the_agency(), by=request.user, at=at, **form.cleaned_data)
            return redirect("codes:marks")
    told = {"rows": list(queries.marks()[:MOST]), "form": form, "may_keep": may(request.user, KEEP, the_agency(), at)}
    return render(request, "leads/marks.html", told, status=422 if form.errors else 200)


@staff_page
@require_POST
def mark_ending(request, mark_id: int):
    """End what a mark means."""
    actions.end_mark(find(queries.marks(), mark_id), by=request.user, at=timezone.now())
    return redirect("codes:marks")


@require_GET
def code(request, code: str):
    """Show a stranger their code and where to write with it."""
    found = queries.code_named(code)
    if found is None:
        raise Http404
    return render(request, "leads/code.html", {"code": found, "ways": queries.ways()})
