"""What an amendment changes: read and weighed when it is written, and weighed again before it is signed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Brief
from svyazka.deals import queries, rules
from svyazka.deals.models import Amendment, AmendmentStage, Contract
from svyazka.deals.rules.agreed_periods import CHANGEABLE, FROM, read_changes, reasons_not_to_change
from svyazka.deals.rules.amendment import (
    TERMS,
    StageChange,
    added_by,
    reasons_against_changes,
    reasons_not_to_put_in_force,
)
from svyazka.deals.rules.retainer import TERM_NAMES, RetainerTerms, Rollover
from svyazka.deals.rules.stages import reasons_against_days_ahead
from svyazka.deals.steps.periods import begun_of, changes_of_periods
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.people.queries import today

Rows = Iterable[Mapping[str, Any]]
STAGE = ("title", "value_kopecks", "due_on", "advance_percent", "placement_kopecks")


def write_amendment(amendment: Amendment, contract: Contract, *, reason: str, stages: Rows, changed: Rows, removed: Iterable[int],
           terms: Mapping, brief_id: int | None) -> None:  # fmt: skip
    """Write what the amendment changes; a contract changes by it once it is signed. Raises Refused without a reason and for what cannot be,
    Malformed for what an amendment does not change."""  # fmt: skip
    if not reason.strip():
        raise Refused(_("Say why the contract is changed."))
    _refuse_terms(contract, terms, today(amendment.made_at))
    rows = _changes(contract, stages, changed, removed)
    refuse_if(reasons_against_days_ahead([(row.title, row.due_on) for row in rows], today=today(amendment.made_at)))
    told = [_sums(row) for row in (*rows, *changes_of_periods(contract, terms.get("retainer", {})))]
    refuse_if(reasons_against_changes(told, terms, kind=amendment.kind, left=contract.stages.count() + _count(told)))
    amendment.brief = brought_in(contract, brief_id)
    amendment.reason, amendment.terms, amendment.added_kopecks = reason, dict(terms), added_by(told)
    if amendment.pk is None:
        numbers = contract.amendments.filter(kind=amendment.kind).aggregate(last=Max("number"))
        amendment.number = (numbers["last"] or 0) + 1
    amendment.save()
    amendment.changes.all().delete()
    for n, row in enumerate(rows, start=1):
        row.amendment, row.position = amendment, n
    AmendmentStage.objects.bulk_create(rows)


def brought_in(contract: Contract, brief_id: int | None) -> Brief | None:
    """Return the agreed edition that the amendment brings in, if it brings one."""
    if brief_id is None:
        return None
    brief = Brief.objects.select_for_update(no_key=True).filter(engagement=contract.engagement_id, pk=brief_id).first()
    if brief is None:
        raise Malformed(_("This brief is not of this engagement."))
    present = queries.edition_of(contract)
    refuse_if(rules.reasons_not_to_bring_in(state=brief.state, bound=brief.bound_at is not None, edition=brief.edition,
                                            stands_on=present.edition if present else 0))  # fmt: skip
    return brief


def _count(told: list[dict]) -> int:
    """Return how many stages more the contract has by these changes."""
    return sum({StageChange.ADDED: 1, StageChange.REMOVED: -1}.get(row["change"], 0) for row in told)


def _sums(row: AmendmentStage) -> dict:
    return {"change": row.change, "title": row.title, "value_kopecks": row.value_kopecks, "was_kopecks": row.was_kopecks,
            "advance_percent": row.advance_percent, "placement_kopecks": row.placement_kopecks}  # fmt: skip


def _refuse_terms(contract: Contract, terms: Mapping, day: date) -> None:
    periods = terms.get("retainer", {})
    if set(terms) - {*TERMS, "retainer"} or set(periods) - {*CHANGEABLE, *FROM} or periods.get("rollover", Rollover.NONE) not in Rollover.values:
        raise Malformed(_("An amendment does not change this."))
    if not periods:
        return
    if not hasattr(contract, "retainer"):
        raise Malformed(_("Only a retainer has periods."))
    stands, begun = RetainerTerms(**{name: getattr(contract.retainer, name) for name in TERM_NAMES}), begun_of(contract)
    before = contract.periods.filter(number=(periods.get("from_number") or begun + 1) - 1).first()
    refuse_if(reasons_not_to_change(periods, stands=stands, begun=begun, ended_on=before.ends_on if before else None, today=day))


def _changes(contract: Contract, stages: Rows, changed: Rows, removed: Iterable[int]) -> list[AmendmentStage]:
    """Return the rows of an amendment, each stage named once. Raises Malformed for a stage of another contract or of a period."""
    there = {stage.pk: stage for stage in contract.stages.filter(period=None)}
    wanted, gone = list(changed), list(removed)
    named = [*(row["stage_id"] for row in wanted), *gone]
    if len(set(named)) < len(named) or set(named) - set(there):
        raise Malformed(_("Each stage of this contract is changed once; a stage of a period follows the terms of the periods."))
    rows = [AmendmentStage(change=StageChange.ADDED, **{name: row[name] for name in STAGE if name in row}) for row in stages]
    for row in wanted:
        rows.append(_row(StageChange.CHANGED, there[row["stage_id"]], {name: row[name] for name in STAGE if row.get(name) is not None}))
    return [*rows, *(_row(StageChange.REMOVED, there[key], {}) for key in gone)]


def _row(change: str, stage, told: dict) -> AmendmentStage:
    kept = {name: getattr(stage, name) for name in STAGE}
    return AmendmentStage(change=change, stage=stage, was_title=stage.title, was_kopecks=stage.value_kopecks, was_due_on=stage.due_on,
                          **kept | told)  # fmt: skip


def refuse_outdated(amendment: Amendment, contract: Contract) -> None:
    """Weigh the changes again: between drafting and signing another amendment may have been signed."""
    rows, periods = list(amendment.changes.select_related("stage")), amendment.terms.get("retainer", {})
    _refuse_terms(contract, amendment.terms, today(amendment.made_at))
    told = [_sums(row) for row in (*rows, *changes_of_periods(contract, periods))]
    refuse_if([
        *reasons_not_to_put_in_force(map(_then_and_now, rows), empty=_is_empty(amendment, contract, rows)),
        *reasons_against_changes(told, amendment.terms, kind=amendment.kind, left=contract.stages.count() + _count(told)),
    ])  # fmt: skip


def _then_and_now(row: AmendmentStage) -> dict:
    stage = row.stage
    return {"change": row.change, "title": row.was_title or row.title, "was": (row.was_title, row.was_kopecks, row.was_due_on),
            "now": stage and (stage.title, stage.value_kopecks, stage.due_on)}  # fmt: skip


def _is_empty(amendment: Amendment, contract: Contract, rows: list[AmendmentStage]) -> bool:
    """Tell whether the contract would say the same after it."""
    moved = any(row.change != StageChange.CHANGED or row.stage is None or any(getattr(row, name) != getattr(row.stage, name) for name in STAGE)
                for row in rows)  # fmt: skip
    terms = any(value != getattr(contract, name) for name, value in amendment.terms.items() if name in TERMS)
    return not (moved or terms or _moves_periods(contract, amendment.terms.get("retainer", {})) or amendment.brief_id)


def _moves_periods(contract: Contract, changes: Mapping) -> bool:
    """Tell whether the periods become different by these changes."""
    told = read_changes(changes)
    differs = any(told[name] != getattr(contract.retainer, name) for name in CHANGEABLE if name in told)
    return differs or ("starts_on" in told and bool(changes_of_periods(contract, changes)))
