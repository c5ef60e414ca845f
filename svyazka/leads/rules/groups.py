"""Leads that look like one, gathered: whoever is joined by a chain of likenesses stands in one group."""

from collections.abc import Iterable


def gathered(pairs: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    """Return the groups of what the pairs join, in the order in which the first pair of each has come."""
    group_of: dict[int, set[int]] = {}
    for one, other in pairs:
        less, more = sorted((group_of.setdefault(one, {one}), group_of.setdefault(other, {other})), key=len)
        if less is not more:
            more |= less
            group_of |= dict.fromkeys(less, more)
    return [frozenset(group) for group in {id(group): group for group in group_of.values()}.values()]
