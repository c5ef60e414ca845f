"""Why a task of a plan begins when it does, in facts that a page can say: pure, in keys, kinds and days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from svyazka.kit.worktime import DAY, Window
from svyazka.projects.solver import Placed, Plan

FURTHEST_BACK = 120  # days of absence that are looked at


@dataclass(frozen=True)
class Elsewhere:
    """What a person is busy with in other projects: the task, and its span."""

    task: int
    starts_at: datetime
    ends_at: datetime


def causes_of(
    placed: Placed, plan: Plan, *, window: Window | None, elsewhere: Sequence[Elsewhere], not_before: date | None,
    was: datetime | None = None, since: datetime | None = None,
) -> list[dict]:  # fmt: skip
    """Return what holds the task where it begins, the first thing first: each a `kind` and what it is about.

    Kinds: `after` a task; its person `busy` with a task until a moment, of this plan or `elsewhere`; `away` from a day to a day;
    `not_before` a day; `overdue`: by `was`, before the plan begins (`since`), it should have begun; `hours`: the next working hours; `free`: nothing held it.
    """
    away, taken = _away(placed, window), _taken(placed, window, elsewhere)
    told = [{"kind": "after", "task_id": why.key} for why in placed.why if why.kind == "task"]
    told += [{"kind": "busy", "task_id": why.key, "until": plan.placed[why.key].ends_at.isoformat()} for why in placed.why if why.kind == "person"]
    told += [{"kind": "elsewhere", "task_id": taken.task, "until": taken.ends_at.isoformat()}] if taken else []
    told += [{"kind": "away", "from": away[0].isoformat(), "to": away[1].isoformat()}] if away else []
    told += [{"kind": "not_before", "on": not_before.isoformat()}] if not_before and any(why.kind == "day" for why in placed.why) else []
    if told:
        return told
    if was is not None and was < (since or placed.works_from):
        return [{"kind": "overdue", "on": was.isoformat()}]
    return [{"kind": "hours" if any(why.kind == "hours" for why in placed.why) else "free"}]


def _away(placed: Placed, window: Window | None) -> tuple[date, date] | None:
    """Return the first and the last day of the absence right before the work begins, with the days off around it."""
    if window is None:
        return None
    day = window.local_day(placed.works_from)
    if any(closes <= placed.works_from for _opens, closes in window.spans(day)):
        return None
    back = [day - n * DAY for n in range(1, FURTHEST_BACK)]
    closed = back[: next((n for n, one in enumerate(back) if window.spans(one)), len(back))]
    off = [one for one in closed if one in window.days_off]
    return (min(off), max(off)) if off else None


def _taken(placed: Placed, window: Window | None, elsewhere: Sequence[Elsewhere]) -> Elsewhere | None:
    """Return the work elsewhere after which this begins at once: no working time lies between."""
    if window is None:
        return None
    before = [one for one in elsewhere if one.starts_at < placed.works_from and one.ends_at <= placed.works_from]
    last = max(before, key=lambda one: one.ends_at, default=None)
    return last if last and not window.between(last.ends_at, placed.works_from) else None


def moved_days(was: Mapping, now: Placed, zone) -> bool:
    """Tell whether the task stands on other days than it did, or with somebody else; within its days is not moved."""

    def days(starts: datetime, ends: datetime) -> tuple[date, date]:
        return starts.astimezone(zone).date(), (ends - timedelta(microseconds=1)).astimezone(zone).date()

    return was["person_id"] != now.person or days(was["starts_at"], was["ends_at"]) != days(now.starts_at, now.ends_at)
