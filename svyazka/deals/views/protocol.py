"""Pages of the protocol of disagreements: rows are written down and settled on the contract's page."""

from django.utils import timezone
from django.views.decorators.http import require_POST

from svyazka.deals import actions, forms, queries
from svyazka.deals.views.contracts import contract_of_page, draw, then
from svyazka.kit.http import find, staff_page
from svyazka.kit.rows import all_right, as_typed, rows_in, told


@staff_page
@require_POST
def disagree(request, contract_id):
    """Write down the protocol of disagreements: rows of it, or a reason."""
    contract, at = contract_of_page(request, contract_id), timezone.now()
    rows = rows_in(forms.DisagreementRow, request.POST, "disagreement")
    reason = request.POST.get("reason", "")[:5000]
    typed = {"reason_form": forms.ReasonForm(initial={"reason": reason}), "disagreeing": True}
    if "more" in request.POST:
        return draw(request, contract, new_rows=[*as_typed(rows), forms.DisagreementRow()], **typed)
    if not all_right(rows):
        return draw(request, contract, new_rows=rows, status=422, **typed)
    return then(request, contract, lambda _said: actions.disagree_contract(contract, rows=told(rows), reason=reason, by=request.user, at=at),
                new_rows=[*as_typed(rows), forms.DisagreementRow()], **typed)  # fmt: skip


def _row(request, row_id: int):
    return find(queries.rows_visible_to(request.user, timezone.now()), row_id)


@staff_page
@require_POST
def settle(request, row_id):
    """Settle a row: our wording, theirs, or a third one."""
    row, at = _row(request, row_id), timezone.now()
    return then(request, contract_of_page(request, row.contract_id),
                lambda said: actions.settle_disagreement(row, by=request.user, at=at, **said),
                name="settle_form", form=forms.RowSettleForm(request.POST), settling=row.pk)  # fmt: skip


@staff_page
@require_POST
def reopen(request, row_id):
    """Open a settled row again."""
    row, at = _row(request, row_id), timezone.now()
    return then(request, contract_of_page(request, row.contract_id), lambda _said: actions.reopen_disagreement(row, by=request.user, at=at))
