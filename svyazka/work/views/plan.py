"""The plan of a project: its chart, its files for other programs, and plans that come from them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit import files
from svyazka.kit.errors import Malformed, unknown
from svyazka.kit.guard import may, require
from svyazka.kit.http import find, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.projects.actions import PLAN
from svyazka.projects.models import Project
from svyazka.work import actions, forms, queries
from svyazka.work.exchange import Unreadable, write_mspdi, write_table
from svyazka.work.models import PlanImport
from svyazka.work.rules import KINDS_TOLD
from svyazka.work.views.tasks import found_project

DRAWN, BESIDE = "work/_chart.html", ("work/_moved.html", "work/_forecast.html")
WRITERS = {"xml": (write_mspdi, "application/xml; charset=utf-8"), "csv": (write_table, "text/csv; charset=utf-8")}


@staff_page
@require_GET
def page(request, project_id):
    """Show the chart of the project, and how its plan goes to other programs and comes from them."""
    return _draw(request, found_project(request, project_id))


def _draw(request, project: Project, *, status: int = 200, file_form=None, pin_form=None):
    at, person = timezone.now(), request.user
    may_set, parts = may(person, actions.SET_TASK, project, at), panels("project.main", request, project)
    told = {
        "project": project, "drawn": [part for part in parts if part[0] == DRAWN],
        "beside": [part for part in parts if part[0] in BESIDE], "may_set": may_set, "may_plan": may(person, PLAN, project, at),
        "imports": list(queries.plan_imports_visible_to(person, at).filter(project=project).order_by("-pk")[:5]) if may_set else [],
        "link_kinds": KINDS_TOLD, "file_form": file_form or forms.PlanFileForm(auto_id="plan-%s"),
        "pin_form": (pin_form or forms.PinForm(project=project, auto_id="pin-%s")) if may_set else None,
    }  # fmt: skip
    return render(request, "work/plan.html", told, status=status)


@staff_page
@require_POST
def pin(request, project_id):
    """Let a task begin on a day or later."""
    project, at = found_project(request, project_id), timezone.now()
    require(request.user, actions.SET_TASK, project, at)
    form = forms.PinForm(request.POST, project=project, auto_id="pin-%s")
    if not form.is_valid():
        return _draw(request, project, pin_form=form, status=422)
    task = find(queries.visible_to(request.user, at).filter(project=project), form.cleaned_data["task"])
    with refusals_said(request):
        actions.pin_task(task, not_before=form.cleaned_data["not_before"], by=request.user, at=at)
        messages.success(request, _("The task is changed; compute the schedule again to see what it means."))
    return redirect("work:plan", project_id)


@staff_page
@require_GET
def export(request, project_id, form):
    """Give the plan as a file: of MS Project (xml) or a table (csv)."""
    if form not in WRITERS:
        raise unknown("form", form)
    project = found_project(request, project_id)
    write, kind = WRITERS[form]
    raw = write(queries.plan_of(request.user, project, timezone.now()))
    named = content_disposition_header(True, f"{project.title}.{form}") or "attachment"
    return HttpResponse(raw, content_type=kind, headers={"Content-Disposition": named})


@staff_page
@require_POST
def bring(request, project_id):
    """Keep a file of another program and show what it would make."""
    project, at = found_project(request, project_id), timezone.now()
    require(request.user, actions.SET_TASK, project, at)
    form = forms.PlanFileForm(request.POST, request.FILES, auto_id="plan-%s")
    if form.is_valid():
        sent = form.cleaned_data["file"]
        with refusals_said(request, beside=form):
            row = actions.bring_plan(project, raw=sent.read(), name=sent.name or "", by=request.user, at=at)
            return redirect("work:plan_import", row.pk)
    return _draw(request, project, file_form=form, status=422)


def _brought(request, import_id: int) -> PlanImport:
    row = find(queries.plan_imports_visible_to(request.user, timezone.now()), import_id)
    require(request.user, actions.SET_TASK, row.project, timezone.now())  # a file names tasks and people: whoever sets tasks reads it
    return row


@staff_page
@require_GET
def trial(request, import_id):
    """Show what the plan would make, change and refuse, with these choices; nothing is written."""
    return _draw_trial(request, _brought(request, import_id), request.GET)


def _form(row: PlanImport, typed):
    try:
        plan, _verdicts = queries.readings_of(row, {})
    except Unreadable as error:
        raise Malformed(str(error)) from None
    form = forms.ChoicesForm(typed or None, project=row.project, plan=plan)
    form.is_valid()
    return form


def _draw_trial(request, row: PlanImport, typed, status: int = 200):
    form = _form(row, typed)
    plan, verdicts = queries.readings_of(row, form.told())
    acts = ["lacks" if one.lacks else one.act for one in verdicts]
    told = {
        "row": row, "project": row.project, "plan": plan, "verdicts": verdicts, "form": form, "counts": {name: acts.count(name) for name in ("make", "change", "same", "lacks", "refuse")},
        "stages": {stage.pk: stage.title for stage in row.project.stages.all()}, "names": dict(form.fields["assignee"].choices),
    }  # fmt: skip
    return render(request, "work/plan_import.html", told, status=status)


@staff_page
@require_GET
def raw(request, import_id):
    """Give the file as it came."""
    row = _brought(request, import_id)
    return files.download(row.digest, name=row.name, content_type="application/octet-stream")


@staff_page
@require_POST
def confirm(request, import_id):
    """Set and change the tasks of the plan, or show it again with what was chosen."""
    row = _brought(request, import_id)
    form = _form(row, request.POST)
    if "look" in request.POST:
        chosen = {name: request.POST[name] for name in form.fields if request.POST.get(name)}
        return redirect(f"{reverse('work:plan_import', args=[row.pk])}?{urlencode(chosen)}")
    if not form.is_valid():
        raise misread(form)
    with refusals_said(request) as outcome:
        done = actions.confirm_plan(row, choices=form.told(), by=request.user, at=timezone.now())
        messages.success(request, _("Taken in: %(made)s new, %(changed)s changed. Compute the schedule to see what it means.") % {
            "made": done.outcome["make"], "changed": done.outcome["change"]})  # fmt: skip
        return redirect("work:plan", row.project_id)
    return _draw_trial(request, row, request.POST, status=outcome.status)
