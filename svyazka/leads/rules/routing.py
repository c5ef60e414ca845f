"""Whom a lead goes to and why: who is out of the question first, then an order that anybody may check by hand.

The order is a list of criteria, the first that tells two people apart decides. Whoever stands equal in all of them is
told apart by name, so that the same agency always chooses alike.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from svyazka.leads.rules.terms import ANYBODY, ORDER, Terms


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


@dataclass(frozen=True)
class Choice:
    """Who is chosen (None: nobody can), why, and why each of the others is not."""

    chosen: Candidate | None
    why: tuple[Because, ...] = ()
    passed_over: tuple[tuple[Candidate, Because], ...] = ()


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


# ---- the order ----------------------------------------------------------------------------------------------------

BOUND = {"leads": 3, "stands_in": 2, "has_led": 1, "": 0}


def _fits(wanted: str, named: Sequence[str]) -> int:
    """Return 1 if the person named it, 0 if they named nothing or nothing is known, -1 if they named others only."""
    if not wanted or not named:
        return 0
    return 1 if wanted.casefold() in {one.casefold() for one in named} else -1


Rank = Callable[[Candidate, LeadFacts], float]
RANKS: dict[str, Rank] = {  # the greater goes first
    "client": lambda who, lead: BOUND[who.history],
    "heard": lambda who, lead: who.heard,
    "region": lambda who, lead: _fits(lead.region, who.terms.regions),
    "language": lambda who, lead: _fits(lead.language, who.terms.languages),
    "load": lambda who, lead: -who.open_leads,
    "hours": lambda who, lead: -float(who.weekly_hours),
    "rested": lambda who, lead: -(who.last_on.toordinal() if who.last_on else 0),
}


def choose(candidates: Iterable[Candidate], lead: LeadFacts, order: Sequence[str] = ORDER) -> Choice:
    """Choose whom the lead is offered to: who is out of the question goes first, the order decides among the rest."""
    everybody = sorted(candidates, key=lambda who: (who.name, who.key))
    refused = {who.key: found for who in everybody if (found := out_of_question(who, lead))}
    fit = [who for who in everybody if who.key not in refused]
    if not fit:
        return Choice(None, passed_over=tuple((who, refused[who.key]) for who in everybody))
    best = max(fit, key=lambda who: _place(who, lead, order))  # of equals the first by name
    rest = {who.key: _behind(who, best, lead, order) for who in fit if who is not best}
    over = tuple((who, (rest | refused)[who.key]) for who in everybody if who is not best)
    return Choice(best, why=_why(best, fit, lead, order), passed_over=over)


def _place(who: Candidate, lead: LeadFacts, order: Sequence[str]) -> tuple[float, ...]:
    return tuple(RANKS[code](who, lead) for code in order)


def _behind(who: Candidate, best: Candidate, lead: LeadFacts, order: Sequence[str]) -> Because:
    """Return the first criterion by which the chosen one stands before this person."""
    decided = next((code for code in order if RANKS[code](who, lead) != RANKS[code](best, lead)), "name")
    figures = {"open": who.open_leads, "chosen_open": best.open_leads} if decided == "load" else {}
    return Because(f"behind_{decided}", {"chosen": best.name, **figures})


def _why(best: Candidate, fit: list[Candidate], lead: LeadFacts, order: Sequence[str]) -> tuple[Because, ...]:
    """Return what speaks for the chosen one, in the order; a language that all of them speak says nothing."""
    told = {
        "client": Because(f"client_{best.history}", {"instead_of": best.instead_of}) if best.history else None,
        "heard": Because("heard") if best.heard else None,
        "region": Because("region", {"region": lead.region}) if _fits(lead.region, best.terms.regions) > 0 else None,
        "language": Because("language", {"language": lead.language}) if _alone_speaks(best, fit, lead) else None,
        "load": Because("load", {"open": best.open_leads, "most": best.terms.most_open}),
        "rested": Because("rested", {"day": str(best.last_on)}) if best.last_on else Because("first"),
    }
    found = [told[code] for code in order if told.get(code)]
    return (*([Because("alone")] if len(fit) == 1 else []), *found)


def _alone_speaks(best: Candidate, fit: list[Candidate], lead: LeadFacts) -> bool:
    ranks = [_fits(lead.language, who.terms.languages) for who in fit]
    return _fits(lead.language, best.terms.languages) > min(ranks)


def to_answer_by(offered_at: datetime, minutes: int, window) -> datetime:
    """Return by when the offer is to be answered: half of the norm of the first answer, in working time."""
    return window.add(offered_at, timedelta(seconds=minutes * 30))
