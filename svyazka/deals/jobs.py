"""The clock of deals: a price stands until its day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.deals import actions, queries
from svyazka.kit.errors import Refused
from svyazka.people.queries import system, today


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="deals.expire", name="deals.expire")
def expire_proposals(timestamp: int = 0) -> int:
    """Expire every proposal whose day has passed without an answer; a second run finds nothing left. Return how many."""
    at, ended = timezone.now(), 0
    for proposal in queries.outdated(today(at)):
        try:
            actions.expire_proposal(proposal, by=system(), at=at)
        except Refused:  # the client was faster than the clock
            continue
        ended += 1
    return ended
