"""A contract as the client got it, what changes it, and their disagreements."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.deals.actions import file_disagreements
from svyazka.deals.api.protocol import TheirRowIn
from svyazka.deals.queries import told_to_client
from svyazka.kit.api import In, money, plain
from svyazka.kit.http import find
from svyazka.portal import queries
from svyazka.portal.api.shown import asked, contact, standing

router = Router()


@router.get("/portal/contracts/{contract_id}")
def contract(request, contract_id: int):
    """Tell a contract as it was sent: the edition, the protocol, the hours where the agency shows them."""
    return _contract(request, contract_id)


def _contract(request, contract_id: int) -> dict:
    at = timezone.now()
    shown = find(told_to_client(contact(request), at), contract_id)
    told = queries.contract(shown, at)
    return {
        "id": shown.pk, "number": shown.number, "state": shown.state, **standing(told["stands"]), "signed_on": shown.signed_on,
        "edition": {"number": told["edition"].number, "sha256": told["edition"].digest, "told": told["edition"].told},
        "disagreements": [{"id": row.pk, "clause": row.clause, "ours": row.ours, "theirs": row.theirs, "agreed": row.agreed, "state": row.state}
                          for row in told["rows"]],
        "periods": [{"starts_on": view.period.starts_on, "ends_on": view.period.ends_on, "hours": plain(view.limit), "used": plain(view.used)}
                    for view in told["views"]],
        "hours": _hours(told),
        "amendments": [_listed(one, stands) for one, stands in told["amendments"]],
        "extra_hours": [{**asked(extra), "state": extra.state} for _view, extra in told["extras"]],
    }  # fmt: skip


def _hours(told: dict) -> dict:
    """Tell what of a limit is used, in totals; where the agency does not show hours, only the level that was passed."""
    limit = told["limit"]
    if limit is None:
        return {"passed_percent": told["passed"], "percent": told["percent"]}
    sums = None if limit.period else {"used": money(int(limit.used)), "limit": money(int(limit.limit))}
    months = [{"month_on": one.month_on, "hours": plain(one.hours), "sum": money(one.kopecks)} for one in told["months"]]
    return {"passed_percent": told["passed"], "percent": limit.percent, "used": plain(limit.hours), "limit": plain(limit.most_hours),
            "sums": sums, "months": months}  # fmt: skip


def _listed(one, stands) -> dict:
    """Tell an amendment in a list; the words of one that is being changed are told once it is sent again."""
    told = {"id": one.pk, "kind": one.kind, "number": one.number, "state": one.state, "signed_on": one.signed_on, **standing(stands)}
    return told if one.state in ("draft", "withdrawn") else {**told, "reason": one.reason, "added": money(one.added_kopecks)}


class DisagreementsIn(In):
    rows: list[TheirRowIn]


@router.post("/portal/contracts/{contract_id}/disagreements", response={201: dict})
def disagree(request, contract_id: int, body: DisagreementsIn):
    """File rows of disagreement with a contract."""
    at = timezone.now()
    shown = find(told_to_client(contact(request), at), contract_id)
    file_disagreements(shown, rows=[row.model_dump() for row in body.rows[:201]], by=request.user, at=at)
    return Status(201, _contract(request, contract_id))
