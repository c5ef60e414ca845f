"""What is passed on to the register of internet ads, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router

from svyazka.deals import actions, queries
from svyazka.deals.api.shown import contract_seen
from svyazka.deals.models import AdDone, Contract
from svyazka.kit.api import In, Line, kept, told
from svyazka.people.queries import today

router = Router()


def ads_shown(contract: Contract, day: date) -> dict:
    """Tell the months of a contract and what of each was passed on."""
    return {"items": [
        {"month_on": month.month_on, "due_on": month.due_on, "left": [item.value for item in month.left],
         "done": {name: {"by": row.done_by.name, "at": told(row.done_at), "note": row.note} for name, row in month.done.items()}}
        for month in queries.ad_months(contract, day)
    ]}  # fmt: skip


@router.get("/contracts/{contract_id}/ads")
def ads(request, contract_id: int):
    """Tell what was passed on to the register, month by month."""
    return ads_shown(contract_seen(request, contract_id), today(timezone.now()))


class TickIn(In):
    month_on: date
    item: Line
    done: bool = True
    note: kept(AdDone, "note") = ""


@router.post("/contracts/{contract_id}/ads")
def tick(request, contract_id: int, body: TickIn):
    """Write down that an item of a month was passed on, or that it was not after all."""
    at = timezone.now()
    actions.tick_ads(contract_seen(request, contract_id), by=request.user, at=at, **body.model_dump())
    return ads_shown(contract_seen(request, contract_id), today(at))
