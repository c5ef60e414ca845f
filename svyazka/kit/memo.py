"""What was asked once in a request is not asked again in it."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

_memo: ContextVar[dict | None] = ContextVar("memo", default=None)


def once(key, ask: Callable[[], Any]):
    """Return ask(), remembered till the end of the request; outside of requests, ask each time."""
    memory = _memo.get()
    if memory is None:
        return ask()
    if key not in memory:
        memory[key] = ask()
    return memory[key]


def forget() -> None:
    """Forget what was asked: rights have changed."""
    memory = _memo.get()
    if memory is not None:
        memory.clear()


class RequestMemory:
    """Middleware: a fresh memory for each request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _memo.set({})
        try:
            return self.get_response(request)
        finally:
            _memo.reset(token)
