"""Discounts above the limit, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.deals import actions, queries
from svyazka.deals.api.estimate import found
from svyazka.deals.models import Discount
from svyazka.kit.api import In, Money, Note, Percent, money, plain, upto
from svyazka.kit.http import find

router = Router()


def discount_shown(asked: Discount) -> dict:
    """Tell a discount."""
    return {"id": asked.pk, "version": asked.version, "estimate_id": asked.estimate_id, "engagement_id": asked.engagement_id,
            "percent": plain(asked.percent), "sum": money(asked.sum_kopecks), "price": money(asked.price_kopecks), "reason": asked.reason,
            "state": asked.state, "asked_by": asked.asked_by.username, "answer_reason": asked.answer_reason}  # fmt: skip


class DiscountIn(In):
    percent: Percent | None = None
    sum: Money | None = None
    reason: upto(1000, least=1)  # type: ignore[valid-type]


@router.get("/estimates/{estimate_id}/discounts")
def discounts(request, estimate_id: int):
    """List the discounts that were asked for."""
    rows = found(request, estimate_id).discounts.select_related("asked_by").order_by("-pk")
    return {"items": [discount_shown(row) for row in rows], "next": None}


@router.post("/estimates/{estimate_id}/discounts", response={201: dict})
def ask(request, estimate_id: int, body: DiscountIn):
    """Ask the head for a discount, in per cent or as a sum."""
    asked = actions.ask_discount(found(request, estimate_id), percent=body.percent, sum_kopecks=body.sum.kopecks if body.sum else None,
                                 reason=body.reason, by=request.user, at=timezone.now())  # fmt: skip
    return Status(201, discount_shown(asked))


class SettlingIn(In):
    agreed: bool
    reason: Note = ""


@router.post("/discounts/{discount_id}/answers", response={201: dict})
def settle(request, discount_id: int, body: SettlingIn):
    """Let the discounted price go out, or say why not."""
    at = timezone.now()
    asked = find(queries.discounts_visible_to(request.user, at), discount_id)
    return Status(201, discount_shown(actions.settle_discount(asked, by=request.user, at=at, **body.model_dump())))
