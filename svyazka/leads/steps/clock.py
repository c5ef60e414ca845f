"""Small writes on the clocks of leads: wound, stopped, paused, set anew."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Q, Value
from django.db.models.functions import Greatest

from svyazka.clients.models import Engagement
from svyazka.journal.steps import record
from svyazka.kit.hours import when_hours_change
from svyazka.kit.workclock import WorkClock
from svyazka.kit.worktime import Window
from svyazka.leads.models import Lead
from svyazka.leads.queries import clock as clocks
from svyazka.leads.rules import CLOSED
from svyazka.leads.rules.clock import PAUSING, next_level
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, the_agency, today


def wind_clock(lead: Lead, *, at: datetime) -> Lead:
    """Set the lead's clocks by the norm, the calendar and the pauses there are: when they are due, when they call next."""
    _wind(lead, agency_window(), clocks.levels_on(today(at)))
    lead.save(update_fields=WOUND)
    return lead


def start_clock(lead: Lead, *, at: datetime) -> None:
    """Set the clock of a lead that is about to be written down: nothing has paused it, nobody was called by it."""
    lead.norm_minutes = clocks.norm_minutes(lead.channel, lead.source_id, today(lead.received_at))
    clock = WorkClock(lead.received_at, lead.norm_minutes, agency_window())
    lead.answer_due_at = clock.reaches(100) or lead.received_at
    lead.next_level_at = next_level(clock, clocks.levels_on(today(at)), ())


def wound(lead: Lead, *, at: datetime) -> dict[str, Any]:
    """Return the columns of the lead's clocks as they are to be, and in what working time it was answered if that was measured."""
    told = _wound(lead, agency_window(), clocks.levels_on(today(at)))
    return told if lead.answered_in is None else told | {"answered_in": clocks.clock_of(lead).used(at)}


WOUND = ("norm_minutes", "answer_due_at", "next_level_at", "interview_due_at")


def _wind(lead: Lead, window: Window, levels: Collection[int]) -> None:
    for name, value in _wound(lead, window, levels).items():
        setattr(lead, name, value)


def _wound(lead: Lead, window: Window, levels: Collection[int]) -> dict[str, Any]:
    minutes = clocks.norm_minutes(lead.channel, lead.source_id, today(lead.received_at))
    clock = clocks.clock_of(lead, window=window, minutes=minutes)
    told = [each.percent for each in lead.escalations.all()]
    interview = clocks.interview_clock_of(lead, window=window)
    runs = lead.answered_at is None and lead.state not in (*CLOSED, *PAUSING)
    return {
        "norm_minutes": minutes, "answer_due_at": clock.reaches(100) or lead.answer_due_at,
        "next_level_at": next_level(clock, levels, told) if runs else None,
        "interview_due_at": (interview.reaches(100) or lead.interview_due_at) if interview else None,
    }  # fmt: skip


def rewind(lead: Lead, *, at: datetime) -> None:
    """Set the lead's clocks anew if they run: what they hang on has changed while it was not here."""
    if lead.state not in CLOSED and (lead.answered_at is None or (lead.qualified_at and lead.interviewed_at is None)):
        wind_clock(lead, at=at)


def stop_clock(lead: Lead, *, at: datetime) -> Lead:
    """Write down in what working time a person answered; the clock calls nobody any more."""
    lead.answered_in, lead.next_level_at = clocks.clock_of(lead).used(at), None
    lead.save(update_fields=["answered_in", "next_level_at"])
    return lead


def hold_interview(lead: Lead, *, at: datetime) -> Lead:
    """The client was talked to about the needs: the clock of the interview stops. The first such talk counts."""
    if lead.qualified_at is not None and lead.interviewed_at is None:
        lead.interviewed_at = at
        lead.save(update_fields=["interviewed_at"])
    return lead


def interview_held(engagement: Engagement, *, at: datetime) -> Lead | None:
    """A later room has written down a whole interview on needs, held at that moment: the clock of the engagement's lead stops there."""
    lead = Lead.objects.select_for_update(no_key=True).filter(engagement=engagement).first()
    if lead is None or lead.qualified_at is None:
        return lead
    return hold_interview(lead, at=max(at, lead.qualified_at))


def pause_clock(lead: Lead, *, at: datetime) -> None:
    """Let the lead's clocks stand."""
    lead.pauses.create(starts_at=max(at, lead.received_at))
    wind_clock(lead, at=at)


def go_on_with_clock(lead: Lead, *, at: datetime) -> None:
    """Let the lead's clocks run again; nothing happens to clocks that run."""
    lead.pauses.filter(ends_at=None).update(ends_at=Greatest("starts_at", Value(at, DateTimeField())))
    wind_clock(lead, at=at)


@when_hours_change
def wind_all(*, by: Person, at: datetime) -> int:
    """Set every clock that runs anew, for hours, days or norms have changed; return how many moved."""
    waiting = Lead.objects.filter(Q(pk__in=clocks.unanswered().values("pk")) | Q(pk__in=clocks.to_interview().values("pk")))
    leads, window, levels = list(clocks.with_pauses(waiting.order_by("pk")).prefetch_related("escalations")), agency_window(), clocks.levels_on(today(at))
    before = {lead.pk: (lead.answer_due_at, lead.interview_due_at) for lead in leads}
    for lead in leads:
        _wind(lead, window, levels)
    Lead.objects.bulk_update(leads, WOUND, batch_size=500)
    moved = sum(before[lead.pk] != (lead.answer_due_at, lead.interview_due_at) for lead in leads)
    if moved:
        record(the_agency(), "leads.clocks_moved", by=by, at=at, count=moved)
    return moved
