"""In which order people take the open work up, and which of it no forecast can order."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EstimatedBy(TextChoices):
    """By what finished tasks are gathered to tell how well we estimate."""

    ALL = "all", _("Everybody")
    PERSON = "person", _("By person")
    SPECIALISM = "specialism", _("By specialism")
    KIND = "kind", _("By kind of work")


def taken_up(tasks: Mapping[int, Any], after: Mapping[int, Iterable[int]], when: Callable[[int], Any]) -> list[int]:
    """Return the keys of the tasks, each after those it waits for, else by `when`; those that wait in a ring are left out.

    One line for all people: whoever takes their own tasks up in it never waits for themselves.
    """
    waits = {key: {one for one in after.get(key, ()) if one in tasks} for key in tasks}
    behind: dict[int, list[int]] = defaultdict(list)
    for key, earlier in waits.items():
        for one in earlier:
            behind[one].append(key)
    ready = [(when(key), key) for key, earlier in waits.items() if not earlier]
    heapq.heapify(ready)
    order: list[int] = []
    while ready:
        _when, key = heapq.heappop(ready)
        order.append(key)
        for later in behind[key]:
            waits[later].discard(key)
            if not waits[later]:
                heapq.heappush(ready, (when(later), later))
    return order


def held(shares: Iterable[float], level: float) -> float | None:
    """Return the part of outcomes, told by the share at which each met its forecast, within the range of the level about the middle."""
    rows = list(shares)
    return sum(abs(2 * share - 1) <= level for share in rows) / len(rows) if rows else None


def grouped(rows: Iterable[tuple[Hashable, Any]]) -> dict[Hashable, list]:
    """Return the values by their names, unnamed ones left out."""
    found: dict[Hashable, list] = defaultdict(list)
    for name, value in rows:
        if name is not None:
            found[name].append(value)
    return dict(found)
