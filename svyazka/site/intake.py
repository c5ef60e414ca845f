"""Raw mail from files or standard input, taken in as it came."""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from svyazka.leads.actions import read_raw, store_raw
from svyazka.people.queries import system, the_agency


def take_files(paths: list[str], *, missing: Callable[[str], object]) -> Counter:
    """Store each file's bytes, then read it; return how many were linked, dead-lettered or not found.

    `missing(name)` is told each file that cannot be read.
    """
    count: Counter = Counter()
    by = system()
    for name in paths:
        raw = _bytes_of(name)
        if raw is None:
            count["missing"] += 1
            missing(name)
            continue
        stored = store_raw(the_agency(), raw=raw, channel="email", name=Path(name).name, origin=_origin_of(name), later=False, by=by,
                           at=timezone.now())  # fmt: skip
        count[read_raw(stored, by=by, at=timezone.now()).state] += 1
    return count


def _origin_of(name: str) -> str:
    return "svyazka intake -" if name == "-" else "svyazka intake"


def _bytes_of(name: str) -> bytes | None:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError:
        return None
