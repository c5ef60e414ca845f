"""The clock of acceptance: where the contract says so, silence past its last day is acceptance."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.acceptance import actions, queries
from svyazka.kit.errors import Refused
from svyazka.people.queries import system, today


@app.periodic(cron="7 * * * *")
@app.task(lock="acceptance.silence", queueing_lock="acceptance.silence", name="acceptance.silence")
def take_silence(timestamp: int = 0) -> int:
    """Accept every defence whose days have run out; a second run finds nothing left. Return how many."""
    at, taken = timezone.now(), 0
    for defence in queries.silent(today(at)):
        try:
            actions.accept_by_silence(defence, by=system(), at=at)
        except Refused:  # the client was faster than the clock
            continue
        taken += 1
    return taken
