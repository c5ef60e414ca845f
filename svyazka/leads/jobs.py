"""The clock of leads: an offer that nobody answered in time goes to the next one."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.kit.errors import Refused
from svyazka.leads import actions, queries
from svyazka.people.queries import system


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="leads.lapse_offers", name="leads.lapse_offers")
def lapse_offers(timestamp: int = 0) -> int:
    """Let every offer that has run out lapse; a second run finds nothing left. Return how many."""
    at, lapsed = timezone.now(), 0
    for lead in queries.run_out(at):
        try:
            actions.lapse_offer(lead, by=system(), at=at)
        except Refused:  # somebody was faster than the clock
            continue
        lapsed += 1
    return lapsed
