"""One lead: its card and everything that can be done to it there."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.queries import thread
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, misread, refusals_said, say, staff_page, typed_in
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.leads import actions, forms, queries
from svyazka.leads.models import Lead
from svyazka.leads.queries.card import handling
from svyazka.leads.rules import MOVES
from svyazka.leads.views.routing import on_card


@staff_page
@require_GET
def lead(request, lead_id):
    """Show one lead."""
    return _draw(request, _found(request, lead_id))


def _found(request, lead_id) -> Lead:
    return find(queries.visible_to(request.user, timezone.now()), lead_id)


def _draw(request, shown: Lead, status: int = 200, **typed):
    at, said = timezone.now(), list(thread(shown.engagement, "client"))
    for message in said:
        message.engagement = shown.engagement
    told = {
        "lead": shown,
        "at": at,
        "said": said,
        "beside": {one.pk: panels("message.beside", request, one) for one in said},
        "foot": panels("thread.foot", request, shown.engagement),
        "consents": list(queries.consents_of(shown)),
        "touches": list(queries.touches_of(shown)),
        "may_withdraw": may(request.user, actions.INTAKE, shown, at, answers="RA"),
        "may_take": shown.taken_by_id is None and shown.state in MOVES["take"] and may(request.user, actions.INTAKE, shown, at),
        "may_answer": shown.state in MOVES["answer"] and may(request.user, actions.INTAKE, shown, at),
        "may_qualify": may(request.user, actions.QUALIFY, shown, at),
        "may_merge": queries.may_merge(shown, request.user, at),
        "qualifiable": shown.state in MOVES["qualify"],
        "losable": shown.state in MOVES["lose"] and shown.state != "taken",
        "answer_form": forms.AnswerForm(),
        "qualification_form": forms.QualificationForm(),
        "loss_form": forms.LossForm(),
        "freezable": shown.state in MOVES["freeze"],
        "frozen": shown.state in MOVES["thaw"],
        "freezing_form": forms.FreezingForm(),
        "panels": panels("lead.main", request, shown),
        **on_card(request, shown, at),
        **handling(shown, at),
        "next_step_form": forms.NextStepForm(initial={"text": shown.next_step, "on": shown.next_step_on}, auto_id="next-%s"),
    }
    return render(request, "leads/lead.html", {**told, **typed}, status=status)


@staff_page
@require_POST
def take(request, lead_id):
    """Take the lead."""
    shown = _found(request, lead_id)
    with refusals_said(request):
        actions.take_lead(shown, by=request.user, at=timezone.now())
    return back(request, f"/leads/{shown.pk}/")


def _with_form(request, lead_id, form, name: str, act):
    shown = _found(request, lead_id)
    if not form.is_valid():
        return _draw(request, shown, status=422, **{name: form})
    with refusals_said(request):
        act(shown, by=request.user, at=timezone.now(), **typed_in(form))
    return redirect("leads:lead", shown.pk)


@staff_page
@require_POST
def answer(request, lead_id):
    """Answer the lead; what does not leave yet comes back whole, with the reason."""
    shown, form = _found(request, lead_id), forms.AnswerForm(request.POST)
    if not form.is_valid():
        return _draw(request, shown, status=422, answer_form=form)
    with refusals_said(request, beside=form) as outcome:
        actions.answer_lead(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("leads:lead", shown.pk)
    return _draw(request, _found(request, lead_id), status=outcome.status, answer_form=form)


@staff_page
@require_POST
def qualification(request, lead_id):
    """Say whether the lead fits."""
    form = forms.QualificationForm(request.POST)
    return _with_form(request, lead_id, form, "qualification_form", actions.qualify_lead)


@staff_page
@require_POST
def next_step(request, lead_id):
    """Say what comes next with the lead."""
    form = forms.NextStepForm(request.POST, auto_id="next-%s")
    return _with_form(request, lead_id, form, "next_step_form", actions.plan_next_step)


@staff_page
@require_POST
def loss(request, lead_id):
    """Close the lead as lost."""
    return _with_form(request, lead_id, forms.LossForm(request.POST), "loss_form", actions.lose_lead)


@staff_page
@require_POST
def freezing(request, lead_id):
    """Put the lead aside until a day."""
    return _with_form(request, lead_id, forms.FreezingForm(request.POST), "freezing_form", actions.freeze_lead)


@staff_page
@require_POST
def thawing(request, lead_id):
    """Take a frozen lead up again."""
    shown = _found(request, lead_id)
    with refusals_said(request):
        actions.thaw_lead(shown, by=request.user, at=timezone.now())
    return redirect("leads:lead", shown.pk)


def _offering(request, lead_id, act):
    people = queries.colleagues(_found(request, lead_id), timezone.now())
    return _with_form(request, lead_id, forms.PassingForm(request.POST, people=people), "passing_form", act)


@staff_page
@require_POST
def withdrawals(request, lead_id):
    """Write down that the person has withdrawn a consent."""
    form = forms.WithdrawalForm(request.POST)
    if not form.is_valid():
        say(request, misread(form))
        return redirect("leads:lead", _found(request, lead_id).pk)
    return _with_form(request, lead_id, form, "withdrawal_form", actions.withdraw_consent)


@staff_page
@require_POST
def passing(request, lead_id):
    """Offer the lead I hold to a colleague."""
    return _offering(request, lead_id, actions.pass_lead)


@staff_page
@require_POST
def assignment(request, lead_id):
    """Offer the lead to a person of my choice."""
    return _offering(request, lead_id, actions.assign_lead)
