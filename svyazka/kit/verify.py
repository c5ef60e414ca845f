"""What must be whole in an installation: each room adds its own check, `svyazka verify` runs them all."""

from collections.abc import Callable, Iterable

CHECKS: dict[str, Callable[[], Iterable[str]]] = {}


def check(name: str) -> Callable[[Callable], Callable]:
    """Mark function() -> sentences about what is broken as a check with this name."""

    def mark(function: Callable) -> Callable:
        CHECKS[name] = function
        return function

    return mark
