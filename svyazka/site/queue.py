"""The queue: worked till cancelled, begun again when the database was away, and what a killed process left undone."""

import asyncio
import contextlib
import logging

from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

log = logging.getLogger("svyazka.queue")
LONGEST_PAUSE_SECONDS = 10
STALLED_AFTER_SECONDS = 60
GRACE_SECONDS = 0.2  # of the jobs that run when the queue is stopped; then those that take long are told to end
AT_ONCE = 2  # a plan that is looked for takes a minute: letters and leads do not wait for it


async def work() -> None:
    """Work the queue; when the database goes away, wait and begin again."""
    from procrastinate.contrib.django import app

    pause = 1
    while True:
        try:
            await sync_to_async(connections.close_all)()  # one that died with the database is never used again
            own = app.with_connector(app.connector.get_worker_connector())
            async with own.open_async():
                pause = 1
                await _work_open(own)
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("the queue stopped; it begins again in %s s", pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def _work_open(own) -> None:
    again = asyncio.create_task(_take_up_stalled(own))
    try:
        await own.run_worker_async(concurrency=AT_ONCE, install_signal_handlers=False, shutdown_graceful_timeout=GRACE_SECONDS)
    finally:
        again.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await again


async def _take_up_stalled(own) -> None:
    """Put jobs back whose worker has given no sign of life: it was killed in the middle of them.

    Jobs of which only one may wait come again by the clock; those are closed.
    """
    while True:
        try:
            for job in await own.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
                await _take_up(own, job)
        except ConnectorException:
            log.exception("what a killed worker left could not be taken up")
        await asyncio.sleep(STALLED_AFTER_SECONDS)


async def _take_up(own, job) -> None:
    if job.queueing_lock:
        await own.job_manager.finish_job_by_id_async(job.id, status=Status.FAILED, delete_job=False)
    else:
        await own.job_manager.retry_job(job)
