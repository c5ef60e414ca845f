"""Small writes on the clocks of problems: wound when one is raised or stepped, wound anew when hours or norms change."""

from datetime import date, datetime

from svyazka.journal.steps import record
from svyazka.kit.hours import when_hours_change
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, the_agency
from svyazka.work.models import Problem, ProblemNorm
from svyazka.work.queries import problem_clocks
from svyazka.work.rules.problem import SHIPPED

WOUND = ("react_due_at", "propose_due_at", "resolve_due_at", "next_level_at")


def wind_problem(problem: Problem, *, at: datetime) -> Problem:
    """Set when the problem's clocks are due and when they call next; the caller saves WOUND."""
    for name, value in problem_clocks.wound(problem, at).items():
        setattr(problem, name, value)
    return problem


@when_hours_change
def wind_problems(*, by: Person, at: datetime) -> int:
    """Set the clocks of every open problem anew, for hours, days or norms have changed; return how many moved."""
    window, problems = agency_window(), list(problem_clocks.unresolved().prefetch_related("calls"))
    before = {one.pk: [getattr(one, name) for name in WOUND[:3]] for one in problems}
    for problem in problems:
        for name, value in problem_clocks.wound(problem, at, window).items():
            setattr(problem, name, value)
    Problem.objects.bulk_update(problems, WOUND, batch_size=500)
    moved = sum(before[one.pk] != [getattr(one, name) for name in WOUND[:3]] for one in problems)
    if moved:
        record(the_agency(), "work.problem_clocks_moved", by=by, at=at, count=moved)
    return moved


def ship_problem_norms(since: date) -> None:
    """Write down the usual norms of problems, once."""
    if not ProblemNorm.objects.exists():
        rows = (ProblemNorm(clock=clock, kind=kind, minutes=minutes, starts_on=since) for clock, kind, minutes in SHIPPED)
        ProblemNorm.objects.bulk_create(rows)
