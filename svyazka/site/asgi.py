"""The ASGI root: Django, and the queue in the same process when the installation is one process."""

import asyncio
import logging
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svyazka.site.settings")
os.environ.setdefault("SVYAZKA_POOL", "20")  # connections that this process keeps open at the most

from django.conf import settings
from django.core.asgi import get_asgi_application

log = logging.getLogger("svyazka.queue")
pages = get_asgi_application()


async def application(scope, receive, send):
    """Answer requests; start and stop the queue with the server."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http":
        await pages(scope, receive, send)


async def _live(receive, send) -> None:
    queue = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            if settings.EMBEDDED_WORKER:
                queue = asyncio.create_task(_work())
            await send({"type": "lifespan.startup.complete"})
        else:
            if queue is not None:
                queue.cancel()
                await asyncio.gather(queue, return_exceptions=True)
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _work() -> None:
    """Work the queue; when the database goes away, wait and begin again."""
    from procrastinate.contrib.django import app

    pause = 1
    while True:
        try:
            own = app.with_connector(app.connector.get_worker_connector())
            async with own.open_async():
                pause = 1
                await own.run_worker_async(install_signal_handlers=False)
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("the queue stopped; it begins again in %s s", pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, 60)
