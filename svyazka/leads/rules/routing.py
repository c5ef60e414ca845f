"""Whom a lead goes to and why: who is out of the question first, then an order that anybody may check by hand.

The order is a list of criteria, the first that tells two people apart decides. Whoever stands equal in all of them is
told apart by name, so that the same agency always chooses alike.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from svyazka.leads.rules.candidates import Because, Candidate, LeadFacts, out_of_question
from svyazka.leads.rules.terms import ORDER


@dataclass(frozen=True)
class Choice:
    """Who is chosen (None: nobody can), why, and why each of the others is not."""

    chosen: Candidate | None
    why: tuple[Because, ...] = ()
    passed_over: tuple[tuple[Candidate, Because], ...] = ()


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
