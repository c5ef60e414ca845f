"""What is taken of a resource and when: of one that does a thing at a time, and of one shared by several."""

from bisect import bisect_left, bisect_right


class Lane:
    """A resource of capacity one: its busy intervals, in order, touching ones joined."""

    __slots__ = ("ends", "starts")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def earliest(self, unit: int, length: int, amount: int) -> int:
        """Return the first unit, not before `unit`, from which `length` units are free together."""
        starts, ends = self.starts, self.ends
        k = bisect_right(ends, unit)
        while k < len(starts) and starts[k] < unit + length:
            unit = ends[k]
            k += 1
        return unit

    def take(self, unit: int, end: int, amount: int) -> None:
        """Make [unit, end) busy; pinned work may stand on what is busy already."""
        starts, ends = self.starts, self.ends
        low, high = bisect_left(ends, unit), bisect_right(starts, end)
        if low < high:
            unit, end = min(unit, starts[low]), max(end, ends[high - 1])
        starts[low:high], ends[low:high] = [unit], [end]


class Pool:
    """A resource of which several units may be used at once: how much is used in each tick."""

    __slots__ = ("capacity", "used")

    def __init__(self, capacity: int, horizon: int):
        self.capacity = capacity
        self.used = [0] * horizon

    def earliest(self, unit: int, length: int, amount: int) -> int:
        """Return the first unit, not before `unit`, from which `amount` is free for `length` units."""
        used, limit = self.used, self.capacity - amount
        while True:
            for tick in range(unit + length - 1, unit - 1, -1):
                if used[tick] > limit:
                    unit = tick + 1
                    break
            else:
                return unit

    def take(self, unit: int, end: int, amount: int) -> None:
        """Use `amount` more in [unit, end)."""
        for tick in range(unit, end):
            self.used[tick] += amount
