"""Hours of the demo agency these weeks: handed in, checked, locked, opened again; a timer that runs, a day that is lacking."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from svyazka.kit.errors import Refused
from svyazka.people.models import Person
from svyazka.people.queries import the_agency, today, windows_of
from svyazka.projects.models import Project
from svyazka.roles.models import Seat
from svyazka.work.actions import check_week, lock_weeks, log_time, reopen_week, set_duty_hours, start_timer, submit_week
from svyazka.work.models import Task, TimeEntry
from svyazka.work.queries import Line, hours_on_day, monday_of
from svyazka.work.queries import tasks as all_tasks

DUTIES = {"am": (("client.talk", "1.5"), ("result.defend", "1"), ("schedule.watch", "0.5"), ("invoice.act", "0.75"), ("client.develop", "1")),
          "pm": (("project.plan", "1.25"), ("task.control", "1.5"), ("sprint.run", "0.75"), ("client.talk", "0.5"), ("time.approve", "0.5"))}  # fmt: skip
EARLY = {"am": ("need.research", "1.25"), "pm": ("tz.feasible", "0.75")}  # before there is a project
NOTES = ("созвон с клиентом", "правки после показа", "разбор замечаний", "", "подготовка к показу", "")
WEEKS = 6
MOST = Decimal("9.5")  # hours of the longest day
LATE = {"smm": 4, "copy": 3}  # who writes some days after


def tell_hours(story) -> None:
    """Tell the hours of six weeks and of this one, and what became of them."""
    _tasks(story)
    _duties(story)
    _early(story)
    _hand_in(story)
    _lock(story)
    _time(story)


def _days(story, weeks: int) -> list[date]:
    """Return the working days of the last weeks up to yesterday."""
    day = today(story.now)
    first = monday_of(day) - timedelta(weeks=weeks)
    return [one for one in (first + timedelta(days=n) for n in range((day - first).days)) if story.window.spans(one)]


@transaction.atomic
def _tasks(story) -> None:
    """Let specialists write this week's hours and the last one's on the tasks on their desks; the last day of some is lacking."""
    days = _days(story, 1)
    people = list(Person.objects.filter(tasks__state__in=("todo", "doing")).distinct().order_by("pk"))
    windows = windows_of([person.pk for person in people], days[0], days[-1])
    for n, person in enumerate(people):
        tasks = all_tasks().filter(assignee=person, state__in=("todo", "doing"), project__state="running", not_before=None).order_by("pk")
        left = {task: task.estimate_hours - task.logged for task in tasks}
        worked = [day for day in days if windows[person.pk].spans(day)]
        for m, day in enumerate(worked[: -1 if n % 3 == 0 else None]):
            _write(story, person, left, day, n + m)


def _write(story, person: Person, left: dict[Task, Decimal], day: date, n: int) -> None:
    """Write one day of a person on two of their tasks, as far as the day and the estimates have room: `left` is what they leave."""
    for k, hours in enumerate(("4.5", "3") if n % 4 else ("5", "2.25")):
        task = max(left, key=lambda one: (left[one], -one.pk), default=None)
        if task and left[task] >= Decimal(hours) and hours_on_day(person, day) + Decimal(hours) <= MOST:
            left[task] -= Decimal(hours)
            at = _evening(story, day + timedelta(days=LATE.get(person.username, 0)))
            attempt(log_time, task, worked_on=day, hours=Decimal(hours), note=NOTES[(n + k) % len(NOTES)], by=person, at=at)


@transaction.atomic
def _duties(story) -> None:
    """Let AM and PM write hours of their duties on running engagements."""
    seats = list(Seat.objects.filter(ends_at=None, seat__in=DUTIES, engagement__project__state="running").select_related("person", "engagement__client").order_by("pk"))
    for n, day in enumerate(_days(story, WEEKS)):
        for m, seat in enumerate(seats):
            kind, hours = DUTIES[seat.seat][(n + m) % 5]
            if (n + 2 * m) % 3 == 0:
                attempt(set_duty_hours, Line(seat.engagement, kind=kind), worked_on=day, hours=Decimal(hours), note=NOTES[(n + m) % len(NOTES)],
                     by=seat.person, at=_evening(story, day))  # fmt: skip


@transaction.atomic
def _early(story) -> None:
    """Let those who lead engagements without a project write what needs and specifications took these two weeks."""
    held = Seat.objects.filter(ends_at=None, seat__in=EARLY, engagement__project=None, engagement__closed_at=None)
    seats = list(held.select_related("person", "engagement__client").order_by("pk")[:10])
    for n, day in enumerate(_days(story, 2)):
        for m, seat in enumerate(seats):
            kind, hours = EARLY[seat.seat]
            if (n + m) % 4 == 0 and day >= today(seat.engagement.opened_at):
                attempt(set_duty_hours, Line(seat.engagement, kind=kind), worked_on=day, hours=Decimal(hours), note="встреча о потребностях" if kind == "need.research" else "",
                     by=seat.person, at=_evening(story, day))  # fmt: skip


def _evening(story, day: date) -> datetime:
    """Return the end of that day's work, if it has come."""
    return min(datetime.combine(day, time(17, 40), ZoneInfo(the_agency().zone)), story.now - timedelta(minutes=20))


