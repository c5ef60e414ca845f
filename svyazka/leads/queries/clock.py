"""Clocks of leads as they stand: norms and levels in force, what is used, whom a level calls, what burns most."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import F, Prefetch, QuerySet

from svyazka.kit.memo import once
from svyazka.kit.workclock import ShownClock, WorkClock, shown_clock
from svyazka.kit.worktime import Ruler, Window
from svyazka.leads.models import AnswerNorm, ClockPause, Escalation, EscalationLevel, Lead
from svyazka.leads.queries.inbox import who_takes
from svyazka.leads.rules import CLOSED
from svyazka.leads.rules.clock import PAUSING, Called, NormKind
from svyazka.leads.rules.norms import Norm, minutes_of
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, at_work_on, of_track, today
from svyazka.roles.queries.holders import holder_of

AHEAD_OF_ALL = 500  # so many of the most urgent are ordered by what is used of their norms; the rest by when they are due


def norms() -> list[Norm]:
    """Return every rule of a norm."""
    rows = AnswerNorm.objects.values_list("kind", "channel", "source", "minutes", "starts_on", "pk")
    return once("leads.norms", lambda: [Norm(kind, channel, source or 0, *rest) for kind, channel, source, *rest in rows])


def norm_minutes(channel: str, source_id: int, day: date, kind: str = NormKind.ANSWER) -> int:
    """Return the working minutes of the norm for this channel and source, as in force on that day."""
    return minutes_of(norms(), kind=kind, channel=channel, source_id=source_id, day=day)


def levels_on(day: date) -> dict[int, list[str]]:
    """Return who is called at which per cent of the norm, as in force on that day; a level that calls nobody is left out."""
    rows = EscalationLevel.objects.filter(starts_on__lte=day).order_by("percent", "-starts_on").distinct("percent")
    return {row.percent: row.called for row in rows if row.called}


def clock_of(lead: Lead, *, window: Window | None = None, minutes: int | None = None) -> WorkClock:
    """Return the clock of the lead's first answer."""
    minutes = minutes or lead.norm_minutes or norm_minutes(lead.channel, lead.source_id, today(lead.received_at))
    pauses = tuple((pause.starts_at, pause.ends_at) for pause in lead.pauses.all())
    return WorkClock(lead.received_at, minutes, window or agency_window(), pauses, lead.answered_at)


def interview_clock_of(lead: Lead, *, window: Window | None = None) -> WorkClock | None:
    """Return the clock of the interview on needs, which starts when the lead is found to fit; None before that."""
    if lead.qualified_at is None:
        return None
    minutes = norm_minutes(lead.channel, lead.source_id, today(lead.qualified_at), NormKind.INTERVIEW)
    pauses = tuple((pause.starts_at, pause.ends_at) for pause in lead.pauses.all())
    return WorkClock(lead.qualified_at, minutes, window or agency_window(), pauses, lead.interviewed_at)


def joined_clock(kept: Lead, gone: Lead, at: datetime) -> WorkClock:
    """Return the clock of the first answer of two leads that become one at that moment: from the earlier on, stopped by the
    first answer, standing whenever either was put aside; what puts aside only the one that goes ends with it."""
    first = min(kept, gone, key=lambda lead: (lead.received_at, lead.pk))
    answers = [lead.answered_at for lead in (kept, gone) if lead.answered_at]
    pauses = (*clock_of(kept).pauses, *((starts, ends or at) for starts, ends in clock_of(gone).pauses))
    return replace(clock_of(first), pauses=pauses, stopped_at=min(answers, default=None))


def unanswered() -> QuerySet[Lead]:
    """Return the leads whose first answer is still to come, the paused ones too."""
    return Lead.objects.filter(answered_at=None).exclude(state__in=CLOSED)


def to_interview() -> QuerySet[Lead]:
    """Return the leads whose interview on needs is still to come."""
    return Lead.objects.filter(qualified_at__isnull=False, interviewed_at=None).exclude(state__in=CLOSED)


