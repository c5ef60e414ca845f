"""The page of problems: what goes wrong, who owns it, how long it has been open."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.clients.rules import OPEN
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import staff
from svyazka.work import actions, forms, queries
from svyazka.work.rules import ProblemStep

ON_PAGE = 50


@staff_page
@require_GET
def problems(request):
    """Show the problems of the engagements this person sees, the open ones first."""
    return _draw(request)


def _draw(request, *, form=None, status: int = 200):
    at = timezone.now()
    found = queries.open_first(queries.problems_visible_to(request.user, at))
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    rows = [(row, row.resolved_at is None and may(request.user, actions.OWN_PROBLEM, row, at, answers="RA")) for row in page]
    told = {
        "rows": rows,
        "page": page,
        "form": form or forms.ProblemForm(engagements=_engagements(request, at)),
        "steps": ProblemStep,
        "people": list(staff()),
        "tab": "problems",
    }
    return render(request, "work/problems.html", told, status=status)


def _engagements(request, at):
    return engagements_visible_to(request.user, at).filter(state__in=OPEN).order_by("title")[:200]


@staff_page
@require_POST
def raise_it(request):
    """Raise a problem."""
    at = timezone.now()
    form = forms.ProblemForm(request.POST, engagements=_engagements(request, at))
    if not form.is_valid():
        return _draw(request, form=form, status=422)
    said = form.cleaned_data
    engagement = find(engagements_visible_to(request.user, at), said["engagement"])
    problem = actions.raise_problem(engagement, kind=said["kind"], text=said["text"], by=request.user, at=at)
    owner = problem.owner.name if problem.owner else _("nobody yet: the seat is vacant")
    messages.success(request, _("Raised. Owner: %(name)s.") % {"name": owner})
    return back(request, "/work/problems/")


@staff_page
@require_POST
def step(request, problem_id):
    """Write what has been done about a problem."""
    at, form = timezone.now(), forms.StepForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say what has been done."))
    problem = find(queries.problems_visible_to(request.user, at), problem_id)
    actions.step_problem(problem, by=request.user, at=at, **form.cleaned_data)
    return redirect("work:problems")


@staff_page
@require_POST
def hand_problem(request, problem_id):
    """Pass a problem to a colleague who can resolve it."""
    at = timezone.now()
    problem = find(queries.problems_visible_to(request.user, at), problem_id)
    handed = actions.hand_problem(problem, owner=request.POST.get("owner", ""), by=request.user, at=at)
    messages.success(request, _("%(name)s owns the problem now and has been told.") % {"name": handed.owner.name})
    return redirect("work:problems")
