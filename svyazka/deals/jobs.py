"""The clock of deals: a price stands until its day, periods of retainers turn, a limit that is neared is told."""

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.deals import actions, queries
from svyazka.kit.errors import Refused
from svyazka.people.queries import system, today


@app.periodic(cron="17 * * * *")
@app.task(lock="deals.expire", queueing_lock="deals.expire", name="deals.expire")
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


@app.periodic(cron="27 * * * *")
@app.task(lock="deals.periods", queueing_lock="deals.periods", name="deals.periods")
def follow_periods(timestamp: int = 0) -> int:
    """Open and close the periods that are due, and tell who must know of limits that were neared; a second run finds nothing left."""
    at = timezone.now()
    turned = sum(_turned(at) for _times in range(2))  # one that was missed is opened and then closed
    for contract in queries.sold_by_time_now():
        actions.watch_limit(contract, by=system(), at=at)
    return turned


def _turned(at: datetime) -> int:
    turned = 0
    for period in queries.periods_to_turn(today(at)):
        try:
            actions.turn_period(period, by=system(), at=at)
        except Refused:  # a person was faster than the clock
            continue
        turned += 1
    return turned