def calling(at: datetime) -> QuerySet[Lead]:
    """Return the leads whose clock has reached a level by that moment; none while the window is shut: nobody is woken."""
    if agency_window().opens_at(at) > at:
        return Lead.objects.none()
    return unanswered().filter(next_level_at__lte=at).exclude(state__in=PAUSING).order_by("next_level_at", "pk")


def called(whom: Iterable[str], at: datetime, *, holding: Callable[[], Iterable[Person]]) -> list[Person]:
    """Return the people whom a level calls, of those whose working day it is.

    With no head at work the director is called, and the other way round. `holding` tells who holds what burns, or all who may take it.
    """
    day = today(at)
    found: dict[int, Person] = {}
    for who in whom:
        people = holding() if who == Called.HOLDER else at_work_on(of_track(who, day), day) or at_work_on(of_track(_OTHER[who], day), day)
        found |= {person.pk: person for person in people}
    return list(found.values())


_OTHER = {Called.HEAD: "director", Called.DIRECTOR: "head"}


def holding(lead: Lead, at: datetime) -> list[Person]:
    """Return who holds the lead, a stand-in first; of a lead that nobody at work holds, all at work who may take such."""
    holder = (holder_of(lead.engagement, "lead.intake", at) or lead.taken_by) if lead.taken_by_id else None
    return at_work_on([holder] if holder else [], today(at)) or at_work_on(who_takes(lead, at), today(at))


def escalations_of(lead: Lead) -> list[Escalation]:
    """Return the levels that the lead's clock has reached, with who was told."""
    return list(lead.escalations.prefetch_related("told"))


def calls_to(person: Person) -> QuerySet[Lead]:
    """Return the leads about which this person was called and which nobody has answered yet."""
    return unanswered().exclude(state__in=PAUSING).filter(escalations__told=person).distinct()


def with_pauses(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Let the pauses of all these leads be read at once."""
    return leads.prefetch_related(Prefetch("pauses", ClockPause.objects.order_by("starts_at")))


def burning_first(leads: QuerySet[Lead], at: datetime, start: int, stop: int) -> list[Lead]:
    """Return the part [start, stop) of the waiting leads, those first that have used most of their norms."""
    ordered = _ordered(leads, at) if start < AHEAD_OF_ALL else []
    if stop > len(ordered):
        rest = leads.order_by("answer_due_at", "pk").values_list("pk", flat=True)[max(start, len(ordered)) : stop]
        ordered = [*ordered, *([0] * max(start - len(ordered), 0)), *rest]
    found = with_pauses(leads).in_bulk(ordered[start:stop])
    return [found[key] for key in ordered[start:stop] if key in found]


def _ordered(leads: QuerySet[Lead], at: datetime) -> list[int]:
    urgent = list(leads.order_by("answer_due_at", "pk").values_list("pk", "received_at", "answer_due_at", "norm_minutes")[:AHEAD_OF_ALL])
    if not urgent:
        return []
    window = agency_window()
    due = [row[2] for row in urgent]
    first, last = min(min(due), at).date(), max(max(due), at).date()
    ruler = Ruler(window, first - timedelta(days=1), last + timedelta(days=1))
    return [pk for pk, *_more in sorted(urgent, key=lambda row: (-_share_used(row, ruler, at), row[2], row[0]))]


def _share_used(row: tuple, ruler: Ruler, at: datetime) -> float:
    """Return the share of the norm used by when it is due: pauses have moved that moment on already."""
    _pk, _received, due_at, minutes = row
    left = ruler.between(at, due_at) if due_at > at else -ruler.between(due_at, at)
    return 1 - left / timedelta(minutes=minutes or 60)


def clocks_of(leads: Iterable[Lead], at: datetime) -> dict[int, ShownClock]:
    """Return the clock of the first answer of each lead; their pauses have been read."""
    window = agency_window()
    return {lead.pk: shown_clock(clock_of(lead, window=window), at) for lead in leads}


def paused(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Keep the leads whose first answer waits in a pause."""
    return leads.filter(answered_at=None, state__in=PAUSING).order_by(F("frozen_until").asc(nulls_last=True), "pk")
