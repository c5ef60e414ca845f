"""Pages of acceptance: what waits, the result of a stage, its defence, remarks and changes."""

from zoneinfo import ZoneInfo

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.acceptance import actions, forms, queries, rules
from svyazka.acceptance.models import ChangeRequest, Result
from svyazka.deals.queries import contract_of
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import staff, zone_of
from svyazka.projects.actions import CHANGE_PLAN


@staff_page
@require_GET
def index(request):
    """Show what is on its way: the reader's own steps first."""
    at = timezone.now()
    rows = queries.desk(request.user, at)
    told = {
        "mine": [row for row in rows if row.mine],
        "others": [row for row in rows if not row.mine],
        "accepted": queries.visible_to(request.user, at).filter(state="accepted")[:10],
        "labels": STEP_LABELS(),
        "at": at,
    }
    return render(request, "acceptance/index.html", told)


def STEP_LABELS() -> dict[str, str]:
    """Return what each next step is called."""
    return {
        "build": _("Put the result together"), "hand_over": _("Have it checked and hand it over"),
        "confirm": _("Confirm that you have checked it"), "take": _("Take it or send it back"), "defend": _("Open the defence"), "decide": _("Get the client's verdict"),
        "classify": _("Classify the remark"), "plan": _("Plan the remark"), "price": _("Price the change"),
        "settle": _("Get the client's answer to the change"), "plan_change": _("Plan the change"),
    }  # fmt: skip


@staff_page
@require_GET
def stage(request, stage_id):
    """Show a stage: every edition of its result, and the builder for whoever hands over."""
    return _draw_stage(request, find(queries.stages_visible_to(request.user, timezone.now()), stage_id))


def _draw_stage(request, shown, form=None, status: int = 200):
    at, clauses = timezone.now(), queries.clauses_of(shown.engagement)
    results = queries.story_of_stage(shown)
    live = next((r for r in results if r.state in rules.LIVE), None)
    told = {
        "stage": shown,
        "results": results,
        "live": live,
        "form": form or forms.ResultForm(clauses=clauses),
        "may_build": may(request.user, actions.HAND_OVER, shown, at),
        "open_tasks": queries.open_tasks(shown),
        "unsettled": queries.unclassified(shown) + queries.unplanned(shown),
        "ask_duty": actions.HAND_OVER,
        "contract": contract_of(shown.engagement),
    }
    return render(request, "acceptance/stage.html", told, status=status)


@staff_page
@require_POST
def build(request, stage_id):
    """Put the result together."""
    at = timezone.now()
    shown = find(queries.stages_visible_to(request.user, at), stage_id)
    form = forms.ResultForm(request.POST, clauses=queries.clauses_of(shown.engagement))
    if not form.is_valid():
        return _draw_stage(request, shown, form, status=422)
    with refusals_said(request) as outcome:
        made = actions.build_result(
            shown, items=form.cleaned_data["items"], criteria=form.criteria(), by=request.user, at=at
        )
        return redirect("acceptance:result", made.pk)
    return _draw_stage(request, find(queries.stages_visible_to(request.user, at), stage_id), form, status=outcome.status)


@staff_page
@require_GET
def result(request, result_id):
    """Show one edition of a result and the step that comes next."""
    return _draw_result(request, _result(request, result_id))


def _result(request, result_id) -> Result:
    return find(queries.visible_to(request.user, timezone.now()), result_id)


def _draw_result(request, shown: Result, *, status: int = 200, **given):
    at, by = timezone.now(), request.user
    defence = shown.defences.select_related("decided_by", "opened_by").first()
    contract = contract_of(shown.engagement)
    people = list(staff())
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
        **given,
    }
    return render(request, "acceptance/result.html", told, status=status)


