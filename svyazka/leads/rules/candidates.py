"""Who may be asked to take a lead, what is known of the lead, and what puts a person out of the question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from svyazka.leads.rules.terms import ANYBODY, Terms


@dataclass(frozen=True)
class Away:
    """Days [starts_on, ends_on], both included, on which a person is away."""

    kind: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be asked to take a lead, as they stand at the moment.

    `history` is what binds them to the client: leads it, stands_in for who leads it, has_led it, or nothing.
    `before` is how their earlier offer of this very lead ended.
    """

    key: int
    name: str
    terms: Terms = ANYBODY
    takes: bool = True
    active: bool = True
    at_work: bool = True
    away: tuple[Away, ...] = ()
    open_leads: int = 0
    weekly_hours: Decimal = Decimal(0)
    last_on: date | None = None
    history: str = ""
    instead_of: str = ""
    before: str = ""
    heard: bool = False


@dataclass(frozen=True)
class LeadFacts:
    """What is known of the lead: `days` are today and the working days until its answer is due."""

    source: str = ""
    source_name: str = ""
    channel: str = ""
    region: str = ""
    language: str = ""
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Because:
    """One reason, kept as a code and its facts, so that each reader is told it in their own language."""

    code: str
    facts: dict = field(default_factory=dict, hash=False)

    def kept(self) -> dict:
        """Return the reason as it is stored."""
        return {"code": self.code, **self.facts}


# ---- out of the question ------------------------------------------------------------------------------------------


def _left(who: Candidate, lead: LeadFacts) -> Because | None:
    return None if who.active else Because("left")


def _track(who: Candidate, lead: LeadFacts) -> Because | None:
    return None if who.takes else Because("track")


def _away(who: Candidate, lead: LeadFacts) -> Because | None:
    found = [one for one in who.away if any(one.starts_on <= day <= one.ends_on for day in lead.days)]
    if not found:
        return None
    first = min(found, key=lambda one: one.starts_on)
    begins = {} if first.starts_on <= lead.days[0] else {"since": str(first.starts_on)}
    return Because("away_soon" if begins else "away", {"kind": first.kind, "until": str(first.ends_on), **begins})


def _off(who: Candidate, lead: LeadFacts) -> Because | None:
    return None if who.at_work else Because("off")


def _paused(who: Candidate, lead: LeadFacts) -> Because | None:
    until = who.terms.paused_until
    return Because("paused", {"until": str(until)}) if until and lead.days and lead.days[0] < until else None


def _full(who: Candidate, lead: LeadFacts) -> Because | None:
    if who.open_leads < who.terms.most_open:
        return None
    return Because("full", {"open": who.open_leads, "most": who.terms.most_open})


def _before(who: Candidate, lead: LeadFacts) -> Because | None:
    return Because(f"has_{who.before}") if who.before else None


def _source(who: Candidate, lead: LeadFacts) -> Because | None:
    return Because("source", {"source": lead.source_name}) if lead.source in who.terms.refused_sources else None


def _channel(who: Candidate, lead: LeadFacts) -> Because | None:
    return Because("channel", {"channel": lead.channel}) if lead.channel in who.terms.refused_channels else None


Test = Callable[[Candidate, LeadFacts], Because | None]
NOBODY_OFFERS: tuple[Test, ...] = (_left, _track, _away, _off, _paused, _full)
"""What stands against an offer whoever makes it: a colleague and the head too."""
OUT: tuple[Test, ...] = (*NOBODY_OFFERS, _before, _source, _channel)
"""What stands against an offer made by the order; the first that speaks is told."""


def out_of_question(who: Candidate, lead: LeadFacts, tests: Iterable[Test] = OUT) -> Because | None:
    """Return why the lead must not go to this person, or None."""
    return next((found for test in tests if (found := test(who, lead))), None)
