"""The clock of leads: the words of names are learnt, people are called to leads that burn."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.leads import actions, names
from svyazka.leads.queries.clock import calling
from svyazka.people.queries import system


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="leads.learn_names", name="leads.learn_names")
def learn_names(timestamp: int = 0) -> int:
    """Learn the words of the names of new leads; return how many leads were read."""
    return names.learn()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="leads.escalate", name="leads.escalate")
def escalate(timestamp: int = 0) -> int:
    """Call people to the leads whose clocks have reached a level; a second run finds nothing left. Return how many levels."""
    at = timezone.now()
    return sum(len(actions.escalate_lead(lead, by=system(), at=at)) for lead in calling(at))