def _then_result(request, shown: Result, form_name: str, form, act):
    """Do the act if the form is filled rightly; a refusal is told on the result's page."""
    if not form.is_valid():
        return _draw_result(request, shown, status=422, **{form_name: form})
    with refusals_said(request) as outcome:
        act(form.cleaned_data)
        return back(request, f"/acceptance/results/{shown.pk}/")
    return _draw_result(request, _result(request, shown.pk), status=outcome.status, **{form_name: form})


@staff_page
@require_POST
def check(request, result_id):
    """Sign that the result was checked, or confirm what was handed over in your name."""
    shown = _result(request, result_id)
    actions.check_result(shown, by=request.user, at=timezone.now())
    return redirect("acceptance:result", shown.pk)


@staff_page
@require_POST
def hand_over(request, result_id):
    """Hand the result over."""
    shown, at = _result(request, result_id), timezone.now()
    form = forms.HandoverForm(request.POST, people=staff())
    return _then_result(request, shown, "handover_form", form,
                        lambda told: actions.hand_over(shown, checked_by=told["checked_by"], by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def accept_handover(request, result_id):
    """Take the result, or send it back."""
    shown, at = _result(request, result_id), timezone.now()
    form = forms.HandoverAnswerForm(request.POST)
    return _then_result(request, shown, "answer_form", form,
                        lambda told: actions.accept_handover(shown, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def open_defence(request, result_id):
    """Open the defence."""
    shown, at = _result(request, result_id), timezone.now()
    with timezone.override(ZoneInfo(zone_of(request.user))):
        form = forms.DefenceForm(request.POST)
        form.is_valid()
    return _then_result(request, shown, "defence_form", form,
                        lambda told: actions.open_defence(shown, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def decide(request, defence_id):
    """Write down the client's verdict."""
    at = timezone.now()
    defence = find(queries.defences_visible_to(request.user, at), defence_id)
    form = forms.VerdictForm(request.POST)
    return _then_result(request, _result(request, defence.result_id), "verdict_form", form,
                        lambda told: actions.decide_defence(defence, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def classify(request, remark_id):
    """Tell whether a remark is in scope."""
    at = timezone.now()
    remark = find(queries.remarks_visible_to(request.user, at), remark_id)
    form = forms.ClassificationForm(request.POST)
    return _then_result(request, _result(request, remark.defence.result_id), "classification_form", form,
                        lambda told: actions.classify_remark(remark, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def plan(request, remark_id):
    """Make a task of a remark."""
    at = timezone.now()
    remark = find(queries.remarks_visible_to(request.user, at), remark_id)
    form = forms.PlanningForm(request.POST, people=staff())
    return _then_result(request, _result(request, remark.defence.result_id), "planning_form", form,
                        lambda told: actions.plan_remark(remark, **told, by=request.user, at=at))  # fmt: skip


def _change(request, change_id) -> ChangeRequest:
    return find(queries.changes_visible_to(request.user, timezone.now()).filter(remark__isnull=False), change_id)


@staff_page
@require_POST
def offer(request, change_id):
    """Offer a change at a price."""
    at, change = timezone.now(), _change(request, change_id)
    form = forms.OfferForm(request.POST)
    return _then_result(
        request, _result(request, change.remark.defence.result_id), "offer_form", form,
        lambda told: actions.price_change(change, price_kopecks=int(told["price"] * 100), hours=told["hours"],
                                          by=request.user, at=at),
    )  # fmt: skip


@staff_page
@require_POST
def settle(request, change_id):
    """Write down the client's answer to a change."""
    at, change = timezone.now(), _change(request, change_id)
    form = forms.ChangeAnswerForm(request.POST)
    return _then_result(request, _result(request, change.remark.defence.result_id), "change_form", form,
                        lambda told: actions.settle_change(change, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def plan_change(request, change_id):
    """Make a task of an agreed change."""
    at, change = timezone.now(), _change(request, change_id)
    form = forms.PlanningForm(request.POST, people=staff())
    return _then_result(request, _result(request, change.remark.defence.result_id), "planning_form", form,
                        lambda told: actions.plan_change(change, **told, by=request.user, at=at))  # fmt: skip
