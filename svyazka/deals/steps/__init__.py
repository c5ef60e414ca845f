"""Small writes on deals that later rooms' actions borrow."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Clause
from svyazka.deals.models import (
    Contract,
    DealTerm,
    Estimate,
    EstimateLine,
    NumberSeries,
    PaperText,
    PassThrough,
    Proposal,
    ProposalOption,
    RateCard,
)
from svyazka.deals.queries import person_rates_on, rates_on, series_for
from svyazka.deals.rules import CONTRACT_MOVES, PROPOSAL_MOVES, USUAL, PassKind, numbered, pert
from svyazka.deals.rules.shipped import SHIPPED_SERIES, shipped_texts
from svyazka.kit.errors import Malformed
from svyazka.kit.numbers import next_number
from svyazka.kit.states import after
from svyazka.people.models import LegalEntity, Specialism
from svyazka.people.queries import colleague

RATES = {"dev": (300_000, 150_000), "design": (270_000, 130_000), "seo": (250_000, 115_000), "smm": (220_000, 100_000),
         "copy": (180_000, 85_000)}  # fmt: skip


def ship(since: date) -> None:
    """Write down a first rate card and the agency's terms, once; texts of papers and series of numbers."""
    ship_papers(since)
    if RateCard.objects.exists():
        return
    for specialism in Specialism.objects.filter(code__in=RATES):
        price, cost = RATES[specialism.code]
        RateCard.objects.create(specialism=specialism, price_kopecks=price, cost_kopecks=cost, starts_on=since)
    DealTerm.objects.bulk_create(DealTerm(code=code, value=value, starts_on=since) for code, value in USUAL.items())


# ---- lines of an estimate ------------------------------------------------------------------------------------------

POINTS = ("optimistic", "likely", "pessimistic")


def line_told(row: Mapping, day: date) -> dict:
    """Return the line as it is counted with: hours by its three points where they are told, the price list's rate where none is.

    A row is {"title", "specialism", "hours" or the three points, "rate_kopecks"?, "clause_id"?, "section"?, "person"?,
    "group"?, "option"?}. Raises Malformed for a strange specialism.
    """
    points = {name: row.get(name) for name in POINTS}
    hours = Decimal(row.get("hours") or 0)
    if all(point is not None for point in points.values()):
        hours = pert(*points.values())
    rate = row.get("rate_kopecks")
    listed = rates_on(day).get(row["specialism"]) if rate is None else None
    return {**points, "title": row["title"], "specialism": row["specialism"], "hours": hours, "person": row.get("person") or "",
            "rate_kopecks": rate if rate is not None else listed.price_kopecks if listed else 0, "clause_id": row.get("clause_id"),
            "section": row.get("section") or "", "group": (row.get("group") or "").strip(), "option": (row.get("option") or "").strip()}  # fmt: skip


def write_lines(estimate: Estimate, rows: Iterable[Mapping], day: date) -> list[EstimateLine]:
    """Let these lines, as `line_told` tells them, be all that the estimate has; their cost is that of the day.

    Raises Malformed for a strange specialism, person or clause.
    """
    told = list(rows)
    known = {one.code: one for one in Specialism.objects.all()}
    clauses = Clause.objects.filter(engagement=estimate.engagement_id).in_bulk([row["clause_id"] for row in told if row["clause_id"]])
    people = {login: colleague("person", login) for login in {row["person"] for row in told if row["person"]}}
    costs, own = rates_on(day), person_rates_on(day)
    made = []
    for position, row in enumerate(told, start=1):
        if row["specialism"] not in known:
            raise Malformed(_("There is no such specialism: %(code)s.") % {"code": row["specialism"]})
        if row["clause_id"] and row["clause_id"] not in clauses:
            raise Malformed(_("This clause is not of this engagement."))
        clause, person, listed = clauses.get(row["clause_id"]), people.get(row["person"]), costs.get(row["specialism"])
        rated = own.get(person.pk) if person else None
        cost = rated.cost_kopecks if rated else listed.cost_kopecks if listed else 0
        made.append(EstimateLine(
            **{name: row[name] for name in (*POINTS, "title", "hours", "rate_kopecks", "group", "option")}, estimate=estimate,
            position=position, specialism=known[row["specialism"]], person=person, clause=clause, cost_kopecks=cost,
            section=row["section"] or (clause.section if clause else ""),
        ))  # fmt: skip
    estimate.lines.all().delete()
    return EstimateLine.objects.bulk_create(made)


