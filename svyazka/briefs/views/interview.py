"""Pages of interviews on needs: the list, the beginning of one, the talk itself."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Interview, InterviewAnswer
from svyazka.briefs.rules import INTERVIEW_MOVES, AnswerState, InterviewState, Service
from svyazka.briefs.rules.tones import TONES
from svyazka.briefs.views.brief import ON_PAGE
from svyazka.briefs.views.parts import need_told
from svyazka.clients.queries import thread
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.api import refusal
from svyazka.kit.asked import wholes
from svyazka.kit.errors import Refused
from svyazka.kit.guard import may
from svyazka.kit.http import find, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, rows_in, told
from svyazka.people.queries import today

HEARD = 12  # of the last things said with the client, from which one copies


@staff_page
@require_GET
def interviews(request):
    """Show the interviews this person sees, the latest first."""
    state = request.GET.get("state", "")
    found = queries.with_progress(queries.interviews_visible_to(request.user, timezone.now()))
    found = found.filter(state=state) if state in InterviewState.values else found.exclude(state=InterviewState.DROPPED)
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    return render(request, "briefs/interviews.html", {"page": page, "state": state, "states": InterviewState.choices, "tones": TONES})


@staff_page
@require_http_methods(["GET", "POST"])
def begin(request, engagement_id):
    """Begin an interview: about which service, with whom, when."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    contacts = list(engagement.client.contacts.filter(left_on=None).order_by("pk"))
    first = {"service": Service.SITE, "contact": contacts[0].pk if contacts else "", "held_at": timezone.localtime(at)}
    form = forms.BeginForm(request.POST or None, contacts=contacts, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_said(request, beside=form):
            begun = actions.begin_interview(engagement, by=request.user, at=at, **form.cleaned_data)
            return redirect("briefs:interview", begun.pk)
    shown = {
        "engagement": engagement, "form": form, "sets": queries.sets_on(today(at)), "may_research": may(request.user, actions.RESEARCH, engagement, at),
        "former": list(queries.interviews_of(engagement)), "tones": TONES,
    }  # fmt: skip
    return render(request, "briefs/interview_new.html", shown, status=422 if request.method == "POST" else 200)


def _interview(request, interview_id: int) -> Interview:
    return find(queries.interviews_visible_to(request.user, timezone.now()), interview_id)


@staff_page
@require_GET
def interview(request, interview_id):
    """Show the talk: its questions with what was answered, its gaps, the needs drawn from it."""
    return _draw(request, _interview(request, interview_id))


def _draw(request, shown: Interview, *, form=None, touched=(), chosen=(), status: int = 200):
    at, engagement = timezone.now(), shown.engagement
    answers = queries.answers_of(shown)
    behind = queries.needs_behind(answers)
    keys = {key for found in behind.values() for key in found}
    needs = [need for need in queries.needs_of(queries.latest_brief(engagement)) if need.key in keys]
    told = {
        "interview": shown,
        "engagement": engagement,
        "answers": answers,
        "before": queries.said_before(shown),
        "behind": behind,
        "needs": needs,
        "numbers": {need.key: need.position for need in needs},
        "missing": [row for row in answers if row.question.needed and row.state != AnswerState.ANSWERED],
        "answered": sum(row.state == AnswerState.ANSWERED for row in answers),
        "open": shown.state in INTERVIEW_MOVES["answer"] and not engagement.closed_at,
        "going": shown.state in INTERVIEW_MOVES["hold"],
        "heard": list(thread(engagement, "client"))[-HEARD:][::-1],
        "form": form or forms.NeedForm(auto_id="need-%s"),
        "touched": list(touched) or forms.touched_rows(()),
        "chosen": set(chosen),
        "drop_form": forms.DropForm(auto_id="drop-%s"),
        "may_research": may(request.user, actions.RESEARCH, shown, at),
        "tones": TONES,
    }
    return render(request, "briefs/interview.html", told, status=status)


@staff_page
@require_POST
def answer(request, answer_id):
    """Write an answer down; a script that saves as one types is told the new version, or why it was refused."""
    found = find(queries.answers_visible_to(request.user, timezone.now()), answer_id)
    if "application/json" in request.headers.get("Accept", ""):
        return _saved(request, found)
    with refusals_said(request):
        _write(request, found)
    return redirect(f"/briefs/interviews/{found.interview_id}/#question-{found.pk}")


def _write(request, found: InterviewAnswer) -> InterviewAnswer:
    form = forms.SaidForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    return actions.answer_question(found, by=request.user, at=timezone.now(), **form.cleaned_data)


def _saved(request, found: InterviewAnswer):
    try:
        written = _write(request, found)
    except Refused as refused:
        return refusal(refused)
    return JsonResponse({"version": written.version, "state": written.state, "label": str(written.get_state_display())})


@staff_page
@require_POST
def hold(request, interview_id):
    """Say that the talk was held."""
    with refusals_said(request):
        actions.hold_interview(_interview(request, interview_id), by=request.user, at=timezone.now())
        messages.success(request, _("The interview is held. What is still open can be answered later: it stays in sight."))
    return redirect("briefs:interview", interview_id)


@staff_page
@require_POST
def drop(request, interview_id):
    """Say that the talk did not come about."""
    form = forms.DropForm(request.POST)
    with refusals_said(request):
        if not form.is_valid():
            raise misread(form)
        actions.drop_interview(_interview(request, interview_id), by=request.user, at=timezone.now(), **form.cleaned_data)
    return redirect("briefs:interview", interview_id)


@staff_page
@require_POST
def draw(request, interview_id):
    """Make a need of the chosen answers."""
    shown = _interview(request, interview_id)
    chosen = wholes(request.POST.getlist("answer"))
    form, rows = forms.NeedForm(request.POST, auto_id="need-%s"), rows_in(forms.TouchedRow, request.POST, "touched")
    if not (form.is_valid() & all_right(rows)):
        return _draw(request, shown, form=form, touched=[*rows, forms.TouchedRow()], chosen=chosen, status=422)
    with refusals_said(request, beside=form) as outcome:
        need = actions.draw_need(shown, answers=chosen, by=request.user, at=timezone.now(), **need_told(form, told(rows)))
        messages.success(request, _("Need № %(number)s is written down.") % {"number": need.position})
        return redirect(f"/briefs/interviews/{shown.pk}/#needs")
    return _draw(request, shown, form=form, touched=[*rows, forms.TouchedRow()], chosen=chosen, status=outcome.status)
