"""The tables of the desk: terms and figures, criteria, codes."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from ninja import Status
from pydantic import Field

from svyazka.kit.api import In, Line, Money, money, staff_only, upto
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today
from svyazka.tenders import actions, queries
from svyazka.tenders.api.base import router
from svyazka.tenders.models import Criterion, OurCode, TenderRule


def _percent(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def rule_shown(rule: TenderRule) -> dict:
    """Tell a rule."""
    return {
        "id": rule.pk, "version": rule.version, "kind": rule.kind, "name": str(rule.name), "law": rule.law, "method": rule.method,
        "price_from": money(rule.price_from_kopecks), "price_to": money(rule.price_to_kopecks), "base": rule.base, "before": rule.before,
        "bound": rule.bound, "days": rule.days, "working_days": rule.working_days, "percent_from": _percent(rule.percent_from),
        "percent_to": _percent(rule.percent_to), "mark": rule.mark, "source": rule.source, "starts_on": rule.starts_on, "ends_on": rule.ends_on,
    }  # fmt: skip


@router.get("/tender-rules")
def list_rules(request, on: date | None = None):
    """List the rules in force on a day, today when not said."""
    staff_only(request)
    return {"items": [rule_shown(rule) for rule in queries.rules_in_force(on or today(timezone.now()))], "next": None}


class RuleIn(In):
    kind: Line
    starts_on: date
    law: upto(10) = ""
    method: upto(12) = ""
    title: upto(200) = ""
    base: upto(12) = ""
    before: bool = False
    bound: upto(8) = "most"
    days: int | None = Field(None, ge=0, le=3650)
    working_days: bool = False
    percent_from: Decimal | None = Field(None, ge=0, lt=10000)
    percent_to: Decimal | None = Field(None, ge=0, lt=10000)
    price_from: Money | None = None
    price_to: Money | None = None
    mark: upto(1) = "K"
    source: upto(300) = ""


@router.post("/tender-rules", response={201: dict})
def add_rule(request, body: RuleIn):
    """Add a term or a figure in force from a day; days of open tenders are counted anew."""
    staff_only(request)
    told = body.model_dump(exclude={"price_from", "price_to"})
    prices = {f"{name}_kopecks": value.kopecks if (value := getattr(body, name)) else None for name in ("price_from", "price_to")}
    return Status(201, rule_shown(actions.add_rule(the_agency(), by=request.user, at=timezone.now(), **told, **prices)))


class EndIn(In):
    on: date


@router.post("/tender-rules/{rule_id}/ending")
def end_rule(request, rule_id: int, body: EndIn):
    """End a rule from a day on."""
    staff_only(request)
    return rule_shown(actions.end_rule(find(TenderRule.objects.all(), rule_id), on=body.on, by=request.user, at=timezone.now()))


def criterion_shown(row: Criterion) -> dict:
    """Tell a criterion of the card."""
    return {"id": row.pk, "version": row.version, "title": row.title, "weight": row.weight, "feasibility": row.feasibility,
            "starts_on": row.starts_on, "ends_on": row.ends_on}  # fmt: skip


@router.get("/tender-criteria")
def list_criteria(request):
    """List the criteria of the card, the weightiest first."""
    staff_only(request)
    return {"items": [criterion_shown(row) for row in queries.criteria(today(timezone.now()))], "next": None}


class CriterionIn(In):
    title: upto(200, least=1)
    weight: int = Field(ge=1, le=100)
    starts_on: date
    feasibility: bool = False


@router.post("/tender-criteria", response={201: dict})
def add_criterion(request, body: CriterionIn):
    """Add a criterion from a day on."""
    staff_only(request)
    return Status(201, criterion_shown(actions.add_criterion(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())))


@router.post("/tender-criteria/{criterion_id}/ending")
def end_criterion(request, criterion_id: int, body: EndIn):
    """Take a criterion off the card from a day on."""
    staff_only(request)
    return criterion_shown(actions.end_criterion(find(Criterion.objects.all(), criterion_id), on=body.on, by=request.user, at=timezone.now()))


def code_shown(row: OurCode) -> dict:
    """Tell a code of our trade."""
    return {"id": row.pk, "version": row.version, "prefix": row.prefix, "title": row.title, "starts_on": row.starts_on, "ends_on": row.ends_on}


@router.get("/tender-codes")
def list_codes(request):
    """List the codes by which a purchase is ours."""
    staff_only(request)
    return {"items": [code_shown(row) for row in queries.codes(today(timezone.now()))], "next": None}


class CodeIn(In):
    prefix: upto(12, least=2)
    starts_on: date
    title: upto(200) = ""


@router.post("/tender-codes", response={201: dict})
def add_code(request, body: CodeIn):
    """Add a code of our trade from a day on."""
    staff_only(request)
    return Status(201, code_shown(actions.add_code(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())))


@router.post("/tender-codes/{code_id}/ending")
def end_code(request, code_id: int, body: EndIn):
    """Take a code off from a day on."""
    staff_only(request)
    return code_shown(actions.end_code(find(OurCode.objects.all(), code_id), on=body.on, by=request.user, at=timezone.now()))
