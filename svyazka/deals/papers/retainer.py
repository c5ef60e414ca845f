"""The periods of hours that a contract agrees upon, as its papers say them."""

from datetime import date
from decimal import Decimal

from svyazka.deals import queries
from svyazka.deals.models import Contract
from svyazka.deals.papers.said import hours_in_genitive, hours_said
from svyazka.deals.rules.periods import LaidOut, laid_out
from svyazka.deals.rules.retainer import RetainerTerms
from svyazka.kit.papers import amount_said, form_of


def plan_of(contract: Contract) -> dict | None:
    """Return what the contract itself names of its periods, in plain JSON."""
    return queries.first_terms(contract).get("retainer") or queries.retainer_told(contract)


def retainer_said(contract: Contract) -> dict:
    """Return the fields of the vocabulary that tell of the periods; none where the contract has none."""
    plan = plan_of(contract)
    if plan is None:
        return {}
    carried = Decimal(plan["cap_hours"]) if plan["cap_hours"] else None
    return {
        "retainer.hours": hours_said(Decimal(plan["hours"])), "retainer.fee": amount_said(plan["fee_kopecks"]),
        "retainer.count": f"{plan['count']} {form_of(plan['count'], 'период', 'периода', 'периодов')}",
        "retainer.cap": hours_in_genitive(carried) if carried else "",
        "retainer.lasts": f"{plan['lasts']} {form_of(plan['lasts'], 'периода', 'периодов', 'периодов')}" if plan["lasts"] else "",
        "retainer.borrow": hours_in_genitive(Decimal(plan["borrow_hours"])) if Decimal(plan["borrow_hours"]) else "",
        "retainer.overage": amount_said(plan["overage_kopecks"]) if plan["overage_kopecks"] else "", **_first_period(plan),
    }  # fmt: skip


def _first_period(plan: dict) -> dict:
    """Return the first period where it is less than its month: its days, its hours and its fee by calendar days."""
    first = first_of(plan)
    if not first.month_days:
        return {}
    days = f"{first.starts_on:%d.%m.%Y} по {first.ends_on:%d.%m.%Y}, {first.days} {form_of(first.days, 'день', 'дня', 'дней')} из {first.month_days}"
    return {"retainer.first_days": days, "retainer.first_fee": amount_said(first.fee_kopecks), "retainer.first_hours": hours_said(first.hours)}


def first_of(plan: dict) -> LaidOut:
    """Return the first period as it is agreed."""
    return laid_out(terms_of(plan, count=1))[0]


def terms_of(plan: dict, **more) -> RetainerTerms:
    """Return the terms by which such periods are laid out; `more` says otherwise than the plan."""
    told = {"starts_on": date.fromisoformat(plan["starts_on"]), "count": plan["count"], "hours": Decimal(plan["hours"]), "fee_kopecks": plan["fee_kopecks"],
            "turn": plan["turn"]}  # fmt: skip
    return RetainerTerms(**told | more)
