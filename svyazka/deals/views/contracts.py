"""Pages of contracts: the draft, its way to signature, amendments."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.deals import actions, forms, papers, queries
from svyazka.deals.models import Contract
from svyazka.deals.rules import UNSIGNED, PaperKind
from svyazka.deals.views.estimates import TONES, price_typed
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, as_typed, rows_in
from svyazka.kit.rows import told as told_by
from svyazka.people.queries import today


@staff_page
@require_http_methods(["GET", "POST"])
def new(request, engagement_id):
    """Draft the contract of an engagement from the price that was offered."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    if request.method == "GET":
        return _draw_editor(request, engagement, _first_stage(engagement), forms.ContractForm())
    rows, form = rows_in(forms.StageRow, request.POST, "stage"), forms.ContractForm(request.POST)
    if "more" in request.POST:
        return _draw_editor(request, engagement, [*as_typed(rows), forms.StageRow()], forms.ContractForm(initial=request.POST.dict()))
    if not all_right(rows, [form]):
        return _draw_editor(request, engagement, rows, form, status=422)
    with refusals_said(request) as outcome:
        contract = actions.draft_contract(engagement, stages=told_by(rows), by=request.user, at=at, **form.cleaned_data)
        return redirect("deals:contract", contract.pk)
    return _draw_editor(request, engagement, rows, form, status=outcome.status)


def _first_stage(engagement) -> list[forms.StageRow]:
    offered = queries.offered_price(engagement)
    return [forms.StageRow(initial={"title": engagement.title, "value_kopecks": price_typed(offered.price_kopecks)})] if offered else []


def _draw_editor(request, engagement, rows: list, form: forms.ContractForm, *, status: int = 200):
    told = {
        "engagement": engagement,
        "rows": [*rows, *(forms.StageRow() for _n in range(3))],
        "form": form,
        "offered": queries.offered_price(engagement),
        "may_contract": may(request.user, actions.CONTRACT, engagement, timezone.now()),
    }
    return render(request, "deals/contract_editor.html", told, status=status)


@staff_page
@require_GET
def one(request, contract_id):
    """Show a contract: stages, terms, the next step to signature."""
    return _draw(request, _contract(request, contract_id))


def _contract(request, contract_id: int) -> Contract:
    return find(queries.contracts_visible_to(request.user, timezone.now()), contract_id)


def _draw(request, contract: Contract, *, status: int = 200, **given):
    at, newer = timezone.now(), queries.newer_edition(contract)
    told = {
        "contract": contract,
        "engagement": contract.engagement,
        "stages": list(contract.stages.all()),
        "amendments": list(contract.amendments.select_related("made_by").order_by("number")),
        "may_run": may(request.user, actions.CONTRACT, contract, at),
        "may_sign": may(request.user, actions.CONTRACT, contract, at, answers="RA"),
        "sign_form": forms.SignForm(initial={"signed_on": today(at)}),
        "reason_form": forms.ReasonForm(),
        "amend_form": forms.AmendForm(auto_id="amend_%s", newer=newer),
        "edition": queries.edition_of(contract),
        "newer": newer,
        "end_form": forms.ReasonForm(auto_id="end_%s"),
        "new_stages": [forms.StageRow(), forms.StageRow()],
        "lacking": queries.lacking_in(contract) if contract.state in UNSIGNED else [],
        "warnings": queries.warnings_before_signing(contract, today(at)) if contract.state in UNSIGNED else [],
        "annexes": [(kind, PaperKind(kind).label) for kind in papers.annexes_of(contract)],
        "applications": list(queries.applications_of(contract)),
        "tones": TONES,
        **given,
    }
    return render(request, "deals/contract.html", told, status=status)


def _then(request, contract: Contract, act, *, name: str = "", form=None):
    """Do the act if the form is filled rightly; a refusal of a rule is told on the contract's page."""
    if form is not None and not form.is_valid():
        return _draw(request, contract, status=422, **{name: form})
    with refusals_said(request) as outcome:
        act(form.cleaned_data if form is not None else {})
        return redirect("deals:contract", contract.pk)
    return _draw(request, _contract(request, contract.pk), status=outcome.status)


@staff_page
@require_POST
def send(request, contract_id):
    """Send the contract to the client."""
    contract, at = _contract(request, contract_id), timezone.now()
    return _then(request, contract, lambda _said: actions.send_contract(contract, by=request.user, at=at))


@staff_page
@require_POST
def disagree(request, contract_id):
    """Write down the protocol of disagreements."""
    contract, at = _contract(request, contract_id), timezone.now()
    return _then(request, contract, lambda said: actions.disagree_contract(contract, by=request.user, at=at, **said),
                 name="reason_form", form=forms.ReasonForm(request.POST))  # fmt: skip


@staff_page
@require_POST
def sign(request, contract_id):
    """Sign the contract."""
    contract, at = _contract(request, contract_id), timezone.now()

    def act(said: dict) -> None:
        actions.sign_contract(contract, by=request.user, at=at, **said)
        messages.success(request, _("The contract is signed: the PM may start the project."))

    return _then(request, contract, act, name="sign_form", form=forms.SignForm(request.POST))


@staff_page
@require_POST
def amend(request, contract_id):
    """Amend a contract in force."""
    contract, at = _contract(request, contract_id), timezone.now()
    rows, form = rows_in(forms.StageRow, request.POST, "stage"), forms.AmendForm(request.POST, auto_id="amend_%s", newer=queries.newer_edition(contract))
    if not all_right(rows):
        return _draw(request, contract, status=422, new_stages=rows, amend_form=form)
    return _then(request, contract,
                 lambda said: actions.amend_contract(contract, stages=told_by(rows), by=request.user, at=at, **said),
                 name="amend_form", form=form)  # fmt: skip


@staff_page
@require_POST
def terminate(request, contract_id):
    """End a contract whose work has not begun."""
    contract, at = _contract(request, contract_id), timezone.now()
    return _then(request, contract, lambda said: actions.terminate_contract(contract, by=request.user, at=at, **said),
                 name="end_form", form=forms.ReasonForm(request.POST, auto_id="end_%s"))  # fmt: skip
