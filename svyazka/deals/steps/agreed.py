"""What is agreed by a contract: kind, terms, stages and periods, weighed against the price that was offered."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svyazka.deals import queries, rules
from svyazka.deals.models import Contract
from svyazka.deals.rules import CONTRACTS, ContractKind
from svyazka.deals.rules.agreed_periods import reasons_against_retainer, reasons_not_to_price
from svyazka.deals.rules.contract import TIME, ContractTerms
from svyazka.deals.rules.retainer import RetainerTerms, Rollover, Turn
from svyazka.deals.rules.stages import reasons_against_days_ahead, reasons_against_order, reasons_against_stages
from svyazka.deals.steps.contract import stages_of_periods
from svyazka.kit.errors import Malformed, Refused, refuse_if, unknown
from svyazka.people.models import LegalEntity
from svyazka.people.queries import today


def agree(contract: Contract, *, kind: str, legal_entity: int, stages: Iterable[Mapping[str, Any]], retainer: Mapping | None, terms: Mapping,
           at: datetime) -> tuple[list[Mapping], RetainerTerms | None]:  # fmt: skip
    """Put kind, terms and price on the contract; return its stages and what is agreed of its periods. Raises as drafting does."""
    entity, proposal = LegalEntity.objects.filter(pk=legal_entity).first(), queries.offered_price(contract.engagement)
    if kind not in ContractKind.values or entity is None:
        raise Malformed(_("There is no such kind of contract or legal entity."))
    if proposal is None:
        raise Refused(_("Offer a price first."))
    agreed, hour = ContractTerms(**terms), queries.hour_of(proposal)
    if agreed.text_code and agreed.text_code not in CONTRACTS:
        raise unknown("text_code", agreed.text_code)
    agreed = replace(agreed, hour_kopecks=agreed.hour_kopecks or hour) if kind in TIME else replace(agreed, hour_kopecks=0)
    plan = _plan(kind, retainer)
    rows = stages_of_periods(plan) if plan else list(stages)
    refuse_if([*_against_price(kind, rows, plan, agreed, proposal, hour), *_against(agreed, rows, today(at))])
    contract.proposal, contract.legal_entity, contract.kind = proposal, entity, kind
    contract.price_kopecks = sum(row["value_kopecks"] for row in rows)
    contract.vat_percent, contract.vat_basis = queries.vat_on(today(at), entity)
    for name, value in asdict(agreed).items():
        setattr(contract, name, value)
    return rows, plan


def _plan(kind: str, retainer: Mapping | None) -> RetainerTerms | None:
    if not retainer:
        return None
    if kind != ContractKind.RETAINER:
        raise Malformed(_("Only a retainer has periods."))
    plan = RetainerTerms(**retainer)
    if plan.turn not in Turn.values or plan.rollover not in Rollover.values:
        raise Malformed(_("There is no such order of periods or of hours left."))
    refuse_if(reasons_against_retainer(plan))
    return plan


def _against_price(kind: str, rows: list[Mapping], plan: RetainerTerms | None, agreed: ContractTerms, proposal, hour: int) -> list:
    if plan is not None:
        return reasons_not_to_price(plan, price_kopecks=proposal.price_kopecks)
    return rules.reasons_not_to_draft(kind=kind, stages=[row["value_kopecks"] for row in rows], price_kopecks=proposal.price_kopecks,
                                      hour_kopecks=hour, is_frame=agreed.is_frame)  # fmt: skip


def _against(agreed: ContractTerms, rows: list[Mapping], day: date) -> list:
    terms = rules.reasons_against_terms(
        acceptance_days=agreed.acceptance_days, rounds_included=agreed.rounds_included, round_price_kopecks=agreed.round_price_kopecks,
        payment_days=agreed.payment_days, hour_kopecks=agreed.hour_kopecks,
    )  # fmt: skip
    days = [(row["title"], row["due_on"]) for row in rows]
    return [*terms, *reasons_against_stages(rows), *reasons_against_days_ahead(days, today=day), *reasons_against_order(days)]
