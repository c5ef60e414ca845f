"""Open pages are told that something has happened: server-sent events, answered before Django, so that none holds a thread.

Who may hear is asked of the page's own door, through all of Django, at opening and before each word: a session that ended,
a right that ended, a page that is not seen any more end the stream.
"""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from svyazka.kit.live import DOOR, HELD
from svyazka.site.bus import Bus, Ear

MOST_A_PERSON = 12  # open pages; a browser keeps one for each page in sight
MOST = 600  # of the 1,024 answers that the server gives at a time
BEAT_SECONDS = 15  # proxies let go of a line that says nothing for a minute
LONGEST_SECONDS = 15 * 60
GAP_SECONDS = 0.5  # what happens in a row is told once
ASKED_AT_ONCE = 4
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store, no-transform"),
    (b"x-accel-buffering", b"no"),  # nginx and its kin pass each word on at once
    (b"x-content-type-options", b"nosniff"),
]


@dataclass
class Answer:
    """What Django said to a request, whole."""

    start: dict = field(default_factory=dict)
    body: bytes = b""

    @property
    def told(self) -> dict | None:
        """Return what the door said; None if it is shut."""
        return json.loads(self.body) if self.start.get("status") == 200 else None


def is_stream(scope) -> bool:
    """Tell whether the request wants to hear on."""
    return scope["type"] == "http" and scope["method"] == "GET" and scope["path"].endswith(DOOR) and b"text/event-stream" in dict(scope["headers"]).get(b"accept", b"")


class Streams:
    """The open streams of a process: who may hear is asked of `pages`, what happens is heard on the bus."""

    def __init__(self, pages, bus: Bus):
        self.pages, self.bus = pages, bus
        self._asking = asyncio.Semaphore(ASKED_AT_ONCE)

    async def __call__(self, scope, receive, send) -> None:
        """Answer one page from its opening to its end."""
        since, answer = self.bus.count, await self._ask(scope)
        told = answer.told
        if told is None:
            await send(answer.start)
            await send({"type": "http.response.body", "body": answer.body})
        elif self._is_full(told["person"]):
            await _turn_away(send)
        else:
            with self.bus.listening(Ear(told["person"], tuple(told["topics"])), since) as ear:
                await self._hold(scope, receive, send, ear, told["seen"])

    def _is_full(self, person: int) -> bool:
        """Tell whether one more page is turned away: it then looks by itself from time to time, and calls again later."""
        return not self.bus.is_open or self.bus.heard_by() >= MOST or self.bus.heard_by(person) >= MOST_A_PERSON

    async def _hold(self, scope, receive, send, ear: Ear, seen: str) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _say(send, f"retry: {random.randint(2000, 5000)}\n\n")  # a server that is back is not called by all at once
        if _seen_by(scope) not in ("", seen):
            await _say(send, _changed(seen))
        async with _gone(receive, ear) as gone:
            until = time.monotonic() + LONGEST_SECONDS
            while await self._wait(send, ear, gone, until):
                told = (await self._ask(scope)).told
                if told is None:
                    await _say(send, "event: end\ndata:\n\n")
                    break
                await _say(send, _changed(told["seen"]))
                await asyncio.sleep(GAP_SECONDS)
            if not gone.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _wait(self, send, ear: Ear, gone: asyncio.Task, until: float) -> bool:
        """Return True when something has happened, False when the stream is over."""
        while True:
            try:
                await asyncio.wait_for(ear.rung.wait(), BEAT_SECONDS)
            except TimeoutError:
                await _say(send, ": still here\n\n")
            if gone.done() or not self.bus.is_open or time.monotonic() > until:
                return False
            if ear.rung.is_set():
                ear.rung.clear()
                return True

    async def _ask(self, scope) -> Answer:
        """Ask the page's door, as this request would have asked it."""
        answer, never = Answer(), asyncio.Event()
        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive():
            return next(asked, None) or await never.wait()

        async def send(message):
            if message["type"] == "http.response.start":
                answer.start = message
            else:
                answer.body += message.get("body", b"")

        async with self._asking:
            await self.pages({**scope, HELD: True}, receive, send)
        return answer


@asynccontextmanager
async def _gone(receive, ear: Ear) -> AsyncIterator[asyncio.Task]:
    """Watch for the page being left; the ear is rung when it is."""

    async def watch() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        ear.rung.set()

    task = asyncio.create_task(watch())
    try:
        yield task
    finally:
        task.cancel()


def _seen_by(scope) -> str:
    """Return how things stood when the page looked last: by the browser on a new call, by the page itself on its first."""
    again = dict(scope["headers"]).get(b"last-event-id")
    return again.decode("latin-1") if again is not None else parse_qs(scope["query_string"].decode("latin-1")).get("seen", [""])[0]


def _changed(seen: str) -> str:
    return f"event: changed\nid: {seen}\ndata: {seen}\n\n"


async def _say(send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _turn_away(send) -> None:
    """Answer as HTML has it for a page that is not to call again by itself; no error, so no browser complains."""
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})
