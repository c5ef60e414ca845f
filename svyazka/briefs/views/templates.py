"""Templates of specifications: the shelf, one template with its versions, its editor."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import SpecTemplate
from svyazka.briefs.rules import nested
from svyazka.kit.guard import may, require
from svyazka.kit.http import find, misread, refusals_said, say, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, as_typed, rows_in, told
from svyazka.people.queries import the_agency, today


@staff_page
@require_GET
def shelf(request):
    """Show the templates in force, and those that are not any more or not yet."""
    at = timezone.now()
    live = list(queries.templates_on(today(at)))
    newest = {one.code for one in live}
    others = queries.with_counts(SpecTemplate.objects.exclude(pk__in=[one.pk for one in live])).order_by("title", "-edition")
    shown = {"templates": live, "others": [one for one in others if one.code not in newest or one.starts_on > today(at)],
             "may_keep": may(request.user, actions.TEMPLATES, the_agency(), at)}  # fmt: skip
    return render(request, "briefs/templates.html", shown)


def _template(template_id) -> SpecTemplate:
    return find(SpecTemplate.objects.all(), template_id)


@staff_page
@require_GET
def template(request, template_id):
    """Show one version of a template: sections, hints, the clauses they begin with, other versions."""
    return _draw(request, _template(template_id))


def _draw(request, shown: SpecTemplate, status: int = 200):
    at = timezone.now()
    versions = list(queries.versions_of(shown.code))
    told = {
        "template": shown, "sections": list(shown.sections.prefetch_related("starters")), "versions": versions, "newest": versions[0].pk == shown.pk,
        "may_keep": may(request.user, actions.TEMPLATES, the_agency(), at), "day": today(at),
        "copy_form": forms.CopyForm(initial={"title": _("%(title)s (copy)") % {"title": shown.title}}, auto_id="copy-%s"),
        "retire_form": forms.RetireForm(initial={"on": today(at)}, auto_id="retire-%s"),
    }  # fmt: skip
    return render(request, "briefs/template.html", told, status=status)


@staff_page
@require_http_methods(["GET", "POST"])
def new(request):
    """Write a template of our own."""
    return _edit(request, None)


@staff_page
@require_http_methods(["GET", "POST"])
def edit(request, template_id):
    """Write the next version of a template."""
    return _edit(request, _template(template_id))


def _edit(request, shown: SpecTemplate | None):
    at = timezone.now()
    require(request.user, actions.TEMPLATES, the_agency(), at)
    if request.method == "GET":
        initial = {name: getattr(shown, name) for name in ("title", "standard", "mark", "source")} if shown else {}
        return _draw_editor(request, shown, forms.TemplateForm(initial=initial), forms.outline_of(shown))
    form, rows = forms.TemplateForm(request.POST), rows_in(forms.OutlineRow, request.POST, "row")
    if "more" in request.POST:
        return _draw_editor(request, shown, forms.TemplateForm(initial=request.POST.dict()), as_typed(rows))
    if not all([form.is_valid(), all_right(rows)]):
        return _draw_editor(request, shown, form, rows, 422)
    said = {**form.cleaned_data, "sections": nested(told(rows))}
    with refusals_said(request, beside=form) as outcome:
        if shown is None:
            written = actions.add_template(the_agency(), by=request.user, at=at, **said)
        else:
            written = actions.edit_template(shown, by=request.user, at=at, **said)
        messages.success(request, _("The template is written: version %(edition)s.") % {"edition": written.edition})
        return redirect("briefs:template", written.pk)
    return _draw_editor(request, shown, form, rows, outcome.status)


def _draw_editor(request, shown: SpecTemplate | None, form, rows: list, status: int = 200):
    blank = [forms.OutlineRow() for _n in range(2)]
    return render(request, "briefs/template_editor.html", {"template": shown, "form": form, "rows": [*rows, *blank]}, status=status)


@staff_page
@require_POST
def copy(request, template_id):
    """Copy a template under another name."""
    return _with_form(request, _template(template_id), forms.CopyForm(request.POST), actions.copy_template)


@staff_page
@require_POST
def retirement(request, template_id):
    """Retire a template."""
    return _with_form(request, _template(template_id), forms.RetireForm(request.POST), actions.retire_template)


def _with_form(request, shown: SpecTemplate, form, act):
    if not form.is_valid():
        say(request, misread(form))
        return _draw(request, shown, 422)
    with refusals_said(request) as outcome:
        done = act(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("briefs:template", done.pk)
    return _draw(request, _template(shown.pk), outcome.status)
