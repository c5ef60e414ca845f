"""The queue knows every room's jobs, and a real worker does them."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.contrib.django import app

from svyazka.kit.models import OutgoingLetter
from svyazka.kit.tests.test_post import server  # noqa: F401  a fixture
from svyazka.site.tests.test_walk import LEAD
from svyazka.site.tests.world import founded, programs

pytestmark = pytest.mark.engine


def test_every_job_is_known_to_the_queue():
    assert {"kit.send_letter", "kit.send_waiting", "acceptance.silence"} <= set(app.tasks)
    assert {name for name, _cron in app.periodic_registry.periodic_tasks} >= {"kit.send_waiting", "acceptance.silence"}


def test_a_job_that_comes_by_the_clock_never_runs_beside_itself():
    """The queue does two jobs at once; of one that takes longer than its turn, the next waits for its end."""
    by_clock = {name: app.tasks[name] for name, _cron in app.periodic_registry.periodic_tasks}

    assert {name: (task.lock, task.queueing_lock) for name, task in by_clock.items()} == {name: (name, name) for name in by_clock}


@pytest.mark.django_db(transaction=True)
def test_a_worker_sends_what_an_act_has_written(server):  # noqa: F811
    founded()
    anna = programs()["anna"]
    lead = anna.does("/leads", LEAD)
    anna.does(f"/leads/{lead['id']}/taking")
    anna.does(f"/leads/{lead['id']}/answers", {"channel": "email", "text": "Когда удобно созвониться?"})

    asyncio.run(work())

    assert [letter.rcpt_tos for letter in server.letters] == [["p@example.org"]]
    assert not OutgoingLetter.objects.filter(sent_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_jobs_done_long_ago_are_forgotten_and_fresh_or_failed_ones_stay():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")  # the library's tables are not emptied between tests
    for days, status in ((5, "succeeded"), (1, "succeeded"), (5, "failed"), (40, "failed")):
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into procrastinate_jobs (queue_name, task_name, args, status) values (%s, 'kit.send_waiting', '{}', %s) returning id",
                [f"{status}-{days}", status],
            )
            key = cursor.fetchone()[0]
            cursor.execute("delete from procrastinate_events where job_id = %s", [key])
            cursor.execute(
                "insert into procrastinate_events (job_id, type, at) values (%s, %s, now() - make_interval(days => %s))", [key, status, days]
            )
    app.tasks["kit.forget_jobs"].defer()

    asyncio.run(work())

    with connection.cursor() as cursor:
        cursor.execute("select queue_name from procrastinate_jobs where queue_name like '%-%' order by queue_name")
        assert [name for (name,) in cursor.fetchall()] == ["failed-5", "succeeded-1"]


async def work() -> None:
    """Do all jobs that wait, as the worker of an installation does."""
    own = app.with_connector(app.connector.get_worker_connector())
    async with own.open_async():
        await own.run_worker_async(wait=False, install_signal_handlers=False)
    await sync_to_async(connections.close_all)()  # the clock asks in a thread that outlives the worker
