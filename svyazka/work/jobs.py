"""What the queue does about work: calls to problems that burn, reminds of hours, locks weeks, counts sprints, opens looks back, forecasts."""

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.kit.errors import Refused
from svyazka.kit.memo import remembering
from svyazka.people.models import Agency
from svyazka.people.queries import system, the_agency, today
from svyazka.projects.jobs import alert_drifts
from svyazka.projects.models import Schedule
from svyazka.projects.queries import latest_schedule
from svyazka.projects.solver import Effort, explain
from svyazka.work import actions, queries
from svyazka.work.helping import who_could
from svyazka.work.improving import Search
from svyazka.work.models import AgencyPlan
from svyazka.work.queries.agenda import desk_of
from svyazka.work.queries.planning import plan_norms_on

EXPLAINING = 0.1  # units of the exact solver's work for each question: some seconds in all for a project of a hundred tasks


def _founded() -> bool:
    return Agency.objects.exists()


@app.periodic(cron="*/20 * * * *")
@app.task(lock="work.remind_of_hours", queueing_lock="work.remind_of_hours", name="work.remind_of_hours")
def remind_of_hours(timestamp: int = 0) -> int:
    """Tell whose hours are lacking and which weeks wait; a second run finds nobody left. Return how many words were sent."""
    with remembering():
        return actions.remind_of_hours(the_agency(), by=system(), at=timezone.now()) if _founded() else 0


@app.periodic(cron="35 2 * * *")
@app.task(lock="work.lock_weeks", queueing_lock="work.lock_weeks", name="work.lock_weeks")
def lock_weeks(timestamp: int = 0) -> int:
    """Lock the checked hours whose time has come; a second run finds nothing left. Return how many weeks."""
    return _locked(timezone.now()) if _founded() else 0


def _locked(at: datetime) -> int:
    try:
        return actions.lock_weeks(the_agency(), until=queries.locked_until(today(at)), by=system(), at=at)
    except Refused:  # nothing is to be locked today
        return 0


@app.periodic(cron="* * * * *")
@app.task(lock="work.call_to_problems", queueing_lock="work.call_to_problems", name="work.call_to_problems")
def call_to_problems(timestamp: int = 0) -> int:
    """Call people to the problems whose clocks have reached a level; a second run finds nothing left. Return how many levels."""
    at = timezone.now()
    return sum(len(actions.call_to_problem(problem, by=system(), at=at)) for problem in queries.calling_problems(at))


@app.periodic(cron="10 * * * *")
@app.task(lock="work.open_looks", queueing_lock="work.open_looks", name="work.open_looks")
def open_looks(timestamp: int = 0) -> int:
    """Open the looks back on switches whose day has come, in working time; a second run finds none. Return how many days."""
    at = timezone.now()
    due = queries.due_looks(at) if _founded() and queries.in_working_time(at) else []
    return len([actions.settle_look(look.rule, days=look.days, ask=True, by=system(), at=at) for look in due])


@app.periodic(cron="*/20 * * * *")
@app.task(lock="work.count_sprints", queueing_lock="work.count_sprints", name="work.count_sprints")
def count_sprints(timestamp: int = 0) -> int:
    """Write what every running sprint holds and has done today; the last count of a day stands. Return how many sprints."""
    at = timezone.now()
    return len([actions.count_sprint(sprint, by=system(), at=at) for sprint in queries.running_sprints()])


@app.periodic(cron="40 22 * * *")  # the early morning everywhere between Moscow and Kamchatka
@app.task(queueing_lock="work.forecast", lock="work.forecast", name="work.forecast")
def forecast(timestamp: int = 0) -> int:
    """Forecast all plans, each night and after a plan has changed, and call to what it shows. Return how many stages and projects."""
    if not _founded():
        return 0
    told = actions.forecast_plans(the_agency(), by=system(), at=timezone.now())
    alert_drifts()
    return told
@app.task(name="work.explain")
def explain_schedule(schedule_id: int) -> int:
    """Look for the smallest things for which the schedule misses its days, and write them down. Return how many they are."""
    schedule = Schedule.objects.select_related("project__engagement").filter(pk=schedule_id).first()
    if schedule is None or latest_schedule(schedule.project) != schedule:
        return 0  # a newer one asks for itself
    desk = desk_of([schedule.project], schedule.computed_at)
    things = explain(desk.agenda, effort=Effort(EXPLAINING))
    could = who_could(schedule, schedule.computed_at)
    actions.tell_clash(schedule.project, schedule=schedule, things=things, could=could, by=system(), at=timezone.now())
    return len(things)


@app.task(name="work.improve_plan", pass_context=True)
def improve_plan(context, plan_id: int) -> int:
    """Make the plan of the agency better while somebody looks at it, at most as long as the norms say; a queue that stops ends it.

    Return how often it got better.
    """
    plan = AgencyPlan.objects.select_related("look").filter(pk=plan_id, accepted_at=None).first()
    return Search(plan, plan_norms_on(today(plan.made_at)), context.should_abort).run() if plan else 0
