"""The protocol of disagreements, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.deals import actions, queries
from svyazka.deals.api.shown import contract_seen, contract_whole, row_shown
from svyazka.deals.models import Disagreement
from svyazka.deals.rules.protocol import MOST_ROWS
from svyazka.kit.api import In, Line, kept, upto
from svyazka.kit.http import find

router = Router()


class TheirRowIn(In):
    clause: kept(Disagreement, "clause") = ""
    theirs: upto(20000, least=1)


class RowIn(TheirRowIn):
    ours: upto(20000) = ""


class DisagreementIn(In):
    reason: upto(20000) = ""
    rows: list[RowIn] = []


@router.post("/contracts/{contract_id}/disagreements", response={201: dict})
def disagree(request, contract_id: int, body: DisagreementIn):
    """Write down the client's protocol of disagreements: a reason, or rows of it."""
    rows = [row.model_dump() for row in body.rows[: MOST_ROWS + 1]]
    actions.disagree_contract(contract_seen(request, contract_id), reason=body.reason, rows=rows, by=request.user, at=timezone.now())
    return Status(201, contract_whole(contract_seen(request, contract_id)))


class SettlementIn(In):
    outcome: Line
    wording: upto(20000) = ""


def _row(request, row_id: int) -> Disagreement:
    return find(queries.rows_visible_to(request.user, timezone.now()), row_id)


@router.post("/disagreements/{row_id}/settlement")
def settle(request, row_id: int, body: SettlementIn):
    """Settle a row: `ours` stays, `theirs` is taken, or a `compromise` is worded."""
    row = _row(request, row_id)
    return row_shown(actions.settle_disagreement(row, outcome=body.outcome, wording=body.wording, by=request.user, at=timezone.now()))


@router.delete("/disagreements/{row_id}/settlement")
def reopen(request, row_id: int):
    """Open a settled row again."""
    return row_shown(actions.reopen_disagreement(_row(request, row_id), by=request.user, at=timezone.now()))
