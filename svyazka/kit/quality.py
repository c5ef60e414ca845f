"""How well leads are handled, as far as later rooms can tell: each names a component and the share of it that is there."""

from collections.abc import Callable, Iterable
from fractions import Fraction

Shares = dict[int, Fraction]  # an engagement's key -> from 0 to 1; a key that is not there cannot be judged yet
_tellers: dict[str, Callable[[Iterable[int]], Shares]] = {}
_worth: Callable[[Iterable[int]], dict[int, int]] = lambda engagement_ids: {}  # noqa: E731


def tell(component: str, function: Callable[[Iterable[int]], Shares]) -> None:
    """Let function(engagement_ids) say what share of the component is there."""
    _tellers[component] = function


def shares(component: str, engagement_ids: Iterable[int]) -> Shares:
    """Return the share of the component by engagement; nothing where no room can tell."""
    teller = _tellers.get(component)
    return teller(engagement_ids) if teller else {}


def tell_worth(function: Callable[[Iterable[int]], dict[int, int]]) -> None:
    """Let function(engagement_ids) say for how many kopecks an engagement was offered or signed."""
    global _worth
    _worth = function


def worth(engagement_ids: Iterable[int]) -> dict[int, int]:
    """Return how much each engagement is, or was, worth in kopecks, where that is known."""
    return _worth(engagement_ids)
