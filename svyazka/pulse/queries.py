"""The same measures over two windows: before and after the scheme in force began."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Q

from svyazka.acceptance.models import Defence
from svyazka.briefs.models import Promise
from svyazka.briefs.queries.mountains import whole
from svyazka.clients.models import Engagement
from svyazka.journal.models import Entry
from svyazka.leads.models import Lead
from svyazka.people.queries import agency_window, today
from svyazka.pulse.rules import MEASURES, Figure, enough, mean, middle, rate
from svyazka.roles.models import SchemeInForce, Seat

BEFORE_DAYS = 365


def switch_at(at: datetime) -> datetime | None:
    """Return when the agency's scheme in force began, if another one was before it."""
    rules = SchemeInForce.objects.filter(scope="agency", starts_at__lte=at).order_by("-starts_at")
    return rules[0].starts_at if rules.count() > 1 else None


def comparison(at: datetime) -> dict | None:
    """Return each measure before and after the switch; None when there was no switch."""
    switch = switch_at(at)
    if switch is None:
        return None
    before, after = (measures(start, end) for start, end in ((switch - timedelta(days=BEFORE_DAYS), switch), (switch, at)))
    rows = [
        {"code": code, "label": label, "better": better, "before": before[code], "after": after[code],
         "enough": enough(before[code], after[code])}
        for code, (label, better) in MEASURES.items()
    ]  # fmt: skip
    return {"switch_at": switch, "rows": rows}


def measures(start: datetime, end: datetime) -> dict[str, Figure]:
    """Return every measure over [start, end)."""
    answered = list(Lead.objects.counted().filter(received_at__gte=start, received_at__lt=end).exclude(answered_by=None))
    window = agency_window()
    hours = [window.between(lead.received_at, lead.answered_at).total_seconds() / 3600 for lead in answered]
    verdicts = Defence.objects.filter(decided_at__gte=start, decided_at__lt=end).exclude(verdict="")
    last = today(end - timedelta(microseconds=1))
    promises = whole(Promise.objects.all(), first=today(start), last=last, today=today(end))
    return {
        "first_answer_hours": middle(hours),
        "answered_in_norm": rate(sum(lead.answered_at <= lead.answer_due_at for lead in answered), len(answered)),
        "first_pass": rate(verdicts.filter(verdict="accepted", round_no=1).count(), verdicts.filter(round_no=1).count()),
        "promises_kept": rate(promises.kept, promises.due),
        "ways_back": _ways_back(start, end),
        "pair_coverage": _pairs(end),
    }


def _ways_back(start: datetime, end: datetime) -> Figure:
    """Return the mean of acts that sent work back, over the engagements in which anything happened."""
    entries = Entry.objects.filter(at__gte=start, at__lt=end).exclude(engagement_id=None)
    touched = set(entries.values_list("engagement_id", flat=True))
    returned = Counter(entries.filter(facts__has_key="way_back").values_list("engagement_id", flat=True))
    return mean([returned[key] for key in touched])


def _pairs(at: datetime) -> Figure:
    """Return the share of engagements in delivery whose client's and technical seats are held by two people."""
    open_ones = set(Engagement.objects.filter(Q(closed_at=None) | Q(closed_at__gte=at), opened_at__lt=at, project__isnull=False).values_list("pk", flat=True))
    held: dict[int, dict[str, int]] = {}
    rows = Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gte=at), engagement__in=open_ones, starts_at__lt=at, single=True)
    for engagement_id, seat, person_id in rows.values_list("engagement_id", "seat", "person_id"):
        held.setdefault(engagement_id, {})[seat] = person_id
    paired = sum(len({seats.get("pm"), seats.get("am") or seats.get("sales")} - {None}) == 2 for seats in held.values())
    return rate(paired, len(open_ones))
