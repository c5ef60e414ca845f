"""Templates of tasks: what the agency keeps, and one laid over a stage with a look before."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.asked import whole
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may, require
from svyazka.kit.http import find, refusals_said, say, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, rows_in
from svyazka.people.models import Specialism
from svyazka.people.queries import staff, the_agency, today
from svyazka.projects.models import Project
from svyazka.projects.rules import TAKES_TASKS
from svyazka.work import actions, forms, queries
from svyazka.work.models import TaskTemplate
from svyazka.work.views.tasks import found_project


def _in_force():
    return queries.in_force(today(timezone.now()))


@staff_page
@require_GET
def templates(request):
    """Show the templates in force: how many tasks and hours each."""
    rows = [(row, sum((Decimal(line["hours"]) for line in row.lines), Decimal(0))) for row in _in_force()]
    told = {"rows": rows, "may_keep": may(request.user, actions.TEMPLATES, the_agency(), timezone.now())}
    return render(request, "work/task_templates.html", told)


@staff_page
@require_GET
def template(request, template_id):
    """Show one template; whoever keeps them writes its next edition."""
    shown = find(TaskTemplate.objects.all(), template_id)
    form = forms.TaskTemplateForm(initial={"title": shown.title, "starts_on": today(timezone.now())})
    return _draw(request, shown, form, forms.line_rows(shown.lines))


def _draw(request, shown: TaskTemplate | None, form, rows: list, *, status: int = 200):
    may_keep = may(request.user, actions.TEMPLATES, the_agency(), timezone.now())
    editions = list(TaskTemplate.objects.filter(code=shown.code)) if shown else []
    told = {"template": shown, "form": form, "rows": rows, "may_keep": may_keep, "editions": editions,
            "specialisms": list(Specialism.objects.order_by("name")), "duties": queries.duties_of_tasks(),
            "names": dict(Specialism.objects.values_list("code", "name")), "kinds": [(kind.value, kind.label) for kind in actions.KINDS]}  # fmt: skip
    return render(request, "work/task_template.html", told, status=status)


@staff_page
@require_http_methods(["GET", "POST"])
def write(request):
    """Write a new template, or the next edition of the one that the form names."""
    if request.method == "GET":
        return _draw(request, None, forms.TaskTemplateForm(initial={"starts_on": today(timezone.now())}), forms.line_rows([], spare=6))
    key = whole(request.POST.get("template", ""))
    shown = find(TaskTemplate.objects.all(), key) if key is not None else None
    form, rows = forms.TaskTemplateForm(request.POST), rows_in(forms.LineRow, request.POST, "line")
    require(request.user, actions.TEMPLATES, the_agency(), timezone.now())
    if not all_right([form], rows):
        return _draw(request, shown, form, rows, status=422)
    with refusals_said(request, beside=form) as outcome:
        made = actions.write_task_template(the_agency(), code=shown.code if shown else "", lines=[row.line() for row in rows], **form.cleaned_data,
                                           by=request.user, at=timezone.now())  # fmt: skip
        messages.success(request, _("The template is written: edition %(edition)s.") % {"edition": made.edition})
        return redirect("work:task_template", made.pk)
    return _draw(request, shown, form, rows, status=outcome.status)


@staff_page
@require_POST
def retire(request, template_id):
    """Retire a template."""
    actions.retire_task_template(find(_in_force(), template_id), by=request.user, at=timezone.now())
    messages.success(request, _("The template is retired; tasks laid by it stay."))
    return redirect("work:task_templates")


@staff_page
@require_http_methods(["GET", "POST"])
def lay(request, project_id):
    """Lay a template over a stage: first a look at what it sets, then the tasks."""
    project = found_project(request, project_id)
    asked = request.POST if request.method == "POST" else request.GET
    stage = _named(project.stages.all(), asked.get("stage", "")) or _likely(project)
    chosen = _named(_in_force(), asked.get("template", ""))
    if request.method == "GET" or chosen is None or stage is None:
        return _draw_laid(request, project, stage, chosen)
    rows = [forms.LaidRow(request.POST, prefix=str(number)) for number in range(1, len(chosen.lines) + 1)]
    taken = [(number, row) for number, row in enumerate(rows, 1) if request.POST.get(f"{number}-chosen")]
    require(request.user, actions.SET_TASK, stage, timezone.now())
    wrong = [(number, row) for number, row in taken if not row.is_valid()]
    if wrong:
        for number, _row in wrong:
            say(request, Malformed(_("Task %(number)s: choose who does it, and how many hours it takes.") % {"number": number}))
        return _draw_laid(request, project, stage, chosen, typed=request.POST, status=422)
    lines = [{**{name: value for name, value in row.cleaned_data.items() if name != "chosen"}, "number": number} for number, row in taken]
    with refusals_said(request):
        actions.lay_template(stage, template_id=chosen.pk, lines=lines, by=request.user, at=timezone.now())
        messages.success(request, ngettext("%(num)s task is set.", "%(num)s tasks are set.", len(lines)) % {"num": len(lines)})
        _tell_untied(request, sum(1 for line in lines if not line["clause_id"]))
        return redirect("work:board", project.pk)
    return _draw_laid(request, project, stage, chosen, typed=request.POST, status=409)


def _tell_untied(request, many: int) -> None:
    if many:
        said = ngettext("%(num)s of them carries out no clause of the specification.", "%(num)s of them carry out no clause of the specification.", many)
        messages.warning(request, said % {"num": many})


def _named(rows, said: str):
    return rows.filter(pk=whole(said)).first()


def _likely(project: Project):
    """Return the first stage that takes tasks, or the first of all."""
    stages = project.stages.order_by("position")
    return stages.filter(state__in=TAKES_TASKS).first() or stages.first()


def _draw_laid(request, project: Project, stage, chosen, *, typed=None, status: int = 200):
    at = timezone.now()
    laid = queries.as_laid(chosen, stage, at) if chosen and stage else []
    clauses = queries.clauses_of(stage) if laid else []
    tied = {row.clause_id for row in laid} if typed is None else {int(key) for row in laid if (key := typed.get(f"{row.number}-clause_id", "")).isdecimal()}
    told = {
        "project": project, "stage": stage, "template": chosen, "templates": list(_in_force()), "stages": list(project.stages.order_by("position")),
        "laid": laid, "typed": typed, "people": list(staff()), "clauses": clauses,
        "untouched": queries.untouched(stage, clauses, tied) if laid else [], "duties": queries.duties_of_tasks(), "checks": queries.checks(project.engagement, at),
        "specialisms": dict(Specialism.objects.values_list("code", "name")), "hours": sum((Decimal(row.line["hours"]) for row in laid), Decimal(0)),
        "may_set": may(request.user, actions.SET_TASK, project, at),
    }  # fmt: skip
    return render(request, "work/lay_template.html", told, status=status)
