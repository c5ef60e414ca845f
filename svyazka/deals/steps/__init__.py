"""Small writes on deals that later rooms' actions borrow."""

from datetime import date, datetime

from svyazka.deals.models import Contract, DealTerm, Proposal, RateCard
from svyazka.deals.rules import CONTRACT_MOVES, PROPOSAL_MOVES
from svyazka.kit.numbers import next_number
from svyazka.kit.states import after
from svyazka.people.models import Specialism
from svyazka.people.queries import today

RATES = {"dev": (300_000, 150_000), "design": (270_000, 130_000), "seo": (250_000, 115_000), "smm": (220_000, 100_000),
         "copy": (180_000, 85_000)}  # fmt: skip


TERMS = {"margin_floor": 30, "hours_first": 70, "hours_second": 90, "hours_full": 100, "erir_days": 30}


def ship(since: date) -> None:
    """Write down a first rate card, the floor of margin and the agency's other figures, once."""
    if RateCard.objects.exists():
        return
    for specialism in Specialism.objects.filter(code__in=RATES):
        price, cost = RATES[specialism.code]
        RateCard.objects.create(specialism=specialism, price_kopecks=price, cost_kopecks=cost, starts_on=since)
    DealTerm.objects.bulk_create(DealTerm(code=code, value=value, starts_on=since) for code, value in TERMS.items())


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


def take_number(series: str, *, at: datetime) -> str:
    """Return the next number of the series in the year: КП-2026-014."""
    year = today(at).year
    return f"{series}-{year}-{next_number(series, year=year):03d}"
