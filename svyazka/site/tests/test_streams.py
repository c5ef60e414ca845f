"""Streams of open pages, on a bus that rings by hand and pages that answer as they are told."""

import asyncio
import json

import pytest

from svyazka.site import streams as held
from svyazka.site.bus import Bus, Ear
from svyazka.site.streams import Streams, is_stream

TOPIC = "engagement-1"


class Page:
    """One open page: what was sent to it, and the door it came by."""

    def __init__(self, bus: Bus, *, seen="", last_id=None, person=7):
        self.bus, self.status, self.sent = bus, 200, []
        self.now, self.person, self.asked, self.left = "1", person, 0, asyncio.Event()
        headers = [(b"accept", b"text/event-stream"), *([(b"last-event-id", last_id.encode())] if last_id is not None else [])]
        self.scope = {"type": "http", "method": "GET", "path": "/work/projects/1/live/", "query_string": f"seen={seen}".encode(), "headers": headers}

    async def door(self, scope, receive, send):
        self.asked += 1
        body = {"topics": [TOPIC], "person": self.person, "seen": self.now}
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(body).encode()})

    async def open(self) -> asyncio.Task:
        task = asyncio.create_task(Streams(self.door, self.bus)(self.scope, self._receive, self._send))
        await settled()
        return task

    async def _receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        self.sent.append(message)

    @property
    def text(self) -> str:
        return b"".join(one.get("body", b"") for one in self.sent).decode()

    @property
    def ended(self) -> bool:
        return self.sent[-1].get("more_body") is False


async def settled() -> None:
    for _turn in range(30):
        await asyncio.sleep(0)


@pytest.fixture
def bus(monkeypatch) -> Bus:
    monkeypatch.setattr(held, "GAP_SECONDS", 0)
    made = Bus()
    made.is_open = True
    return made


def test_a_page_hears_what_happened_and_leaves_nothing_behind(bus):
    async def story():
        page = Page(bus)
        task = await page.open()
        assert "event:" not in page.text and bus.heard_by(7) == 1
        page.now = "2"
        bus.ring("engagement-5")
        await settled()
        assert "event:" not in page.text
        bus.ring(TOPIC)
        await settled()
        assert page.text.endswith("event: changed\nid: 2\ndata: 2\n\n") and page.asked == 2
        page.left.set()
        await asyncio.wait_for(task, 1)
        assert bus.heard_by() == 0 and bus._ears == {}

    asyncio.run(story())


@pytest.mark.parametrize(("seen", "last_id", "told"), [("1", None, False), ("", None, False), ("0", None, True), ("0", "1", False), ("1", "0", True)])
def test_who_comes_back_is_told_at_once_if_something_happened_meanwhile(bus, seen, last_id, told):
    async def story():
        page = Page(bus, seen=seen, last_id=last_id)
        task = await page.open()
        assert ("event: changed" in page.text) == told
        task.cancel()

    asyncio.run(story())


def test_what_happens_while_the_door_is_asked_is_not_missed(bus):
    async def story():
        page = Page(bus)
        door = page.door

        async def slow(scope, receive, send):
            await door(scope, receive, send)
            if page.asked == 1:
                bus.ring(TOPIC)  # after the door has told how things stood, before the page listens

        page.door = slow
        task = await page.open()
        assert "event: changed" in page.text
        task.cancel()

    asyncio.run(story())


@pytest.mark.parametrize("status", [302, 403, 404])
def test_whose_right_ended_hears_nothing_more(bus, status):
    async def story():
        page = Page(bus)
        task = await page.open()
        page.status, page.now = status, "2"
        bus.ring(TOPIC)
        await asyncio.wait_for(task, 1)
        assert "changed" not in page.text and page.text.endswith("event: end\ndata:\n\n") and page.ended

        shut = Page(bus)
        shut.status = status
        await asyncio.wait_for(await shut.open(), 1)
        assert shut.sent[0]["status"] == status and bus.heard_by() == 0

    asyncio.run(story())


def test_one_person_and_one_process_hold_so_many_and_no_more(bus, monkeypatch):
    async def story():
        tasks = [await Page(bus).open() for _n in range(held.MOST_A_PERSON)]
        one_more, another = Page(bus), Page(bus, person=8)
        await asyncio.wait_for(await one_more.open(), 1)
        tasks.append(await another.open())
        assert one_more.sent[0]["status"] == 204 and another.sent[0]["status"] == 200
        monkeypatch.setattr(held, "MOST", len(tasks))
        stranger = Page(bus, person=9)
        await asyncio.wait_for(await stranger.open(), 1)
        assert stranger.sent[0]["status"] == 204
        for task in tasks:
            task.cancel()

    asyncio.run(story())


def test_when_the_database_is_away_or_the_server_stops_every_page_is_let_go(bus):
    async def story():
        pages = [Page(bus, person=n) for n in range(3)]
        tasks = [await page.open() for page in pages]
        bus.close()
        await asyncio.wait_for(asyncio.gather(*tasks), 1)
        assert all(page.ended for page in pages)
        late = Page(bus)
        await asyncio.wait_for(await late.open(), 1)
        assert late.sent[0]["status"] == 204

    asyncio.run(story())


def test_a_page_that_hears_nothing_is_told_that_the_line_is_there_and_comes_anew_after_a_while(bus, monkeypatch):
    monkeypatch.setattr(held, "BEAT_SECONDS", 0.01)
    monkeypatch.setattr(held, "LONGEST_SECONDS", 0.1)

    async def story():
        page = Page(bus)
        await asyncio.wait_for(await page.open(), 1)
        assert page.text.count(": still here") > 2 and page.ended and page.asked == 1

    asyncio.run(story())


def test_rings_forgotten_for_their_number_ring_once_too_often_never_too_seldom(bus, monkeypatch):
    monkeypatch.setattr("svyazka.site.bus.MOST_TOPICS", 3)
    since = bus.count
    bus.ring(TOPIC)
    for n in range(5):
        bus.ring(f"engagement-{n + 10}")
    ear = Ear(7, (TOPIC,))
    with bus.listening(ear, since):
        assert ear.rung.is_set()


def test_only_a_browser_that_asks_for_a_stream_at_a_door_gets_one():
    scope = Page(Bus()).scope

    assert is_stream(scope)
    assert not any(map(is_stream, ({**scope, "method": "POST"}, {**scope, "path": "/work/"}, {**scope, "headers": []}, {"type": "lifespan"})))
