"""Dated data of judging as in force on a day: the rule of small promises, the norms of the PM's word."""

from collections.abc import Iterable
from datetime import date, timedelta

from svyazka.briefs.models import SmallPromiseRule, VerdictNorm
from svyazka.briefs.rules.small import USUAL_MINUTES, Judged, Small
from svyazka.kit.memo import once


def small_rules() -> list[SmallPromiseRule]:
    """Return every rule of small promises, the latest first; asked once in a request."""
    return once("briefs.small", lambda: list(SmallPromiseRule.objects.select_related("set_by")))


def small_rule_on(day: date) -> SmallPromiseRule | None:
    """Return the rule of small promises in force on that day."""
    return next((row for row in small_rules() if row.starts_on <= day), None)


def small(row: SmallPromiseRule | None) -> Small | None:
    """Return the rule as it is applied."""
    return Small(row.most_hours, tuple(row.kinds), row.new_integrations, row.most_kopecks) if row else None


def verdict_norms() -> list[VerdictNorm]:
    """Return every norm of the PM's word; asked once in a request."""
    return once("briefs.norms", lambda: list(VerdictNorm.objects.all()))


def verdict_minutes(of: str, day: date) -> int:
    """Return within how many minutes of working time the PM's word on this is due, as in force on that day."""
    rows = [row for row in verdict_norms() if row.of == of and row.starts_on <= day]
    return max(rows, key=lambda row: row.starts_on).minutes if rows else USUAL_MINUTES[Judged(of)]


def verdict_within(of: str, day: date) -> timedelta:
    """Return the same as a length of working time."""
    return timedelta(minutes=verdict_minutes(of, day))


def in_force(rows: Iterable, day: date, key) -> set[int]:
    """Return the keys of the dated rows that hold on that day: of each kind the latest that has begun."""
    found: dict = {}
    for row in rows:
        held = found.get(key(row))
        if row.starts_on <= day and (held is None or row.starts_on > held.starts_on):
            found[key(row)] = row
    return {row.pk for row in found.values()}
