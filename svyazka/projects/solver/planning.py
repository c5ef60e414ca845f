"""From an agenda to plans: one at once, better and better ones, and those after a change."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from svyazka.projects.solver.answers import told
from svyazka.projects.solver.budget import Budget
from svyazka.projects.solver.calendars import OutOfTime
from svyazka.projects.solver.checks import refuse_unless_plannable
from svyazka.projects.solver.clashes import AHEAD, explain
from svyazka.projects.solver.effort import Effort
from svyazka.projects.solver.exact import any_schedule
from svyazka.projects.solver.jobs import Schedule, broken, standing
from svyazka.projects.solver.laying import Laid, lay
from svyazka.projects.solver.network import by_rank, ranks
from svyazka.projects.solver.refusals import Clashing, NotPlannable, Reason
from svyazka.projects.solver.search import improving as improving_jobs
from svyazka.projects.solver.serial import NoTime, serial
from svyazka.projects.solver.shapes import Agenda, Plan
from svyazka.projects.solver.stability import repaired

MENDING = Effort(1.0)


def first(agenda: Agenda, before: Plan | None = None) -> Plan:
    """Return a plan at once; after a change, given the plan `before`, one that moves little.

    Raises NotPlannable with the reasons; Cycle; Clashing if what is pinned cannot stand where it is pinned.
    """
    laid, schedule = _begun(agenda, before)
    return told(agenda, laid, schedule)


def improving(agenda: Agenda, budget: Budget, before: Plan | None = None) -> Iterator[Plan]:
    """Yield plans, each better than the one before, until none can be or the budget ends; the first is that of `first`.

    Better is: less late by weight, where each task moved from the plan `before` counts as a working day late; then projects done
    sooner by weight.
    Raises as `first` does.
    """
    laid, schedule = _begun(agenda, before)
    if before:
        _hold_what_goes_on(laid, schedule)
    for answer in improving_jobs(laid.jobs, budget, schedule):
        yield told(agenda, laid, answer.schedule, proved=answer.proved)


def best(agenda: Agenda, budget: Budget, before: Plan | None = None) -> Plan:
    """Return the last of the improving plans."""
    *_all, last = improving(agenda, budget, before)
    return last


def _begun(agenda: Agenda, before: Plan | None) -> tuple[Laid, Schedule]:
    """Return the agenda as numbers with its first schedule."""
    refuse_unless_plannable(agenda)
    short: Exception | None = None
    for ahead in _horizons(agenda, before):
        try:
            laid = lay(agenda, (agenda.starts_at + ahead).date(), before.placed if before else None)
            schedule = repaired(laid.jobs) if before else serial(laid.jobs, by_rank(laid.jobs, ranks(laid.jobs)))
            return laid, _mended(agenda, laid, schedule)
        except (NoTime, OutOfTime) as found:
            short = found
    raise NotPlannable(Reason("no_working_time", (laid.keys[short.job],) if isinstance(short, NoTime) else ())) from short


def _horizons(agenda: Agenda, before: Plan | None) -> Sequence[timedelta]:
    """Return how far the calendars are laid, the nearest first; one that ends before the last held task does would hold it nowhere."""
    stood = max((one.ends_at for one in before.tasks), default=agenda.starts_at) if before else agenda.starts_at
    return [ahead for ahead in AHEAD if stood <= agenda.starts_at + ahead] or AHEAD[-1:]


def _hold_what_goes_on(laid: Laid, schedule: Schedule) -> None:
    """Let what is in progress stay where the first plan goes on with it, as if it had stood there."""
    jobs, stands = laid.jobs, standing(laid.jobs, schedule)
    for job, began in enumerate(jobs.began):
        if began is not None and jobs.held[job] is None:
            jobs.held[job] = schedule.modes[job], stands[job]


def _mended(agenda: Agenda, laid: Laid, schedule: Schedule) -> Schedule:
    """Return the schedule if all pins hold, or one in which they do.

    Raises Clashing if none is found; of no things, if it is not proved either that there is none.
    """
    if not broken(laid.jobs, schedule):
        return schedule
    mended = any_schedule(laid.jobs, schedule, MENDING)
    if mended is None or broken(laid.jobs, mended):
        raise Clashing(explain(agenda, days=False))
    return mended
