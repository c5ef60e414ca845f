"""The clock of a decision to take part: how it stands, which tenders burn most, whom a level calls."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from svyazka.kit.workclock import ShownClock, WorkClock, shown_clock
from svyazka.kit.worktime import Window
from svyazka.leads.queries.clock import called, norm_minutes
from svyazka.leads.rules.clock import NormKind
from svyazka.people.models import Person, TrackPeriod
from svyazka.people.queries import agency_window, at_work_on, on_day, staff, today
from svyazka.roles.queries.holders import holder_of
from svyazka.roles.queries.standing import scheme_of
from svyazka.tenders.models import DecisionCall, Tender
from svyazka.tenders.rules import TenderState

DUTY = "tender.lead"


def undecided() -> QuerySet[Tender]:
    """Return the tenders of which nobody has said yet whether the agency takes part."""
    return Tender.objects.filter(state=TenderState.FOUND).select_related("engagement__client", "engagement__lead")


def decision_clock(tender: Tender, *, window: Window | None = None) -> WorkClock | None:
    """Return the clock of the first decision, from when the tender was found; None for one that ended without a decision.

    It knows no pauses: the deadline of applications does not wait either.
    """
    if tender.state != TenderState.FOUND and tender.first_decided_at is None:
        return None
    lead = tender.engagement.lead
    minutes = norm_minutes(lead.channel, lead.source_id, today(tender.found_at), NormKind.DECISION)
    return WorkClock(tender.found_at, minutes, window or agency_window(), stopped_at=tender.first_decided_at)


def decision_clocks(tenders: Iterable[Tender], at: datetime) -> dict[int, ShownClock]:
    """Return the clock of the decision of each tender that waits for one."""
    window = agency_window()
    clocks = {tender.pk: decision_clock(tender, window=window) for tender in tenders if tender.state == TenderState.FOUND}
    return {pk: shown_clock(clock, at) for pk, clock in clocks.items() if clock}


def burning_first(tenders: Iterable[Tender], clocks: dict[int, ShownClock]) -> list[Tender]:
    """Return the tenders with those first whose decision has used most of its norm; of those without a clock, the nearest deadline."""
    return sorted(tenders, key=lambda one: (-clocks[one.pk].used / clocks[one.pk].norm if one.pk in clocks else 0, one.deadline_at, one.pk))


def to_decide_by(at: datetime) -> QuerySet[Tender]:
    """Return the tenders whose clock of the decision has reached a level by that moment; none while the window is shut."""
    if agency_window().opens_at(at) > at:
        return Tender.objects.none()
    return undecided().filter(decision_level_at__lte=at).order_by("decision_level_at", "pk")


def called_to_decide(tender: Tender, whom: Iterable[str], at: datetime) -> list[Person]:
    """Return the people whom a level calls; the holder is who runs the tender, or all at work who may."""
    return called(whom, at, holding=lambda: _running(tender, at))


def _running(tender: Tender, at: datetime) -> list[Person]:
    holder, day = holder_of(tender.engagement, DUTY, at), today(at)
    return at_work_on([holder] if holder else [], day) or at_work_on(_may_run(tender, at), day)


def _may_run(tender: Tender, at: datetime) -> QuerySet[Person]:
    scheme, day = scheme_of(tender.engagement, at), today(at)
    tracks = {track for code in (scheme.opening(DUTY, "R") if scheme else ()) for track in scheme.seats[code].tracks}
    here = TrackPeriod.objects.filter(on_day(day), track__in=tracks).values("person")
    return staff().filter(pk__in=here)


def calls_of(tender: Tender) -> list[DecisionCall]:
    """Return the levels that the clock of the decision has reached, with who was told."""
    return list(tender.calls.prefetch_related("told"))


def calls_to_decide(tenders: QuerySet[Tender], person: Person) -> QuerySet[Tender]:
    """Keep the tenders about whose decision this person was called and of which nobody has decided yet."""
    return tenders.filter(state=TenderState.FOUND, calls__told=person).distinct()