def write_passed(estimate: Estimate, rows: Iterable[Mapping]) -> list[PassThrough]:
    """Let these rows be all that the estimate passes on: {"kind", "title", "sum_kopecks", "fee_percent"?, "vat_note"?, "in_price"?}.

    Raises Malformed for a strange kind.
    """
    made = []
    for position, row in enumerate(rows, start=1):
        if row["kind"] not in PassKind.values:
            raise Malformed(_("There is no such kind of expense: %(code)s.") % {"code": row["kind"]})
        made.append(PassThrough(estimate=estimate, position=position, kind=row["kind"], title=row["title"], sum_kopecks=row["sum_kopecks"],
                                fee_percent=row.get("fee_percent"), vat_note=row.get("vat_note") or "", in_price=row.get("in_price", True)))  # fmt: skip
    estimate.passed.all().delete()
    return PassThrough.objects.bulk_create(made)


# ---- states and numbers --------------------------------------------------------------------------------------------


def move_contract(contract: Contract, event: str) -> Contract:
    """Move the contract by the event. Raises Refused if the table says no."""
    contract.state = after(CONTRACT_MOVES, event, contract.state)
    contract.save(update_fields=["state"])
    return contract


def close_proposal(proposal: Proposal, event: str, *, reason: str = "", picked: Collection[int] | None = None, at: datetime,
                   **fields) -> Proposal:  # fmt: skip
    """Accept, decline, expire or replace the proposal, writing these fields with it. Raises Refused if the table says no.

    A price is accepted with the options of these keys; without a word of choices, as it was offered.
    """
    proposal.state = after(PROPOSAL_MOVES, event, proposal.state)
    proposal.answered_at, proposal.answer_reason = at, reason
    if event == "accept":
        fields["accepted_kopecks"] = fields["price_kopecks"] = _picked(proposal, picked)
    for name, value in fields.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=["state", "answered_at", "answer_reason", *fields])
    return proposal


def _picked(proposal: Proposal, keys: Collection[int] | None) -> int:
    """Mark what the client takes; return what the base costs with it."""
    options = list(proposal.options.all())
    for row in options:
        row.picked = row.usual if keys is None else row.pk in keys
    ProposalOption.objects.bulk_update(options, ["picked"])
    return proposal.base_kopecks + sum(row.price_kopecks for row in options if row.picked)


def ship_papers(since: date) -> None:
    """Write down the texts that papers begin with, and how they are numbered, each kind once."""
    known = set(PaperText.objects.values_list("kind", flat=True))
    PaperText.objects.bulk_create(PaperText(kind=kind, edition=1, text=text, starts_on=since) for kind, text in shipped_texts().items() if kind not in known)
    counted = set(NumberSeries.objects.values_list("kind", flat=True))
    NumberSeries.objects.bulk_create(NumberSeries(**told, starts_on=since) for told in SHIPPED_SERIES if told["kind"] not in counted)


def take_number(kind: str, entity: LegalEntity | None, *, day: date) -> str:
    """Return the next number of the papers of this kind, by the series in force: КП-2026-014. Its counter stays locked till the end."""
    series = series_for(kind, entity, day)
    counter = f"{kind}:{entity.pk}" if entity and (series.per_entity or series.legal_entity_id) else kind
    n = next_number(counter, year=day.year if series.yearly else 0)
    return numbered(series.pattern, prefix=series.prefix, year=day.year, n=n)
