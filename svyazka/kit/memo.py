"""What was asked once in a request, or in an act outside of requests, is not asked again in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_memo: ContextVar[dict | None] = ContextVar("memo", default=None)


def once(key, ask: Callable[[], Any]):
    """Return ask(), remembered till the end of the request, or of the act where there is no request; outside of both, ask each time."""
    memory = _memo.get()
    if memory is None:
        return ask()
    if key not in memory:
        memory[key] = ask()
    return memory[key]


def forget(*kinds: str) -> None:
    """Forget what was asked, or only these kinds of it (a key, or the first word of one): it has changed."""
    memory = _memo.get()
    if memory is not None:
        for key in [key for key in memory if not kinds or (key[0] if isinstance(key, tuple) else key) in kinds]:
            del memory[key]


@contextmanager
def remembering() -> Iterator[None]:
    """Ask each thing once in here: a request, or a job of the queue."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


@contextmanager
def within() -> Iterator[None]:
    """Ask each thing once in here, unless it is remembered already by what goes on around it."""
    if _memo.get() is not None:
        yield
    else:
        with remembering():
            yield


class RequestMemory:
    """Middleware: a fresh memory for each request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with remembering():
            return self.get_response(request)
