"""Pages of problems: what goes wrong, who owns it, how its clocks stand; one problem with its whole story."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.journal.queries import acts_on
from svyazka.kit.asked import whole
from svyazka.kit.doing import done
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.kit.verbs import phrase
from svyazka.projects.models import Project
from svyazka.work import actions, forms, queries
from svyazka.work.models import Problem
from svyazka.work.rules import ProblemKind, ProblemStep

ON_PAGE = 50
FILTERS = ("only", "kind", "engagement")


@staff_page
@require_GET
def problems(request):
    """Show the problems of the engagements this person sees, the open ones first."""
    return _draw(request)


def _draw(request, *, form=None, status: int = 200):
    at = timezone.now()
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    found = queries.narrowed(queries.problems_visible_to(request.user, at), asked, request.user, at)
    page = Paginator(queries.open_first(found), ON_PAGE).get_page(request.GET.get("page"))
    begins = {"engagement": whole(request.GET.get("engagement")), "task_id": whole(request.GET.get("task")), "find": request.GET.get("find", "")[:100]}
    told = {
        "page": page,
        "clocks": queries.shown_clocks(page, at),
        "form": form or forms.ProblemForm(initial=begins, works=queries.works_to_name(request.user, at, words=begins["find"], chosen=begins["engagement"])),
        "raising": form is not None or "raise" in request.GET,
        "kinds": ProblemKind.choices,
        "asked": asked,
        "tab": "problems",
    }
    return render(request, "work/problems.html", told, status=status)


@staff_page
@require_POST
def raise_it(request):
    """Raise a problem; or, asked to find a work by words, offer those that bear them, with all that was typed."""
    at = timezone.now()
    words, finding = request.POST.get("find", "")[:100], "finding" in request.POST
    works = queries.works_to_name(request.user, at, words=words, chosen=None if finding else whole(request.POST.get("engagement")))
    if finding:
        return _draw(request, form=forms.ProblemForm(initial=request.POST.dict() | {"engagement": None}, works=works))
    form = forms.ProblemForm(request.POST, works=works)
    if not form.is_valid():
        return _draw(request, form=form, status=422)
    said = form.said()
    engagement = find(engagements_visible_to(request.user, at), said.pop("engagement"))
    problem = actions.raise_problem(engagement, by=request.user, at=at, **said)
    owner = problem.owner.name if problem.owner else _("nobody yet: the seat is vacant")
    messages.success(request, _("Raised. Owner: %(name)s.") % {"name": owner})
    return redirect("work:problem", problem.pk)


def _found(request, problem_id: int) -> Problem:
    return find(queries.problems_visible_to(request.user, timezone.now()), problem_id)


@staff_page
@require_GET
def problem(request, problem_id):
    """Show one problem."""
    return _draw_one(request, _found(request, problem_id))


def _story_of(shown: Problem) -> list[dict]:
    """Return who did what about the problem; whom its clocks called stands apart."""
    return [
        {"at": act.at, "who": act.by.name, "instead_of": act.instead_of and act.instead_of.name, "phrase": phrase(act.verb),
         "note": act.facts.get("note") or act.facts.get("reason") or (f"→ {act.facts['owner']}" if act.facts.get("owner") else "")}
        for act in acts_on(shown).exclude(verb="work.problem_called")
    ]  # fmt: skip


def _draw_one(request, shown: Problem, *, status: int = 200, **typed):
    at = timezone.now()
    told = {
        "problem": shown,
        "clocks": queries.all_clocks(shown, at),
        "story": _story_of(shown),
        "calls": list(shown.calls.prefetch_related("told").order_by("-at", "-percent")),
        "may_own": may(request.user, actions.OWN_PROBLEM, shown, at, answers="RA"),
        "may_set": may(request.user, actions.SET_TASK, shown, at),
        "project": Project.objects.filter(engagement=shown.engagement_id).first(),
        "steps": ProblemStep,
        "step_form": forms.StepForm(auto_id="step-%s"),
        "owner_form": forms.OwnerForm(engagement=shown.engagement, at=at, initial={"owner": shown.owner.username if shown.owner else ""}, auto_id="owner-%s"),
        "reopen_form": forms.ReopenForm(auto_id="reopen-%s"),
        "tab": "problems",
    }
    return render(request, "work/problem.html", {**told, **typed}, status=status)


def _act(request, problem_id: int, form, name: str, act):
    """Do the act on the problem; what was typed stays in the form when a rule refuses."""
    shown = _found(request, problem_id)
    return done(request, lambda said: act(shown, by=request.user, at=timezone.now(), **said), to=("work:problem", problem_id), name=name, form=form,
                beside=True, again=True, draw=lambda **drawn: _draw_one(request, _found(request, problem_id), **drawn))  # fmt: skip


@staff_page
@require_POST
def step(request, problem_id):
    """Write what has been done about a problem."""
    if request.POST.get("step") not in ProblemStep.values:
        raise Malformed(_("Say what has been done."))
    return _act(request, problem_id, forms.StepForm(request.POST, auto_id="step-%s"), "step_form", actions.step_problem)


@staff_page
@require_POST
def hand_problem(request, problem_id):
    """Pass a problem to a colleague who can resolve it."""
    form = forms.OwnerForm(request.POST, engagement=_found(request, problem_id).engagement, at=timezone.now(), auto_id="owner-%s")
    return _act(request, problem_id, form, "owner_form", actions.hand_problem)


@staff_page
@require_POST
def reopen(request, problem_id):
    """Open a problem that came back."""
    return _act(request, problem_id, forms.ReopenForm(request.POST, auto_id="reopen-%s"), "reopen_form", actions.reopen_problem)
