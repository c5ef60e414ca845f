"""Events in words: of what kind, before whom, which leads they gave, and what each kind of audience is worth."""

from datetime import date
from statistics import mean

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.sources.rules.source import cheque


class EventKind(TextChoices):
    FORUM = "forum", _("Forum")
    CONFERENCE = "conference", _("Conference")
    OWN = "own", _("An event of our own")


class Audience(TextChoices):
    CLIENTS = "clients", _("Clients")
    PEERS = "peers", _("Peers")


MOST_MET = 1_000_000
MOST_HOURS = 10_000
FEW = 8  # events of one audience under which a verdict is only a guess


def reasons_not_an_event(*, name: str, audience: str, cost_kopecks: int, people_met: int, kind: str = EventKind.FORUM, hours=0) -> list:
    """List why this is no event."""
    reasons = []
    if not name.strip():
        reasons.append(_("An event has a name."))
    if kind not in EventKind.values:
        reasons.append(_("An event is a forum, a conference or our own."))
    if audience not in Audience.values:
        reasons.append(_("The audience is clients or peers."))
    if cost_kopecks < 0:
        reasons.append(_("A cost is not negative."))
    if not 0 <= hours <= MOST_HOURS:
        reasons.append(_("Hours are counted from 0 to ten thousand."))
    if not 0 <= people_met <= MOST_MET:
        reasons.append(_("People met are counted from 0 to a million."))
    return reasons


def counts_until(held_on: date) -> date:
    """Return the day from which a lead counts for the event no more: twelve months later."""
    return held_on.replace(year=held_on.year + 1, day=28 if (held_on.month, held_on.day) == (2, 29) else held_on.day)


def counts_for(held_on: date, came_on: date) -> bool:
    """Tell whether a lead of that day counts for the event."""
    return held_on <= came_on < counts_until(held_on)


def credited(pairs, held: dict[int, date]) -> dict[int, set[int]]:
    """Return the leads by event: each counts once, for the latest event before it.

    `pairs` are (event, lead, day the lead came) by any tie between them; `held` is the day of each event.
    """
    best: dict[int, int] = {}
    for event, lead, came_on in pairs:
        if counts_for(held[event], came_on) and (lead not in best or (held[event], event) > (held[best[lead]], best[lead])):
            best[lead] = event
    found: dict[int, set[int]] = {event: set() for event in held}
    for lead, event in best.items():
        found[event].add(lead)
    return found


def verdicts(rows: list[dict]) -> list[dict]:
    """Return for each kind of audience its events, leads, won and cheque; `few` says that there is little to judge by.

    `rows` are events with audience, leads, won, priced (won with a sum), won_kopecks, cost_kopecks.
    """
    return [_verdict(audience, [row for row in rows if row["audience"] == audience]) for audience in Audience.values]


def _verdict(audience: str, rows: list[dict]) -> dict:
    sums = {name: sum(row[name] for row in rows) for name in ("met", "leads", "won", "priced", "won_kopecks", "cost_kopecks")}
    return {
        "audience": audience, "label": Audience(audience).label, "events": len(rows), **sums,
        "cheque_kopecks": cheque(sums["won_kopecks"], sums["priced"]),
        "lead_cost_kopecks": cheque(sums["cost_kopecks"], sums["leads"]),
        "leads_an_event": round(mean(row["leads"] for row in rows), 1) if rows else None, "few": len(rows) < FEW,
    }  # fmt: skip
