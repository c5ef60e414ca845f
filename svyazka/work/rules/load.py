"""Whether a person's work fits into their days: a test that is exact, and the shortest ranges in which it does not.

Work can be broken off and gone on with, each piece has a first and a last day, a day holds so many hours. Then doing first
what is due first misses a day only if no other order keeps it (Jackson 1955; Horn, "Some simple scheduling algorithms",
1974), and all of it fits exactly if no range of days holds more work that must be done inside than hours (Hall's
condition, as the demand bound of Baruah, Rosier and Howell 1990).
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from django.utils.translation import gettext_lazy as _

from svyazka.kit.formats import day_short

NONE = Decimal(0)
A_DAY = timedelta(days=1)
Capacity = Mapping[date, Decimal]  # hours by day; a day that is not named has none


@dataclass(frozen=True)
class Piece:
    """Hours of work that are to be done on the days [release, due]."""

    key: int
    hours: Decimal
    release: date
    due: date

    def __post_init__(self):
        if self.due < self.release:
            raise ValueError("work is due before it can begin")


@dataclass(frozen=True)
class Overbooked:
    """Days [first, last] that hold less hours than the work that must be done inside; no shorter range within does."""

    first: date
    last: date
    demand: Decimal
    capacity: Decimal
    keys: tuple[int, ...]

    @property
    def over(self) -> Decimal:
        return self.demand - self.capacity


@dataclass(frozen=True)
class Portion:
    """Hours of one piece on one day; `over` are those for which there was no room by its last day."""

    key: int
    day: date
    hours: Decimal
    over: bool = False


def overbooked(pieces: Iterable[Piece], capacity: Capacity) -> list[Overbooked]:
    """Return the shortest ranges that hold more work than hours, in their order; none if all of it fits.

    Steps as many as there are first days times last days, however many the pieces.
    """
    work = [piece for piece in pieces if piece.hours > 0]
    room, starting, inside = _Room(work, capacity), _by_release(work), defaultdict(lambda: NONE)
    found: list[Overbooked] = []
    for first in sorted(starting, reverse=True):
        for piece in starting[first]:
            inside[piece.due] += piece.hours
        last = _overflows(first, inside, room, until=found[-1].last if found else date.max)
        if last is not None:
            found.append(_told(first, last, work, room))
    return found[::-1]


def _by_release(work: list[Piece]) -> dict[date, list[Piece]]:
    starting = defaultdict(list)
    for piece in work:
        starting[piece.release].append(piece)
    return starting


def _overflows(first: date, inside: Mapping[date, Decimal], room: "_Room", *, until: date) -> date | None:
    """Return the first day before `until` by which more work is due than the days from `first` on hold."""
    demand = NONE
    for last in sorted(inside):
        if last >= until:
            return None
        demand += inside[last]
        if demand > room.between(first, last):
            return last
    return None


def _told(first: date, last: date, work: list[Piece], room: "_Room") -> Overbooked:
    within = [piece for piece in work if first <= piece.release and piece.due <= last]
    keys = tuple(piece.key for piece in sorted(within, key=lambda piece: (piece.due, piece.release, piece.key)))
    return Overbooked(first, last, sum((piece.hours for piece in within), NONE), room.between(first, last), keys)


class _Room:
    """Hours of any range of the days that the work touches."""

    def __init__(self, work: list[Piece], capacity: Capacity):
        self.first = min((piece.release for piece in work), default=date.min)
        last = max((piece.due for piece in work), default=date.min)
        days = [self.first + n * A_DAY for n in range((last - self.first).days + 1)] if work else []
        self._before = [NONE, *accumulate(capacity.get(day, NONE) for day in days)]

    def between(self, first: date, last: date) -> Decimal:
        return self._before[(last - self.first).days + 1] - self._before[(first - self.first).days]


def laid_out(pieces: Iterable[Piece], capacity: Capacity) -> list[Portion]:
    """Lay the work over the days, what is due first goes first; what does not fit stands over on its last day.

    Something stands over exactly if some range is overbooked.
    """
    coming = sorted((piece for piece in pieces if piece.hours > 0), key=lambda piece: (piece.release, piece.due, piece.key), reverse=True)
    waiting: list[tuple[date, int, Decimal]] = []
    laid: list[Portion] = []
    day = coming[-1].release if coming else date.min
    while coming or waiting:
        while coming and coming[-1].release <= day:
            piece = coming.pop()
            heapq.heappush(waiting, (piece.due, piece.key, piece.hours))
        laid += _done_on(day, waiting, capacity.get(day, NONE))
        laid += _over_on(day, waiting)
        day = day + A_DAY if waiting or not coming else coming[-1].release
    return laid


def _done_on(day: date, waiting: list, room: Decimal) -> Iterator[Portion]:
    while waiting and room > 0:
        due, key, hours = heapq.heappop(waiting)
        yield Portion(key, day, min(hours, room))
        if hours > room:
            heapq.heappush(waiting, (due, key, hours - room))
        room -= min(hours, room)


def _over_on(day: date, waiting: list) -> Iterator[Portion]:
    while waiting and waiting[0][0] <= day:
        _due, key, hours = heapq.heappop(waiting)
        yield Portion(key, day, hours, over=True)


FURTHEST = timedelta(weeks=104)
NOTHING_TO_MOVE = _("The task does not wait for its assignee any more: there is nothing to move.")


def reasons_not_to_level(*, waits: bool, week_on: date, this_week: date, begins_on: date | None) -> list:
    """List why a task cannot be moved to the week of that day."""
    reasons = []
    if not waits:
        reasons.append(NOTHING_TO_MOVE)
    if week_on < this_week or week_on > this_week + FURTHEST:
        reasons.append(_("Work is moved to this week or a later one, two years ahead at most."))
    elif begins_on is not None and begins_on >= week_on + timedelta(days=7):
        reasons.append(_("By the plan the task waits for another one until %(day)s: move that one first.") % {"day": day_short(begins_on)})
    return reasons


def reasons_not_to_take_back(*, waits: bool, moved: bool) -> list:
    """List why a task does not go back where it stood before it was moved."""
    if not moved:
        return [_("There is no move of the task to take back.")]
    return [] if waits else [NOTHING_TO_MOVE]
