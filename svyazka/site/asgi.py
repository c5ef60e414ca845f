"""The ASGI root: Django, open pages before it, and the queue in the same process when the installation is one process."""

# ruff: noqa: E402  the process is bound to its parent before seconds of imports

import asyncio
import os

from svyazka.site.serving import die_with_parent, end_at_once, end_soon, keep_what_is_loaded, when_stopped

die_with_parent()
end_at_once()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svyazka.site.settings")
os.environ.setdefault("SVYAZKA_POOL", "20")  # connections that this process keeps open at the most

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import get_resolver

from svyazka.site.bus import bus
from svyazka.site.queue import work
from svyazka.site.streams import Streams, is_stream

pages = get_asgi_application()
streams = Streams(pages, bus)
get_resolver().url_patterns  # noqa: B018  the pages are read now: the first reader does not wait for it
keep_what_is_loaded()


async def application(scope, receive, send):
    """Answer requests; start and stop what goes on beside them with the server."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif is_stream(scope):
        await streams(scope, receive, send)
    elif scope["type"] == "http":
        await pages(scope, receive, send)


async def _live(receive, send) -> None:
    beside: list[asyncio.Task] = []
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            beside.append(asyncio.create_task(bus.run()))
            when_stopped(bus.close)  # the server waits for open answers before it says that it stops
            if settings.EMBEDDED_WORKER:
                beside.append(asyncio.create_task(work()))
            await send({"type": "lifespan.startup.complete"})
        else:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            end_soon()
            await send({"type": "lifespan.shutdown.complete"})
            return
