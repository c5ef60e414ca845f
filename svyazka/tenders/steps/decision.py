"""The clock of a decision is wound: when it calls next."""

from datetime import datetime

from svyazka.kit.hours import when_hours_change
from svyazka.leads.queries.clock import levels_on
from svyazka.leads.rules.clock import next_level
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.tenders import queries
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import TenderState


def wind_decision(tender: Tender, *, at: datetime) -> None:
    """Say when the clock of the decision calls next: nobody, once it is decided."""
    clock = queries.decision_clock(tender) if tender.state == TenderState.FOUND else None
    told = list(tender.calls.values_list("percent", flat=True))
    tender.decision_level_at = next_level(clock, levels_on(today(at)), told) if clock else None
    tender.save(update_fields=["decision_level_at"])


@when_hours_change
def wind_decisions(*, by: Person, at: datetime) -> None:
    """Set the clocks of all decisions to come anew, for hours, days, norms or levels have changed."""
    for tender in queries.undecided():
        wind_decision(tender, at=at)
