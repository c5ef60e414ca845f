"""Pages of amendments and orders: the editor, the way to both signatures."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.deals import actions, forms, queries
from svyazka.deals.models import Amendment, Contract
from svyazka.deals.rules.amendment import OPEN
from svyazka.deals.views.contracts import LIFE_TONES, contract_of_page
from svyazka.kit.doing import done
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, as_typed, rows_in, told
from svyazka.people.queries import today

STAGE = ("title", "value_kopecks", "due_on", "advance_percent", "placement_kopecks")


@staff_page
@require_http_methods(["GET", "POST"])
def new(request, contract_id):
    """Draft an amendment of a contract in force; the address may say which stage is to have another day, and why."""
    contract, at = contract_of_page(request, contract_id), timezone.now()
    if request.method == "GET":
        asked = forms.asked_change(request.GET)
        typed = forms.amendment_typed(contract, newer=queries.newer_edition(contract), reason=asked["reason"])
        return _draw_editor(request, contract, typed, _standing(contract, days=asked["days"]), [forms.StageRow()])
    return _edited(request, contract, lambda said: actions.draft_amendment(contract, by=request.user, at=at, **said))


@staff_page
@require_POST
def amend(request, contract_id):
    """Amend a contract at once: both have signed the amendment today."""
    contract, at = contract_of_page(request, contract_id), timezone.now()
    return _edited(request, contract, lambda said: actions.amend_contract(contract, by=request.user, at=at, **said), at_once=True)


@staff_page
@require_http_methods(["GET", "POST"])
def order(request, contract_id):
    """Draft an order under a frame contract."""
    contract, at = contract_of_page(request, contract_id), timezone.now()
    rows, form = rows_in(forms.StageRow, request.POST, "stage"), forms.OrderForm(request.POST or None)
    if request.method == "GET":
        return _draw_editor(request, contract, forms.OrderForm(), [], [forms.StageRow(), forms.StageRow()], is_order=True)
    if "more" in request.POST:
        return _draw_editor(request, contract, forms.OrderForm(initial=request.POST.dict()), [], [*as_typed(rows), forms.StageRow()], is_order=True)
    if not all_right(rows, [form]):
        return _draw_editor(request, contract, form, [], rows, is_order=True, status=422)
    with refusals_said(request) as outcome:
        made = actions.draft_amendment(contract, kind="order", stages=told(rows), by=request.user, at=at, **form.cleaned_data)
        return redirect("deals:amendment", made.pk)
    return _draw_editor(request, contract, form, [], rows, is_order=True, status=outcome.status)


@staff_page
@require_http_methods(["GET", "POST"])
def edit(request, amendment_id):
    """Write an amendment or an order that is not signed anew."""
    amendment, at = _amendment(request, amendment_id), timezone.now()
    contract = amendment.contract
    if request.method == "POST":
        return _edited(request, contract, lambda said: actions.edit_amendment(amendment, by=request.user, at=at, **said), amendment)
    changes = list(amendment.changes.all())
    added = [forms.stage_typed(row) for row in changes if row.change == "added"]
    is_order = amendment.kind == "order"
    form = forms.OrderForm(initial={"reason": amendment.reason}) if is_order else forms.amendment_typed(contract, amendment, newer=queries.newer_edition(contract))
    return _draw_editor(request, contract, form, [] if is_order else _standing(contract, changes), [*added, forms.StageRow()], amendment, is_order=is_order)


def _edited(request, contract: Contract, act, amendment: Amendment | None = None, *, at_once: bool = False):
    """Read the editor and do the act, or draw what was typed with what is wrong."""
    is_order = amendment is not None and amendment.kind == "order"
    rows, standing = rows_in(forms.StageRow, request.POST, "stage"), rows_in(forms.StandingRow, request.POST, "standing")
    newer = queries.newer_edition(contract)
    form = forms.OrderForm(request.POST) if is_order else forms.AmendmentForm(request.POST, contract=contract, newer=newer)
    if "more" in request.POST:
        typed = forms.OrderForm(initial=request.POST.dict()) if is_order else forms.AmendmentForm(initial=request.POST.dict(), contract=contract, newer=newer)
        return _draw_editor(request, contract, typed, as_typed(standing), [*as_typed(rows), forms.StageRow()], amendment, is_order=is_order)
    if not all_right(rows, standing, [form]):
        return _draw_editor(request, contract, form, standing, rows, amendment, is_order=is_order, status=422)
    terms = form.terms() if isinstance(form, forms.AmendmentForm) else {}
    with refusals_said(request) as outcome:
        made = act({"reason": form.cleaned_data["reason"], "stages": told(rows), "terms": terms, "brief_id": form.cleaned_data.get("brief_id"), **_changes(contract, standing)})
        if at_once:
            messages.success(request, _("The contract is amended."))
            return redirect("deals:contract", contract.pk)
        return redirect("deals:amendment", made.pk)
    return _draw_editor(request, contract, form, standing, rows, amendment, is_order=is_order, status=outcome.status)


def _standing(contract: Contract, changes=(), days=None) -> list[forms.StandingRow]:
    """Return the stages that stand as rows, with what a draft changes of them, or the `days` that are asked for by their keys."""
    drafted = {row.stage_id: row for row in changes if row.stage_id}
    made = []
    for stage in contract.stages.filter(period=None):
        row = drafted.get(stage.pk)
        typed = forms.stage_typed(stage if row is None or row.change == "removed" else row)
        removed = "1" if row is not None and row.change == "removed" else ""
        asked = {"due_on": days[stage.pk]} if days and stage.pk in days else {}
        made.append(forms.StandingRow(initial={**typed.initial, **asked, "stage_id": stage.pk, "removed": removed}))
    return made


def _changes(contract: Contract, standing: list[forms.StandingRow]) -> dict:
    """Return which stages are changed and which removed; those left as they stand are neither."""
    stages = {stage.pk: stage for stage in contract.stages.all()}
    changed, removed = [], []
    for row in told(standing):
        stage = stages.get(row["stage_id"])
        different = {name: row[name] for name in STAGE if stage is None or row[name] != getattr(stage, name)}
        if row["removed"]:
            removed.append(row["stage_id"])
        elif different:
            changed.append({"stage_id": row["stage_id"], **different})
    return {"changed": changed, "removed": removed}


def _draw_editor(request, contract: Contract, form, standing: list, rows: list, amendment: Amendment | None = None, *,
                 is_order: bool = False, status: int = 200):  # fmt: skip
    given = {
        "contract": contract, "engagement": contract.engagement, "amendment": amendment, "form": form, "standing": standing, "rows": rows,
        "is_order": is_order, "retainer": getattr(contract, "retainer", None),
        "may_run": may(request.user, actions.CONTRACT, contract, timezone.now()),
    }  # fmt: skip
    return render(request, "deals/amendment_editor.html", given, status=status)


def _amendment(request, amendment_id: int) -> Amendment:
    return find(queries.amendments_visible_to(request.user, timezone.now()), amendment_id)


@staff_page
@require_GET
def one(request, amendment_id):
    """Show an amendment or an order: what it changes, the next step to both signatures."""
    return _draw(request, _amendment(request, amendment_id))


def _draw(request, amendment: Amendment, *, status: int = 200, **given):
    at = timezone.now()
    shown = {
        "amendment": amendment, "contract": amendment.contract, "engagement": amendment.engagement, "changes": list(amendment.changes.all()),
        "periods": amendment.terms.get("retainer", {}),
        "may_run": may(request.user, actions.CONTRACT, amendment, at),
        "may_sign": may(request.user, actions.CONTRACT, amendment, at, answers="RA"),
        "sign_form": forms.SignatureForm(initial={"signed_on": today(at)}), "end_form": forms.ReasonForm(auto_id="end_%s"),
        "tones": LIFE_TONES, "ways": OPEN, **given,
    }  # fmt: skip
    return render(request, "deals/amendment.html", shown, status=status)


def _then(request, amendment: Amendment, act, **form):
    return done(request, act, to=("deals:amendment", amendment.pk), draw=lambda **typed: _draw(request, _amendment(request, amendment.pk), **typed), **form)


@staff_page
@require_POST
def send(request, amendment_id):
    """Send the amendment to the client."""
    amendment, at = _amendment(request, amendment_id), timezone.now()
    return _then(request, amendment, lambda _said: actions.send_amendment(amendment, by=request.user, at=at))


@staff_page
@require_POST
def sign(request, amendment_id):
    """Sign the amendment."""
    amendment, at = _amendment(request, amendment_id), timezone.now()
    return _then(request, amendment, lambda said: actions.sign_amendment(amendment, by=request.user, at=at, **said),
                 name="sign_form", form=forms.SignatureForm(request.POST, request.FILES))  # fmt: skip


@staff_page
@require_POST
def withdraw(request, amendment_id):
    """Withdraw an amendment that nobody signed."""
    amendment, at = _amendment(request, amendment_id), timezone.now()
    return _then(request, amendment, lambda said: actions.withdraw_amendment(amendment, by=request.user, at=at, **said),
                 name="end_form", form=forms.ReasonForm(request.POST, auto_id="end_%s"))  # fmt: skip
