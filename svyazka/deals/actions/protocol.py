"""The client disagrees with a contract: rows are filed, by them or for them, and settled one by one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import reasons_if_closed
from svyazka.deals import queries
from svyazka.deals.actions.duties import CONTRACT, CONTRACT_ANSWER
from svyazka.deals.models import Contract, Disagreement
from svyazka.deals.rules.protocol import (
    ROW_MOVES,
    WAYS,
    agreed_wording,
    reasons_not_to_disagree,
    reasons_not_to_settle,
)
from svyazka.deals.steps import move_contract, paper_called
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action, locked
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.roles.steps import tell_holder

Rows = Sequence[Mapping[str, str]]


@action(CONTRACT)
def disagree_contract(contract: Contract, *, reason: str = "", rows: Rows = (), by: Person, at: datetime) -> Contract:
    """Write down the client's protocol of disagreements; rows are {"clause", "ours", "theirs"}.

    Raises Refused on a contract that is not with the client, and where nothing is said.
    """
    kept = _file(contract, rows, reason=reason, by=by, at=at)
    record(contract, "deals.disagreed", by=by, at=at, reason=reason, rows=len(kept))
    return contract


@action(CONTRACT_ANSWER)
def file_disagreements(contract: Contract, *, rows: Rows, by: Person, at: datetime) -> Contract:
    """File rows of disagreement as the client; whoever runs the contract is told. Raises as writing them down does.

    The agency's wording is not the client's to write: of a row its clause and their own wording are taken.
    """
    own = [{name: row[name] for name in ("clause", "theirs") if name in row} for row in rows]
    kept = _file(contract, own, reason="", by=by, at=at)
    tell_holder(contract.engagement, CONTRACT, "deals.disagreed", url=f"/deals/contracts/{contract.pk}/", by=by, at=at,
                title=paper_called("contract", contract.number))  # fmt: skip
    record(contract, "deals.disagreed", by=by, at=at, rows=len(kept))
    return contract


def _file(contract: Contract, rows: Rows, *, reason: str, by: Person, at: datetime) -> list[Disagreement]:
    told = [{"clause": row.get("clause", "").strip(), "ours": row.get("ours", "").strip(), "theirs": row["theirs"].strip()} for row in rows]
    last = contract.disagreements.aggregate(place=Max("position"), round=Max("round"))
    refuse_if([*reasons_if_closed(contract.engagement), *reasons_not_to_disagree(rows=told, reason=reason, kept=last["place"] or 0)])
    new_round = contract.state == "with_client" or not last["round"]
    move_contract(contract, "disagree")
    return Disagreement.objects.bulk_create(
        Disagreement(contract=contract, round=(last["round"] or 0) + new_round, position=n, filed_by=by, filed_at=at, **row)
        for n, row in enumerate(told, start=(last["place"] or 0) + 1)
    )


@action(CONTRACT)
def settle_disagreement(row: Disagreement, *, outcome: str, wording: str = "", by: Person, at: datetime) -> Disagreement:
    """Settle a row: our wording stays, theirs is taken, or a third one is agreed (`ours`, `theirs`, `compromise`).

    Raises Refused when it is settled, when the contract is not discussed any more, or a third wording is not written;
    Malformed for a strange outcome.
    """
    if outcome not in WAYS:
        raise Malformed(_("A row is settled by our wording, theirs, or a third one."))
    agreed = agreed_wording(outcome, ours=row.ours, theirs=row.theirs, typed=wording)
    contract = _discussed(row, outcome, agreed)
    row.state = after(ROW_MOVES, WAYS[outcome], row.state)
    row.agreed, row.settled_by, row.settled_at = agreed, by, at
    row.save(update_fields=["state", "agreed", "settled_by", "settled_at"])
    record(row, "deals.row_settled", by=by, at=at, number=contract.number, clause=row.clause, outcome=outcome)
    return row


@action(CONTRACT)
def reopen_disagreement(row: Disagreement, *, by: Person, at: datetime) -> Disagreement:
    """Open a settled row again. Raises Refused when it is open, or the contract is not discussed any more."""
    contract = _discussed(row, "", "")
    row.state = after(ROW_MOVES, "reopen", row.state)
    row.agreed, row.settled_by, row.settled_at = "", None, None
    row.save(update_fields=["state", "agreed", "settled_by", "settled_at"])
    record(row, "deals.row_reopened", by=by, at=at, number=contract.number, clause=row.clause)
    return row


def _discussed(row: Disagreement, outcome: str, wording: str) -> Contract:
    """Hold the row's contract, so that nobody signs it meanwhile. Raises Refused if it is not discussed, or no wording is written."""
    contract = locked(row.contract)
    refuse_if([*reasons_if_closed(contract.engagement),
               *reasons_not_to_settle(outcome=outcome, wording=wording, unsigned=queries.is_discussed(contract))])  # fmt: skip
    return contract
