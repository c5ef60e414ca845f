"""Small writes on deals that later rooms' actions borrow."""

from datetime import date, datetime

from svyazka.deals.models import Contract, DealTerm, NumberSeries, PaperText, Proposal, RateCard
from svyazka.deals.queries import series_for
from svyazka.deals.rules import CONTRACT_MOVES, PROPOSAL_MOVES, numbered
from svyazka.deals.rules.shipped import SHIPPED_SERIES, shipped_texts
from svyazka.kit.numbers import next_number
from svyazka.kit.states import after
from svyazka.people.models import LegalEntity, Specialism

RATES = {"dev": (300_000, 150_000), "design": (270_000, 130_000), "seo": (250_000, 115_000), "smm": (220_000, 100_000),
         "copy": (180_000, 85_000)}  # fmt: skip


def ship(since: date) -> None:
    """Write down a first rate card and the floor of margin, once; texts of papers and series of numbers."""
    ship_papers(since)
    if RateCard.objects.exists():
        return
    for specialism in Specialism.objects.filter(code__in=RATES):
        price, cost = RATES[specialism.code]
        RateCard.objects.create(specialism=specialism, price_kopecks=price, cost_kopecks=cost, starts_on=since)
    DealTerm.objects.create(code="margin_floor", value=30, starts_on=since)


def move_contract(contract: Contract, event: str) -> Contract:
    """Move the contract by the event. Raises Refused if the table says no."""
    contract.state = after(CONTRACT_MOVES, event, contract.state)
    contract.save(update_fields=["state"])
    return contract


def close_proposal(proposal: Proposal, event: str, *, reason: str = "", at: datetime) -> Proposal:
    """Accept, decline or expire the proposal. Raises Refused if the table says no."""
    proposal.state = after(PROPOSAL_MOVES, event, proposal.state)
    proposal.answered_at, proposal.answer_reason = at, reason
    proposal.save(update_fields=["state", "answered_at", "answer_reason"])
    return proposal


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
