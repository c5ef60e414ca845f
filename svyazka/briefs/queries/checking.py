"""The queue of promises that wait for the PM's word, each with its clock."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from svyazka.briefs.models import Promise
from svyazka.briefs.queries.promise import promises_visible_to
from svyazka.briefs.queries.small import verdict_minutes
from svyazka.briefs.rules.small import Judged
from svyazka.kit.workclock import ShownClock, WorkClock, shown_clock
from svyazka.kit.worktime import Window
from svyazka.people.queries import agency_window, today


def to_judge(person, at: datetime) -> QuerySet[Promise]:
    """Return the promises this person sees that wait for a verdict, the most urgent first."""
    waiting = promises_visible_to(person, at).filter(state="checking", engagement__closed_at=None)
    return waiting.select_related("engagement__client", "made_by", "said_by", "message", "brief").order_by("verdict_due_at", "pk")


def narrowed(promises: QuerySet[Promise], asked: dict, at: datetime) -> QuerySet[Promise]:
    """Keep what the filters of the queue ask for: a kind, a person who caught it, late ones, those said already."""
    if asked.get("kind"):
        promises = promises.filter(kind=asked["kind"])
    if asked.get("by"):
        promises = promises.filter(made_by__username=asked["by"])
    if asked.get("only") == "late":
        promises = promises.filter(verdict_due_at__lt=at)
    if asked.get("only") == "said":
        promises = promises.filter(said_at__isnull=False)
    return promises


def verdict_clock(promise: Promise, window: Window | None = None) -> WorkClock | None:
    """Return the clock of the PM's word on the promise; None while it was not asked for."""
    if promise.asked_at is None:
        return None
    minutes = verdict_minutes(Judged.BRIEF if promise.with_brief else Judged.PROMISE, today(promise.asked_at))
    return WorkClock(promise.asked_at, minutes, window or agency_window(), stopped_at=promise.verdict_at)


def verdict_clocks(promises: Iterable[Promise], at: datetime) -> dict[int, ShownClock]:
    """Return the clock of each promise as people see it; the calendar and the norms are asked once."""
    window = agency_window()
    clocks = {promise.pk: verdict_clock(promise, window) for promise in promises}
    return {key: shown_clock(clock, at) for key, clock in clocks.items() if clock is not None}


def askers(person, at: datetime) -> list[tuple[str, str]]:
    """Return the logins and names of those whose promises wait."""
    return list(to_judge(person, at).order_by("made_by__name").values_list("made_by__username", "made_by__name").distinct())
