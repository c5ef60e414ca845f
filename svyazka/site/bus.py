"""What the database tells, heard on one connection a process and passed on to the pages that are open in it."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from django.db import connection

from svyazka.kit.live import CHANNEL

log = logging.getLogger("svyazka.live")
NAME = "svyazka live"  # how the line is called in the database's own list
PULSE = "pulse-"  # what each process tells itself, told to all
PULSE_SECONDS = 20  # how long a line that died is believed in at the most
LONGEST_PAUSE_SECONDS = 10
MOST_TOPICS = 10_000


@dataclass(eq=False)
class Ear:
    """One open page; it is rung when something has happened of its topics, and when it is to go."""

    person: int
    topics: tuple[str, ...]
    rung: asyncio.Event = field(default_factory=asyncio.Event)


class Deaf(Exception):
    """What this connection itself has told did not come back: something between here and the database swallows it."""


class Bus:
    """Who listens in this process, and when each topic was rung last, counted in rings."""

    def __init__(self):
        self.is_open = False
        self._ears: dict[str, set[Ear]] = {}
        self._here: Counter[int] = Counter()
        self._rings: dict[str, int] = {}
        self._count = self._floor = 0

    @property
    def count(self) -> int:
        """How many rings were heard so far: a moment, for `listening`."""
        return self._count

    def heard_by(self, person: int | None = None) -> int:
        """Return how many pages this person, or everybody, has open."""
        return self._here.total() if person is None else self._here[person]

    @contextmanager
    def listening(self, ear: Ear, since: int) -> Iterator[Ear]:
        """Let the ear hear; what was rung since that moment rings at once."""
        self._here[ear.person] += 1
        for topic in ear.topics:
            self._ears.setdefault(topic, set()).add(ear)
        if since < self._floor or any(self._rings.get(topic, 0) > since for topic in ear.topics):
            ear.rung.set()
        try:
            yield ear
        finally:
            self._forget(ear)

    def _forget(self, ear: Ear) -> None:
        self._here[ear.person] -= 1
        self._here += Counter()  # who has nothing open is not kept
        for topic in ear.topics:
            self._ears[topic].discard(ear)
            if not self._ears[topic]:
                del self._ears[topic]

    def ring(self, topic: str) -> None:
        """Pass on that something has happened."""
        self._count += 1
        self._rings[topic] = self._count
        if len(self._rings) > MOST_TOPICS:
            self._rings, self._floor = {}, self._count
        for ear in self._ears.get(topic, ()):
            ear.rung.set()

    def close(self) -> None:
        """Let every page go: it comes again, or asks by itself as long as nobody answers."""
        self.is_open = False
        for ears in self._ears.values():
            for ear in ears:
                ear.rung.set()

    async def run(self) -> None:
        """Hear the database till cancelled; while it is away, nobody is held."""
        pause = 1
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**_address(), application_name=NAME, autocommit=True) as line:
                    pause = 1
                    await self._hear(line)
            except (OSError, psycopg.Error, Deaf) as error:
                log.warning("the line to the database is down (%s); it is called again in %s s", str(error).strip(), pause)
            finally:
                self.close()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _hear(self, line: psycopg.AsyncConnection) -> None:
        """Pass on what the line tells, and tell itself a word from time to time: a dead line says nothing."""
        await line.execute(f"listen {CHANNEL}")
        own = f"{PULSE}{line.info.backend_pid}"
        while True:
            await line.execute("select pg_notify(%s, %s)", [CHANNEL, own])
            alive = False
            async for told in line.notifies(timeout=PULSE_SECONDS if self.is_open else 2):
                if told.payload == own:
                    alive = self.is_open = True
                elif not told.payload.startswith(PULSE):
                    self.ring(told.payload)
            if not alive:
                raise Deaf("what was told did not come back")


def _address() -> dict:
    """Return how Django calls the database, for a connection of our own."""
    told = connection.get_connection_params()
    return {name: value for name, value in told.items() if name not in ("cursor_factory", "context", "pool", "prepare_threshold")}


bus = Bus()
