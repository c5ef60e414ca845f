"""Pages of contracts: the draft, its way to signature, what happens to it afterwards."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.deals import actions, forms, papers, queries
from svyazka.deals.models import Contract
from svyazka.deals.rules import CONTRACTS, UNSIGNED, PaperKind
from svyazka.deals.views.estimates import TONES, price_typed
from svyazka.kit.doing import done
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, as_typed, rows_in
from svyazka.kit.rows import told as told_by
from svyazka.people.queries import today

LIFE_TONES = {**TONES, "withdrawn": "plain", "remarked": "warn", "agreed": "good", "open": "warn", "ours": "good", "theirs": "info", "compromise": "info", "asked": "warn"}


@staff_page
@require_http_methods(["GET", "POST"])
def new(request, engagement_id):
    """Draft the contract of an engagement from the price that was offered."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    if request.method == "GET":
        return _draw_editor(request, engagement, _first_stage(engagement), forms.ContractForm(), forms.RetainerForm(prefix="retainer"))
    return _edited(request, engagement, lambda told: actions.draft_contract(engagement, by=request.user, at=at, **told))


@staff_page
@require_http_methods(["GET", "POST"])
def edit(request, contract_id):
    """Write the terms and stages of a contract that is not signed anew."""
    contract, at = contract_of_page(request, contract_id), timezone.now()
    if request.method == "POST":
        return _edited(request, contract.engagement, lambda told: actions.edit_contract(contract, by=request.user, at=at, **told), contract)
    plan = getattr(contract, "retainer", None)
    rows = [] if plan else [forms.stage_typed(stage) for stage in contract.stages.all()]
    periods = forms.retainer_typed(plan) if plan else forms.RetainerForm(prefix="retainer")
    return _draw_editor(request, contract.engagement, rows, forms.contract_typed(contract), periods, contract)


def _edited(request, engagement, act, contract: Contract | None = None):
    """Read the editor and do the act, or draw what was typed with what is wrong."""
    sold = request.POST.get("kind") == "retainer"  # its periods make the stages
    rows, form = [] if sold else rows_in(forms.StageRow, request.POST, "stage"), forms.ContractForm(request.POST)
    periods = forms.RetainerForm(request.POST if sold else None, prefix="retainer")
    if "more" in request.POST:
        typed = forms.RetainerForm(initial={name: request.POST.get(f"retainer-{name}") for name in periods.fields}, prefix="retainer")
        return _draw_editor(request, engagement, [*as_typed(rows), forms.StageRow()], forms.ContractForm(initial=request.POST.dict()), typed, contract)
    if not (all_right(rows, [form]) and (periods.is_valid() or not sold)):
        return _draw_editor(request, engagement, rows, form, periods, contract, status=422)
    with refusals_said(request) as outcome:
        made = act({**form.told(), "stages": told_by(rows), "retainer": periods.told() if sold else None})
        return redirect("deals:contract", made.pk)
    return _draw_editor(request, engagement, rows, form, periods, contract, status=outcome.status)


def _first_stage(engagement) -> list[forms.StageRow]:
    offered = queries.offered_price(engagement)
    return [forms.StageRow(initial={"title": engagement.title, "value_kopecks": price_typed(offered.price_kopecks)})] if offered else []


def _draw_editor(request, engagement, rows: list, form: forms.ContractForm, periods: forms.RetainerForm, contract: Contract | None = None,
                 *, status: int = 200):  # fmt: skip
    told = {
        "engagement": engagement,
        "contract": contract,
        "edition": queries.last_edition(contract) if contract else None,
        "rows": [*rows, *(forms.StageRow() for _n in range(1 if contract else 3))],
        "form": form,
        "periods": periods,
        "offered": queries.offered_price(engagement),
        "may_contract": may(request.user, actions.CONTRACT, engagement, timezone.now()),
    }
    return render(request, "deals/contract_editor.html", told, status=status)


@staff_page
@require_GET
def one(request, contract_id):
    """Show a contract: stages, terms, the next step to signature, what happened since."""
    return draw(request, contract_of_page(request, contract_id))


def contract_of_page(request, contract_id: int) -> Contract:
    """Return the contract, or 404 for who does not see it."""
    return find(queries.contracts_visible_to(request.user, timezone.now()), contract_id)


