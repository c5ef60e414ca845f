"""iCalendar files (RFC 5545): events in, text out. Moments are told in UTC, days as days; nothing else is needed here."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

ICAL = "text/calendar; charset=utf-8"
SAME_FOR = 2  # seconds in which an address is answered with what it was answered before
STAMP = re.compile(rb"DTSTAMP:[^\r]*\r\n")  # when it was told, which is no news


@dataclass(frozen=True)
class Event:
    """One event: `key` names it for good, `starts` and `ends` are moments or days (the last day is within it)."""

    key: str
    title: str
    starts: date | datetime
    ends: date | datetime | None = None
    url: str = ""
    text: str = ""
    changed: int = 0


def as_calendar(name: str, room: str, events: Iterable[Event], *, host: str, at: datetime) -> HttpResponse:
    """Answer with the calendar; programs are asked to read it anew each hour."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Svyazka//{room}//RU", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
             f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]  # fmt: skip
    lines += [line for event in events for line in _event(event, host, at)]
    body = "".join(folded(line) for line in [*lines, "END:VCALENDAR"])
    return HttpResponse(body, content_type=ICAL)


def to_a_program(request: HttpRequest, made: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer a calendar program: two seconds long with the same, however often it asks, and with 304 if it has that already (RFC 9110, 13.1.2)."""
    key = "ical:" + sha256(request.build_absolute_uri().encode()).hexdigest()
    body = cache.get(key)
    if body is None:
        body = made().content
        cache.set(key, body, SAME_FOR)
    etag = quote_etag(sha256(STAMP.sub(b"", body)).hexdigest())
    fresh = HttpResponse(body, content_type=ICAL)
    response = get_conditional_response(request, etag=etag, response=fresh) or fresh
    for name, value in (("ETag", etag), ("Cache-Control", "private, no-cache"), ("X-Robots-Tag", "noindex")):
        response[name] = value
    return response


def _event(event: Event, host: str, at: datetime) -> list[str]:
    ends = event.ends + timedelta(days=1) if event.ends and not isinstance(event.ends, datetime) else event.ends
    told = [("DTEND", ends)] if ends and (not isinstance(ends, datetime) or ends > event.starts) else []
    return ["BEGIN:VEVENT", f"UID:{event.key}@{host}", f"DTSTAMP:{_utc(at)}", *(_when(name, moment) for name, moment in [("DTSTART", event.starts), *told]),
            f"SUMMARY:{escaped(event.title)}", *([f"DESCRIPTION:{escaped(event.text)}"] if event.text else []),
            "TRANSP:TRANSPARENT",  # days of work and days to be kept are no meetings: nobody is busy by them
            *([f"URL:{event.url}"] if event.url else []), *([f"SEQUENCE:{event.changed}"] if event.changed else []), "END:VEVENT"]  # fmt: skip


def _when(name: str, moment: date | datetime) -> str:
    return f"{name}:{_utc(moment)}" if isinstance(moment, datetime) else f"{name};VALUE=DATE:{moment:%Y%m%d}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Return the text as a value (RFC 5545, 3.3.11); a bare return would end the line for some programs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Fold a line at 75 octets, never inside a letter (RFC 5545, 3.1)."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 73:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part]) + "\r\n"
