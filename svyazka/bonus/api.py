"""Bonuses, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.bonus import actions, queries
from svyazka.bonus.models import BonusRule
from svyazka.bonus.rules import month_of
from svyazka.kit.api import Hours, In, money, plain, staff_only
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today

router = Router(tags=["bonus"])


def shown(row: dict) -> dict:
    """Tell one row of a statement."""
    return {
        "engagement": {"id": row["engagement"].pk, "title": row["engagement"].title},
        "company": row["engagement"].client.name,
        "rule": row["rule"].code,
        "base": money(row["base_kopecks"]),
        "percent": str(row["percent"]),
        "amount": money(row["amount_kopecks"]),
        "state": row["state"],
        "formula": row["facts"]["formula"],
        "facts": row["facts"],
    }


@router.post("/bonus/months/{month}/closing", response={201: dict})
def close(request, month: str):
    """Close a month: every accrual with its facts."""
    made = actions.close_month(the_agency(), month=month, by=request.user, at=timezone.now())
    accruals = made.accruals.select_related("person", "rule", "engagement__client").order_by("pk")
    rows = [
        {"person": a.person.username, **shown({"rule": a.rule, "engagement": a.engagement, "base_kopecks": a.base_kopecks,
         "percent": a.percent, "amount_kopecks": a.amount_kopecks, "facts": a.facts, "state": "accrued"})}
        for a in accruals
    ]  # fmt: skip
    return Status(201, {"month": month, "accruals": rows})


@router.get("/me/bonus")
def mine(request, month: str | None = None):
    """Tell your own statement, every row explained."""
    staff_only(request)
    first = month_of(month or today(timezone.now()).strftime("%Y-%m"))
    if first is None:
        raise unknown("month", month)
    rows = queries.statement(request.user, first)
    total = sum(row["amount_kopecks"] for row in rows)
    return {"month": first.strftime("%Y-%m"), "person": request.user.username, "total": money(total), "rows": [shown(row) for row in rows]}


def rule_shown(rule: BonusRule) -> dict:
    """Tell a rule with the days it is in force."""
    return {"id": rule.pk, "version": rule.version, "code": rule.code, "seat": rule.seat, "base": rule.base, "percent": plain(rule.percent),
            "starts_on": rule.starts_on, "ends_on": rule.ends_on}  # fmt: skip


@router.get("/bonus/rules")
def list_rules(request):
    """List the rules, the past ones too: everybody knows them in advance."""
    staff_only(request)
    return {"items": [rule_shown(rule) for rule in BonusRule.objects.order_by("code", "-starts_on")], "next": None}


class RuleIn(In):
    percent: Hours
    starts_on: date


@router.post("/bonus/rules/{rule_id}/changes", response={201: dict})
def change_rule(request, rule_id: int, body: RuleIn):
    """Let another per cent be in force from a day on; what was accrued stays."""
    staff_only(request)
    rule = find(BonusRule.objects.all(), rule_id)
    return Status(201, rule_shown(actions.change_rule(rule, by=request.user, at=timezone.now(), **body.model_dump())))