def draw(request, contract: Contract, *, status: int = 200, **given):
    """Draw the page of a contract; `given` are forms with what was typed."""
    at, newer = timezone.now(), queries.newer_edition(contract)
    editions = list(contract.editions.select_related("sent_by"))
    rows = list(contract.disagreements.select_related("filed_by", "settled_by"))
    told = {
        "contract": contract,
        "engagement": contract.engagement,
        "stages": list(contract.stages.all()),
        "retainer": getattr(contract, "retainer", None),
        "limit": queries.limit_of(contract, at),
        "editions": editions,
        "changed": queries.is_discussed(contract) and queries.is_changed(contract, editions[-1] if editions else None),
        "discussed": queries.is_discussed(contract),
        "rows": rows,
        "open_rows": sum(row.state == "open" for row in rows),
        "amendments": list(contract.amendments.select_related("made_by").order_by("kind", "number")),
        "months": queries.ad_months(contract, today(at)),
        "may_run": may(request.user, actions.CONTRACT, contract, at),
        "may_sign": may(request.user, actions.CONTRACT, contract, at, answers="RA"),
        "sign_form": forms.SignForm(initial={"signed_on": today(at)}),
        "reason_form": forms.ReasonForm(),
        "edition": queries.edition_of(contract),
        "newer": newer,
        "end_form": forms.ReasonForm(auto_id="end_%s"),
        "switches_form": forms.SwitchesForm(initial={name: getattr(contract, name) for name in forms.SwitchesForm.base_fields}, auto_id="switch_%s"),
        "new_rows": [forms.DisagreementRow()],
        "lacking": queries.lacking_in(contract) if contract.state != "terminated" else [],
        "warnings": queries.warnings_before_signing(contract, today(at)) if contract.state in UNSIGNED else [],
        "annexes": [(kind, PaperKind(kind).label) for kind in papers.annexes_of(contract)],
        "applications": list(queries.applications_of(contract)),
        "text_name": PaperKind(contract.text_code).label if contract.text_code in CONTRACTS else "",
        "tones": LIFE_TONES,
        **given,
    }
    return render(request, "deals/contract.html", told, status=status)


def then(request, contract: Contract, act, **form):
    """Do the act and go back to the contract's page, or draw it anew with what was typed."""
    return done(request, act, to=("deals:contract", contract.pk), draw=lambda **typed: draw(request, contract_of_page(request, contract.pk), **typed), **form)


@staff_page
@require_GET
def edition(request, contract_id, number):
    """Show exactly what the client got."""
    contract = contract_of_page(request, contract_id)
    shown = find(contract.editions.select_related("sent_by"), None, number=number)
    told = {"contract": contract, "engagement": contract.engagement, "edition": shown, "told": queries.edition_read(shown)}
    return render(request, "deals/edition.html", told)


@staff_page
@require_POST
def send(request, contract_id):
    """Send the contract to the client."""
    contract, at = contract_of_page(request, contract_id), timezone.now()
    return then(request, contract, lambda _said: actions.send_contract(contract, by=request.user, at=at))


@staff_page
@require_POST
def sign(request, contract_id):
    """Sign the contract."""
    contract, at = contract_of_page(request, contract_id), timezone.now()

    def act(said: dict) -> None:
        actions.sign_contract(contract, by=request.user, at=at, **said)
        messages.success(request, _("The contract is signed: the PM may start the project."))

    return then(request, contract, act, name="sign_form", form=forms.SignForm(request.POST, request.FILES))


@staff_page
@require_POST
def terminate(request, contract_id):
    """End a contract whose work has not begun."""
    contract, at = contract_of_page(request, contract_id), timezone.now()
    return then(request, contract, lambda said: actions.terminate_contract(contract, by=request.user, at=at, **said),
                name="end_form", form=forms.ReasonForm(request.POST, auto_id="end_%s"))  # fmt: skip


@staff_page
@require_POST
def switches(request, contract_id):
    """Say what the client sees and is told of the hours, and whether the agency places ads."""
    contract, at = contract_of_page(request, contract_id), timezone.now()
    return then(request, contract, lambda said: actions.set_switches(contract, by=request.user, at=at, **said),
                name="switches_form", form=forms.SwitchesForm(request.POST, auto_id="switch_%s"))  # fmt: skip


@staff_page
@require_POST
def tick(request, contract_id):
    """Write down that an item of a month was passed on to the register of ads, or was not after all."""
    contract, at = contract_of_page(request, contract_id), timezone.now()
    return then(request, contract, lambda said: actions.tick_ads(contract, by=request.user, at=at, **said),
                name="tick_form", form=forms.TickForm(request.POST))  # fmt: skip
