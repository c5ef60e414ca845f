"""Which sums would tell what one person costs (docs/decisions/0013)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Share:
    """What one rate gives to a cost: whose rate it is, how many people stand behind it, and how many kopecks."""

    rate: str
    people: int
    kopecks: int


@dataclass(frozen=True)
class Screen:
    """From how many people on a sum is shown, and the greatest part of it that one of them may be, in per cent."""

    people: int
    percent: Decimal


def gathered(shares: Iterable[Share]) -> dict[str, Share]:
    """Return the shares of each rate as one."""
    found: dict[str, Share] = {}
    for one in shares:
        before = found.get(one.rate)
        found[one.rate] = Share(one.rate, min(one.people, before.people), one.kopecks + before.kopecks) if before else one
    return found


def tells_on_one(shares: Iterable[Share], screen: Screen) -> bool:
    """Tell whether a sum of these shares lets one person's rate be seen: it rests on too few, or mostly on one.

    A rate of a specialism that as many people share as the screen asks for is nobody's own, however great its part.
    """
    rows = list(gathered(shares).values())
    if sum(row.people for row in rows) < screen.people:
        return True
    whole = sum(row.kopecks for row in rows)
    own = [row.kopecks for row in rows if row.people < screen.people]
    return any(100 * part > Fraction(screen.percent) * whole for part in own)


def difference(one: Iterable[Share], other: Iterable[Share]) -> list[Share]:
    """Return by what the second sum differs from the first, rate by rate."""
    minus = [Share(share.rate, share.people, -share.kopecks) for share in other]
    apart = gathered([*one, *minus]).values()
    return [Share(share.rate, share.people, abs(share.kopecks)) for share in apart if share.kopecks]


def shown(sums: Iterable[tuple[int, list[Share]]], screen: Screen) -> set[int]:
    """Return which of the sums (key, shares), the oldest first, may be seen side by side.

    Each is safe by itself and against every one shown before it: two that differ by one person's hours tell their rate.
    """
    kept: dict[int, list[Share]] = {}
    for key, shares in sums:
        apart = [difference(before, shares) for before in kept.values()]
        if not tells_on_one(shares, screen) and not any(rows and tells_on_one(rows, screen) for rows in apart):
            kept[key] = shares
    return set(kept)
