"""The clock of leads: names are learnt, people are called to what burns, an offer nobody answered goes to the next one."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.kit.errors import Refused
from svyazka.leads import actions, names, queries
from svyazka.leads.queries.clock import calling
from svyazka.people.queries import system


@app.periodic(cron="* * * * *")
@app.task(lock="leads.learn_names", queueing_lock="leads.learn_names", name="leads.learn_names")
def learn_names(timestamp: int = 0) -> int:
    """Learn the words of the names of new leads; return how many leads were read."""
    return names.learn()


@app.periodic(cron="* * * * *")
@app.task(lock="leads.escalate", queueing_lock="leads.escalate", name="leads.escalate")
def escalate(timestamp: int = 0) -> int:
    """Call people to the leads whose clocks have reached a level; a second run finds nothing left. Return how many levels."""
    at = timezone.now()
    return sum(len(actions.escalate_lead(lead, by=system(), at=at)) for lead in calling(at))


@app.periodic(cron="* * * * *")
@app.task(lock="leads.lapse_offers", queueing_lock="leads.lapse_offers", name="leads.lapse_offers")
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
