"""What the queue does about work: people are called to problems that burn, the days of sprints are counted."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.people.queries import system
from svyazka.work import actions, queries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="work.call_to_problems", name="work.call_to_problems")
def call_to_problems(timestamp: int = 0) -> int:
    """Call people to the problems whose clocks have reached a level; a second run finds nothing left. Return how many levels."""
    at = timezone.now()
    return sum(len(actions.call_to_problem(problem, by=system(), at=at)) for problem in queries.calling_problems(at))


@app.periodic(cron="*/20 * * * *")
@app.task(queueing_lock="work.count_sprints", name="work.count_sprints")
def count_sprints(timestamp: int = 0) -> int:
    """Write what every running sprint holds and has done today; the last count of a day stands. Return how many sprints."""
    at = timezone.now()
    return len([actions.count_sprint(sprint, by=system(), at=at) for sprint in queries.running_sprints()])
