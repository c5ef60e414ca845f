"""The page of the plan of all projects: it is made, gets better while somebody looks, and is accepted."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.doing import done
from svyazka.kit.guard import require
from svyazka.kit.http import find, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today
from svyazka.work import actions, forms
from svyazka.work.models import AgencyPlan
from svyazka.work.queries.planning import plan_norms_on, plan_norms_rows, planned_projects, weights_ahead, weights_on
from svyazka.work.queries.told import told_moves
from svyazka.work.queries.whole import lanes_of, last_plan, lines_of, planned_since
from svyazka.work.rules.agency_plan import gained

SHOWN_MOVES, MOST_MOVES = 12, 100


@staff_page
@require_GET
def page(request):
    """Show the last plan of the agency."""
    return _draw(request)


def _draw(request, *, status: int = 200, norms_form=None):
    at = timezone.now()
    require(request.user, actions.PLAN_AGENCY, the_agency(), at)
    plan, day, projects = last_plan(), today(at), list(planned_projects())
    plan = plan and _rested(plan, at)
    keys = [one.pk for one in projects]
    now = vars(plan_norms_on(day)) | {"starts_on": day + timedelta(days=1)}
    told = {
        "plan": plan, "make_form": forms.MakeForm(), "projects": projects, "day": day,
        "weights": weights_on(day, keys), "weights_ahead": weights_ahead(day, keys), "norms": plan_norms_on(day),
        "norms_form": norms_form or forms.PlanNormsForm(initial=now, auto_id="norms-%s"), "norms_rows": list(plan_norms_rows()),
        **(_shown(request, plan, at) if plan else {}),
    }  # fmt: skip
    return render(request, "work/agency_plan.html", told, status=status)


def _shown(request, plan: AgencyPlan, at) -> dict:
    """Return what the changing part of the page draws."""
    day = today(at)
    mondays, lanes, closed, legend = lanes_of(plan, day)
    lines = lines_of(plan, at)
    moves = told_moves(plan.moves, request.user, at)
    return {
        "plan": plan, "look": plan.look, "lines": lines, "late": sum(1 for line in lines if line.missed), "gain": _gain(plan), "mondays": mondays,
        "lanes": lanes, "closed": closed, "legend": legend, "moves": moves[:SHOWN_MOVES], "folded_moves": moves[SHOWN_MOVES:MOST_MOVES], "more_moves": max(0, len(moves) - MOST_MOVES), "day": day,
        "titles": {line.project.pk: line.project.title for line in lines}, "since": planned_since(plan) if not plan.accepted_at else 0,
        "seen": _mark(plan),
    }  # fmt: skip


def _gain(plan: AgencyPlan) -> tuple[str, int]:
    return gained(plan.first, plan.now, better=plan.better_at is not None)


def _rested(plan: AgencyPlan, at) -> AgencyPlan:
    """Let a search that must be over rest, though nobody said so: its process was ended in the middle of it."""
    longest = timedelta(seconds=2 * plan_norms_on(today(plan.made_at)).look_seconds + 60)
    if plan.look.rests_at is None and at - plan.made_at > longest:
        plan.look.rests_at = at
    return plan


def _mark(plan: AgencyPlan) -> str:
    """Return what changes when the page has something else to show."""
    return f"{plan.pk}-{plan.version}-{plan.look.rests_at is not None}"


@staff_page
@require_POST
def make(request):
    """Plan all projects together."""
    form = forms.MakeForm(request.POST)
    form.is_valid()
    with refusals_said(request):
        actions.plan_agency(the_agency(), anew=bool(form.cleaned_data.get("anew")), by=request.user, at=timezone.now())
    return redirect("work:agency_plan")


@staff_page
@require_POST
def look(request, plan_id):
    """Say that the page is looked at; return the plan if it is another one than was seen, else how long it was looked for.

    A plan that made way for a newer one is looked at no more: the newer one is.
    """
    plan, at = AgencyPlan.objects.select_related("look", "made_by", "accepted_by").filter(pk=plan_id).first() or last_plan(), timezone.now()
    if plan is None:
        raise Http404
    _rested(plan, at)
    actions.look_at_plan(plan.look, by=request.user, at=at)
    if request.POST.get("seen") != _mark(plan):
        return render(request, "work/_agency_plan.html", _shown(request, plan, at))
    line = render(request, "work/_agency_look.html", {"plan": plan, "look": plan.look, "gain": _gain(plan)})
    line["X-Part"] = "line"
    return line


@staff_page
@require_POST
def accept(request, plan_id):
    """Let the schedules follow the plan."""
    plan = find(AgencyPlan.objects, plan_id)
    with refusals_said(request):
        kept = actions.accept_agency_plan(plan, by=request.user, at=timezone.now())
        said = ngettext("The plan is accepted: %(num)d schedule is new.", "The plan is accepted: %(num)d schedules are new.", len(kept)) % {"num": len(kept)}
        messages.success(request, said if kept else _("The plan is accepted: every schedule stands as it stood."))
    return redirect("work:agency_plan")


@staff_page
@require_POST
def weigh(request, project_id):
    """Let a project weigh so much from a day on."""
    at = timezone.now()
    require(request.user, actions.PLAN_AGENCY, the_agency(), at)
    project, form = find(planned_projects(), project_id), forms.WeightForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    with refusals_said(request):
        actions.weigh_project(project, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("It is written down; recompute the plan to see what it means."))
    return redirect("work:agency_plan")


@staff_page
@require_POST
def set_norms(request):
    """Let plans be looked for so long from a day on."""
    return done(
        request, lambda said: actions.set_planning_norms(the_agency(), by=request.user, at=timezone.now(), **said), to=("work:agency_plan",),
        name="norms_form", form=forms.PlanNormsForm(request.POST, auto_id="norms-%s"), beside=True, said=_("It is written down, by its day."),
        draw=lambda **drawn: _draw(request, **drawn),
    )  # fmt: skip
