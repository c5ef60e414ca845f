"""How long the solver may look."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True)
class Budget:
    """How long to look: so many rounds, which gives the same answer always, or so many seconds, or whichever ends first.

    `wanted` is asked between rounds: who says no looks no longer.
    """

    rounds: int | None = None
    seconds: float | None = None
    wanted: Callable[[], bool] = lambda: True


class Deadline:
    """The only clock of the solver."""

    def __init__(self, seconds: float | None):
        self.ends_at = None if seconds is None else monotonic() + seconds

    @property
    def left(self) -> float | None:
        """Seconds that are left; None without end."""
        return None if self.ends_at is None else self.ends_at - monotonic()

    @property
    def over(self) -> bool:
        """Tell whether none are left."""
        return self.ends_at is not None and monotonic() >= self.ends_at


FOREVER = Deadline(None)
