"""What commands share: a step that is timed, a no, an agency that is woken."""

import sys
import time
from collections.abc import Callable

from svyazka.site import home
from svyazka.site.home import Wrong


def step(told: str, act: Callable):
    began = time.monotonic()
    print(f"  {told} …", end=" ", flush=True)
    result = act()
    print(f"{time.monotonic() - began:.1f} s", flush=True)
    return result


def say_no(told: str) -> int:
    print(f"svyazka: {told}", file=sys.stderr)
    return 1


def founded() -> None:
    """Raises Wrong while there is no agency to work with."""
    if not home.founded():
        raise Wrong("there is no agency here yet: `svyazka init` founds one.")


def wake_founded() -> None:
    home.start_database()
    founded()
    home.load()
