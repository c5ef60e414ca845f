"""The queue knows every room's jobs, and a real worker does them."""

import asyncio

import pytest
from procrastinate.contrib.django import app

from svyazka.kit.models import OutgoingLetter
from svyazka.kit.tests.test_post import server  # noqa: F401  a fixture
from svyazka.site.tests.test_walk import LEAD
from svyazka.site.tests.world import founded, programs


def test_every_job_is_known_to_the_queue():
    assert {"kit.send_letter", "kit.send_waiting", "acceptance.silence"} <= set(app.tasks)
    assert {name for name, _cron in app.periodic_registry.periodic_tasks} >= {"kit.send_waiting", "acceptance.silence"}


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


async def work() -> None:
    """Do all jobs that wait, as the worker of an installation does."""
    own = app.with_connector(app.connector.get_worker_connector())
    async with own.open_async():
        await own.run_worker_async(wait=False, install_signal_handlers=False)
