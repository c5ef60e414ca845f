"""The page of a result and what is done from it, up to the client's verdict."""

from zoneinfo import ZoneInfo

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.acceptance import actions, forms, queries, rules
from svyazka.acceptance.models import Result
from svyazka.acceptance.views.look import shown_look
from svyazka.deals.queries import contract_of
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.people.queries import staff, zone_of
from svyazka.projects.actions import CHANGE_PLAN


@staff_page
@require_GET
def result(request, result_id):
    """Show one edition of a result and the step that comes next."""
    return draw(request, found(request, result_id))


def found(request, result_id) -> Result:
    """Return the result if the person sees it."""
    return find(queries.visible_to(request.user, timezone.now()), result_id)


def draw(request, shown: Result, *, status: int = 200, **given):
    """Draw the page of a result; `given` are forms that were filled wrongly."""
    at, by = timezone.now(), request.user
    defence = shown.defences.select_related("decided_by", "opened_by").first()
    contract = contract_of(shown.engagement)
    people, part = list(staff()), queries.accepted_part(shown.stage, f"/acceptance/results/{shown.pk}/")
    told = {
        "result": shown,
        "criteria": list(shown.criteria.all()),
        "defence": defence,
        "remarks": list(defence.remarks.select_related("change", "task").order_by("pk")) if defence else [],
        "contract": contract,
        "paid_round": bool(contract) and rules.is_paid_round(shown.stage.rounds + 1, contract.rounds_included),
        "to_confirm": shown.checked_by_id == by.pk and shown.confirmed_at is None and shown.state in rules.UNCONFIRMED,
        "may_check": may(by, actions.CHECK, shown, at, answers="RA"),
        "may_hand_over": may(by, actions.HAND_OVER, shown, at),
        "may_defend": may(by, actions.DEFEND, shown, at),
        "may_accept": bool(defence) and may(by, actions.ACCEPT, defence, at),
        "may_classify": may(by, actions.CLASSIFY, shown, at),
        "may_plan": may(by, CHANGE_PLAN, shown, at),
        "may_sell": may(by, actions.SELL, shown, at),
        "handover_form": forms.HandoverForm(people=[p for p in people if p != by]),
        "answer_form": forms.HandoverAnswerForm(),
        "defence_form": forms.DefenceForm(initial={"held_at": at.astimezone(ZoneInfo(zone_of(by)))}),
        "verdict_form": forms.VerdictForm(),
        "planning_form": forms.PlanningForm(people=people),
        "offer_form": forms.OfferForm(),
        "DEFEND": actions.DEFEND,
        "after": panels("stage.accepted", request, part) if part else [],
        **shown_look(shown.stage, request),
        **given,
    }
    return render(request, "acceptance/result.html", told, status=status)


def then(request, shown: Result, form_name: str, form, act):
    """Do the act if the form is filled rightly; a refusal is told on the result's page."""
    if not form.is_valid():
        return draw(request, shown, status=422, **{form_name: form})
    with refusals_said(request) as outcome:
        act(form.cleaned_data)
        return back(request, f"/acceptance/results/{shown.pk}/")
    return draw(request, found(request, shown.pk), status=outcome.status, **{form_name: form})


@staff_page
@require_POST
def check(request, result_id):
    """Sign that the result was checked, or confirm what was handed over in your name."""
    shown = found(request, result_id)
    actions.check_result(shown, by=request.user, at=timezone.now())
    return redirect("acceptance:result", shown.pk)


@staff_page
@require_POST
def hand_over(request, result_id):
    """Hand the result over."""
    shown, at = found(request, result_id), timezone.now()
    form = forms.HandoverForm(request.POST, people=staff())
    return then(request, shown, "handover_form", form,
                        lambda told: actions.hand_over(shown, checked_by=told["checked_by"], by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def accept_handover(request, result_id):
    """Take the result, or send it back."""
    shown, at = found(request, result_id), timezone.now()
    form = forms.HandoverAnswerForm(request.POST)
    return then(request, shown, "answer_form", form,
                        lambda told: actions.accept_handover(shown, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def open_defence(request, result_id):
    """Open the defence."""
    shown, at = found(request, result_id), timezone.now()
    with timezone.override(ZoneInfo(zone_of(request.user))):
        form = forms.DefenceForm(request.POST)
        form.is_valid()
    return then(request, shown, "defence_form", form,
                        lambda told: actions.open_defence(shown, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def decide(request, defence_id):
    """Write down the client's verdict."""
    at = timezone.now()
    defence = find(queries.defences_visible_to(request.user, at), defence_id)
    form = forms.VerdictForm(request.POST)
    return then(request, found(request, defence.result_id), "verdict_form", form,
                        lambda told: actions.decide_defence(defence, **told, by=request.user, at=at))  # fmt: skip
