"""The rooms before the journal write in it too: the journal hangs its pen here at start-up."""

from collections.abc import Callable
from datetime import datetime


def _no_pen(subject, verb: str, *, by, at: datetime, **facts):
    raise RuntimeError("the journal has not hung its pen yet")


_write: Callable = _no_pen


def record_with(function: Callable) -> None:
    """Let function(subject, verb, *, by, at, **facts) write entries."""
    global _write
    _write = function


def record(subject, verb: str, *, by, at: datetime, **facts):
    """Add one entry to the journal; see `journal.steps.record`."""
    return _write(subject, verb, by=by, at=at, **facts)
