"""Pages of the questions of interviews: what is asked about each service, and the editor of the next edition."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.rules import QuestionKind, Service
from svyazka.kit.guard import may
from svyazka.kit.http import refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, as_typed, rows_in, told
from svyazka.people.queries import the_agency, today


@staff_page
@require_GET
def questions(request):
    """Show what is asked about each service today."""
    at = timezone.now()
    shown = {"sets": queries.sets_on(today(at)), "may_keep": may(request.user, actions.QUESTIONS, the_agency(), at)}
    return render(request, "briefs/questions.html", shown)


@staff_page
@require_GET
def one(request, service):
    """Show the questions of a service, of the edition in force or of the one that is named."""
    at = timezone.now()
    editions = _editions(service)
    named = request.GET.get("edition", "")
    current = queries.set_on(service, today(at))
    shown_set = next((one for one in editions if str(one.edition) == named), current)
    shown = {
        "service": Service(service), "editions": editions, "set": shown_set, "current": current, "day": today(at),
        "questions": list(shown_set.questions.all()) if shown_set else [], "may_keep": may(request.user, actions.QUESTIONS, the_agency(), at),
    }  # fmt: skip
    return render(request, "briefs/question_set.html", shown)


def _editions(service: str) -> list:
    if service not in Service.values:
        raise Http404
    return list(queries.set_editions(service))


@staff_page
@require_http_methods(["GET", "POST"])
def new(request, service):
    """Write the next edition of a service's questions, starting from the last one."""
    at, editions = timezone.now(), _editions(service)
    last = editions[0] if editions else None
    form = forms.SetForm(initial={"starts_on": today(at), "after_edition": last.edition if last else 0})
    if request.method == "GET":
        return _draw(request, service, form, forms.rows_of(last.questions.all()) if last else [])
    rows = rows_in(forms.QuestionRow, request.POST, "question")
    if "more" in request.POST:
        return _draw(request, service, forms.SetForm(initial=request.POST.dict()), as_typed(rows))
    form = forms.SetForm(request.POST)
    if not (form.is_valid() & all_right(rows)):
        return _draw(request, service, form, rows, status=422)
    with refusals_said(request, beside=form) as outcome:
        made = actions.write_questions(the_agency(), service=service, questions=told(rows), by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("Edition %(number)s is written; interviews that were begun keep their questions.") % {"number": made.edition})
        return redirect(f"/briefs/questions/{service}/?edition={made.edition}")
    return _draw(request, service, form, rows, status=outcome.status)


def _draw(request, service: str, form, rows, *, status: int = 200):
    shown = {
        "service": Service(service), "form": form, "rows": [*rows, forms.QuestionRow(), forms.QuestionRow()], "kinds": QuestionKind.choices,
        "may_keep": may(request.user, actions.QUESTIONS, the_agency(), timezone.now()),
    }  # fmt: skip
    return render(request, "briefs/question_edit.html", shown, status=status)


@staff_page
@require_GET
def row(request):
    """Return one more blank row of the editor of questions."""
    return render(request, "briefs/question_row.html", {"row": forms.QuestionRow(), "kinds": QuestionKind.choices})
