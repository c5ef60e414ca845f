"""Pages on which an edition goes to the client and their answer is written down."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Brief
from svyazka.briefs.rules import LIVE_PROMISES, VerdictKind
from svyazka.briefs.views.document import TONES
from svyazka.clients.actions import TALK
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import agency_window, today

USUALLY_ANSWERED = timedelta(hours=24)  # of work: the day that the form suggests


def found(request, brief_id: int) -> Brief:
    """Return the edition this person sees, or raise Http404."""
    return find(queries.visible_to(request.user, timezone.now()), brief_id)


@staff_page
@require_http_methods(["GET", "POST"])
def sending(request, brief_id):
    """Show what leaves with an edition and to whom, and send it."""
    brief, at = found(request, brief_id), timezone.now()
    verdict = queries.last_verdict(brief)
    conditional = verdict is not None and verdict.verdict == VerdictKind.CONDITIONAL
    if request.method == "GET":
        form = forms.SendForm(initial={"answer_by_on": _usual_day(at)}, conditional=conditional)
        return _draw_sending(request, brief, verdict, form)
    form = forms.SendForm(request.POST, conditional=conditional)
    if not form.is_valid():
        return _draw_sending(request, brief, verdict, form, status=422)
    with refusals_said(request) as outcome:
        actions.send_brief_to_client(brief, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("The specification is with the client: they are told by a letter, and read it in their portal."))
        return redirect("briefs:one", brief_id)
    return _draw_sending(request, brief, verdict, form, status=outcome.status)


def _usual_day(at: datetime):
    return today(agency_window().add(at, USUALLY_ANSWERED))


def _leaving(brief: Brief, seen) -> list:
    """Return the promises that leave with the edition, and those already given that keep it inside."""
    rows = seen.filter(engagement=brief.engagement, state__in=LIVE_PROMISES).order_by("pk")
    return [row for row in rows if row.state != "given" or not row.let_out]


def _draw_sending(request, brief: Brief, verdict, form: forms.SendForm, *, status: int = 200):
    at = timezone.now()
    told = {
        "brief": brief,
        "engagement": brief.engagement,
        "verdict": verdict,
        "form": form,
        "clauses": brief.clauses.count(),
        "promises": _leaving(brief, queries.promises_visible_to(request.user, at)),
        "contacts": list(brief.engagement.client.contacts.filter(left_on=None).order_by("pk")),
        "may_talk": may(request.user, TALK, brief, at),
        "tones": TONES,
    }
    return render(request, "briefs/sending.html", told, status=status)


@staff_page
@require_http_methods(["GET", "POST"])
def answering(request, brief_id):
    """Write down what the client has said of an edition, with its evidence."""
    brief, at = found(request, brief_id), timezone.now()
    said, files = queries.evidence_of(brief.engagement)
    if request.method == "GET":
        form = forms.AnswerForm(initial={"digest": queries.digest_of(brief)}, said=said, files=files)
        return _draw_answering(request, brief, form)
    form = forms.AnswerForm(request.POST, said=said, files=files)
    if not form.is_valid():
        return _draw_answering(request, brief, form, status=422)
    with refusals_said(request) as outcome:
        actions.answer_brief(brief, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("The client's word is written down."))
        return redirect("briefs:one", brief_id)
    return _draw_answering(request, brief, form, status=outcome.status)


def _draw_answering(request, brief: Brief, form: forms.AnswerForm, *, status: int = 200):
    told = {
        "brief": brief,
        "engagement": brief.engagement,
        "form": form,
        "may_agree": may(request.user, actions.AGREE, brief, timezone.now()),
    }
    return render(request, "briefs/answering.html", told, status=status)
