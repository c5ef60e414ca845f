"""How leads are to be handled, kept by the head: norms, levels of escalation, reasons of closing; and the clock that calls."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel
from svyazka.journal.steps import record
from svyazka.kit.dated import reasons_not_a_norm
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.hours import changed
from svyazka.kit.memo import forget
from svyazka.leads.actions.receiving import INTAKE
from svyazka.leads.models import AnswerNorm, ClosingReason, Escalation, EscalationLevel, Lead
from svyazka.leads.queries import clock as clocks
from svyazka.leads.rules.clock import (
    NormKind,
    highest_by_person,
    levels_reached,
    next_level,
    reasons_not_a_level,
)
from svyazka.leads.rules.reasons import reasons_not_a_reason
from svyazka.leads.steps import call_to
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today
from svyazka.sources.models import Source

NORMS = Duty("norm.keep", _("Keep the norms: answer times, escalation, reasons of closing"), stage=Stage.LEAD)
WORDS = {50: "leads.half_gone", 100: "leads.time_up", 200: "leads.twice_over"}


@action(NORMS, lock=False)
def set_norm(agency: Agency, *, minutes: int, starts_on: date, kind: str = NormKind.ANSWER, channel: str = "",
             source: Source | None = None, by: Person, at: datetime) -> AnswerNorm:  # fmt: skip
    """Let a norm hold from a day on, for a channel and a source or for any; clocks that run are set by it.

    Raises Malformed for a strange kind or channel, Refused for a day that has passed or that has its norm already.
    """
    if kind not in NormKind.values or channel not in ("", *Channel.values):
        raise Malformed(_("There is no such norm or channel."))
    same = AnswerNorm.objects.filter(kind=kind, channel=channel, source=source, starts_on=starts_on)
    refuse_if(reasons_not_a_norm(minutes=minutes, starts_on=starts_on, today=today(at), taken=same.exists()))
    norm = AnswerNorm.objects.create(kind=kind, channel=channel, source=source, minutes=minutes, starts_on=starts_on)
    forget()
    changed(by=by, at=at)
    record(norm, "leads.norm_set", by=by, at=at, kind=kind, channel=channel, source=source.code if source else "", minutes=minutes,
           starts_on=str(starts_on))  # fmt: skip
    return norm


@action(NORMS, lock=False)
def set_level(agency: Agency, *, percent: int, called: Sequence[str], starts_on: date, by: Person, at: datetime) -> EscalationLevel:
    """Say who is told from a day on when so many per cent of the norm are used; nobody takes the level away.

    Raises Refused for a strange per cent or for people who are never told.
    """
    refuse_if(reasons_not_a_level(percent=percent, called=called))
    level, _made = EscalationLevel.objects.update_or_create(percent=percent, starts_on=starts_on, defaults={"called": list(called)})
    changed(by=by, at=at)
    record(level, "leads.level_set", by=by, at=at, percent=percent, called=list(called), starts_on=str(starts_on))
    return level


@action(NORMS, lock=False)
def add_reason(agency: Agency, *, name: str, closing: str, by: Person, at: datetime) -> ClosingReason:
    """Add a reason for which leads are lost or not ours. Raises Refused if there is such one already."""
    name = name.strip()[:200]
    refuse_if(reasons_not_a_reason(name=name, closing=closing, taken=ClosingReason.objects.filter(name__iexact=name).exists()))
    reason = ClosingReason.objects.create(code="new", name=name, closing=closing)
    reason.code = f"own-{reason.pk}"
    reason.save(update_fields=["code"])
    record(reason, "leads.reason_added", by=by, at=at, name=name, closing=closing)
    return reason


@action(NORMS)
def retire_reason(reason: ClosingReason, *, on: date, by: Person, at: datetime) -> ClosingReason:
    """Let nobody choose the reason from that day on; the leads closed for it keep it."""
    reason.retired_on = on
    reason.save(update_fields=["retired_on"])
    record(reason, "leads.reason_retired", by=by, at=at, name=reason.name, on=str(on))
    return reason


@action(INTAKE, answers="RA")
def escalate_lead(lead: Lead, *, by: Person, at: datetime) -> list[Escalation]:
    """Call the people of every level that the clock has reached and that was not told of; return the levels told of now.

    A second time finds nothing left; a clock looked at late tells each person once, of the highest level.
    """
    told = list(lead.escalations.values_list("percent", flat=True))
    levels, clock = clocks.levels_on(today(at)), clocks.clock_of(lead)
    if lead.answered_at is not None or clock.is_paused(at) or lead.closed_at is not None:
        return []
    reached = {level: clocks.called(levels[level], at, holding=lambda: clocks.holding(lead, at)) for level in levels_reached(clock, levels, told, at)}
    made = [_told_of(lead, level, people, at) for level, people in reached.items()]
    for person, level in highest_by_person(reached).items():
        call_to(person, WORDS.get(level, "leads.burns"), percent=level, title=lead.title, url=f"/leads/{lead.pk}/",
                engagement=lead.engagement, at=at)  # fmt: skip
    lead.next_level_at = next_level(clock, levels, [*told, *reached])
    lead.save(update_fields=["next_level_at"])
    if made:
        record(lead, "leads.escalated", by=by, at=at, percent=max(reached), told=sorted({p.name for people in reached.values() for p in people}))
    return made


def _told_of(lead: Lead, percent: int, people: Sequence[Person], at: datetime) -> Escalation:
    level = Escalation.objects.create(lead=lead, percent=percent, at=at)
    level.told.set(people)
    return level
