"""The clock of a decision to take part calls people before the deadline is near."""

from datetime import datetime

from svyazka.journal.steps import record
from svyazka.kit.guard import action
from svyazka.leads.actions import INTAKE
from svyazka.leads.queries.clock import levels_on
from svyazka.leads.rules.clock import highest_by_person, levels_reached
from svyazka.leads.steps import call_to
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.tenders import queries
from svyazka.tenders.models import DecisionCall, Tender
from svyazka.tenders.rules import TenderState
from svyazka.tenders.steps import wind_decision

WORDS = {50: "tenders.decision_half_gone", 100: "tenders.decision_due", 200: "tenders.decision_twice_over"}


@action(INTAKE, answers="RA")
def call_to_decide(tender: Tender, *, by: Person, at: datetime) -> list[DecisionCall]:
    """Call the people of every level that the clock of the decision has reached and that was not told of.

    A second time finds nothing left; a clock looked at late tells each person once, of the highest level.
    """
    clock = queries.decision_clock(tender)
    if tender.state != TenderState.FOUND or clock is None:
        return []
    told, levels = list(tender.calls.values_list("percent", flat=True)), levels_on(today(at))
    reached = {level: queries.called_to_decide(tender, levels[level], at) for level in levels_reached(clock, levels, told, at)}
    made = [_told_of(tender, level, people, at) for level, people in reached.items()]
    for person, level in highest_by_person(reached).items():
        call_to(person, WORDS.get(level, "tenders.decision_burns"), percent=level, title=tender.title, url=f"/tenders/{tender.pk}/",
                engagement=tender.engagement, at=at)  # fmt: skip
    wind_decision(tender, at=at)
    if made:
        record(tender, "tenders.called_to_decide", by=by, at=at, percent=max(reached), told=sorted({p.name for people in reached.values() for p in people}))
    return made


def _told_of(tender: Tender, percent: int, people: list[Person], at: datetime) -> DecisionCall:
    call = DecisionCall.objects.create(tender=tender, percent=percent, at=at)
    call.told.set(people)
    return call