def attempt(act, subject, **told) -> None:
    try:
        with transaction.atomic():
            act(subject, **told)
    except Refused:  # the person was away, the day is full, or the seat was another's then
        return


@transaction.atomic
def _hand_in(story) -> None:
    """Hand in the weeks before this one; the PMs have checked all but the last of them, and gave one back."""
    monday = monday_of(today(story.now))
    entries = TimeEntry.objects.filter(worked_on__lt=monday, state="draft").select_related("person", "engagement__project")
    weeks = {(entry.person, monday_of(entry.worked_on)) for entry in entries}
    at = story.now - timedelta(hours=24)
    for person, week in sorted(weeks, key=lambda one: (one[1], one[0].pk)):
        submit_week(person, week_on=week, by=person, at=at)
    projects = {(e.person, e.engagement.project, monday_of(e.worked_on)) for e in entries if hasattr(e.engagement, "project")}
    waiting = sorted(projects, key=lambda one: (one[2], one[0].pk, one[1].pk))
    for person, project, week in waiting:
        if week < monday - timedelta(days=7):
            by = _pm(project)
            check_week(project, week_on=week, person=person, by=by if by != person else story.who("head"), at=at + timedelta(hours=1))
    person, project, week = next(one for one in reversed(waiting) if one[0].username == "dev")
    check_week(project, week_on=week, person=person, passed=False, reason="В среду созвон стоит дважды: оставь один", by=_pm(project), at=at + timedelta(hours=2))


def _pm(project: Project) -> Person:
    """Return who led the project last."""
    return project.engagement.seats.filter(seat="pm").order_by("-starts_at").first().person


@transaction.atomic
def _lock(story) -> None:
    """Lock what is older than two weeks, and open one week again."""
    monday, finance = monday_of(today(story.now)), story.who("finance")
    lock_weeks(the_agency(), until=monday - timedelta(days=8), by=finance, at=story.now - timedelta(hours=20))
    locked = TimeEntry.objects.filter(state="locked", task__isnull=False, engagement__project__state="running").select_related("person", "engagement__project")
    last = locked.order_by("-worked_on", "pk").first()
    if last:
        attempt(reopen_week, last.engagement, week_on=last.worked_on, person=last.person, reason="Правки после запуска попали не в ту неделю", by=finance,
             at=story.now - timedelta(hours=5))  # fmt: skip


@transaction.atomic
def _time(story) -> None:
    """Let the developer's timer run since forty-seven minutes ago, and the search specialist's since yesterday."""
    for login, began in (("dev", story.now - timedelta(minutes=47)), ("seo", story.lately(9))):
        task = Task.objects.filter(assignee__username=login, state__in=("todo", "doing"), project__state="running").order_by("-state", "pk").first()
        if task:
            start_timer(task, by=task.assignee, at=began)
