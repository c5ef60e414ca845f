"""The clock of decisions: people are called to tenders of which nobody has decided."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.people.queries import system
from svyazka.tenders import actions, queries


@app.periodic(cron="* * * * *")
@app.task(lock="tenders.call_to_decide", queueing_lock="tenders.call_to_decide", name="tenders.call_to_decide")
def call_to_decide(timestamp: int = 0) -> int:
    """Call people to the decisions whose clocks have reached a level; a second run finds nothing left. Return how many levels."""
    at = timezone.now()
    return sum(len(actions.call_to_decide(tender, by=system(), at=at)) for tender in queries.to_decide_by(at))
