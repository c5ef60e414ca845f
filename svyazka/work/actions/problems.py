"""Problems: raised by anyone, owned by the seat that answers for their kind, each step with its moment."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Engagement
from svyazka.journal.steps import record, settle, tell
from svyazka.kit.dated import reasons_not_a_norm
from svyazka.kit.errors import Malformed, refuse_if, unknown
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.kit.hours import changed
from svyazka.kit.memo import forget
from svyazka.leads.actions.handling import NORMS
from svyazka.leads.queries.clock import called, levels_on
from svyazka.leads.rules.clock import highest_by_person, levels_reached
from svyazka.leads.steps import call_to
from svyazka.people.models import Agency, Person
from svyazka.people.queries import colleague, today
from svyazka.people.rules import Kind
from svyazka.roles.queries.holders import holder_of
from svyazka.roles.queries.sight import who_sees
from svyazka.work import queries, rules
from svyazka.work.models import Problem, ProblemCall, ProblemNorm, Task
from svyazka.work.queries import problem_clocks as clocks
from svyazka.work.rules import ProblemClock, ProblemKind, ProblemStep
from svyazka.work.steps import wind_problem
from svyazka.work.steps.problems import WOUND

RAISE_PROBLEM = Duty("problem.raise", _("Raise a problem"), stage=Part.DELIVERY, shared=True)
OWN_PROBLEM = Duty("problem.own", _("Own a problem until it is resolved"), stage=Part.DELIVERY, shared=True, by_system=True)
WORDS = {50: "work.problem_half_gone", 100: "work.problem_time_up", 200: "work.problem_twice_over"}


@action(RAISE_PROBLEM, lock=False)
def raise_problem(engagement: Engagement, *, kind: str, text: str, task_id: int | None = None, by: Person, at: datetime) -> Problem:
    """Say what goes wrong; the seat that answers for this kind owns it and is told.

    A problem whose seat is vacant has no owner, and the head sees it so. Raises Malformed for an unknown kind, or for a
    task of another engagement.
    """
    if kind not in ProblemKind.values:
        raise Malformed(_("kind: there is no such kind of problem."))
    if task_id is not None and not Task.objects.filter(pk=task_id, engagement=engagement).exists():
        raise unknown("task_id", task_id)
    owner = queries.owner_for(engagement, kind, at)
    problem = Problem(engagement=engagement, kind=kind, text=text, task_id=task_id, opened_by=by, opened_at=at, owner=owner)
    wind_problem(problem, at=at).save()
    for person in {owner, _voice(problem, at)}:
        _tell(person, "work.problem_raised", problem, by=by, at=at)
    record(problem, "work.problem_raised", by=by, at=at, kind=kind, owner=owner.name if owner else "")
    return problem


def _voice(problem: Problem, at: datetime) -> Person | None:
    """Return who talks with the client about a problem that the client raised."""
    return holder_of(problem.engagement, "client.talk", at) if problem.opened_by.kind == Kind.CONTACT else None


def _tell(person: Person | None, verb: str, problem: Problem, *, by: Person, at: datetime) -> None:
    if person is not None and person != by:
        tell(person, verb, at=at, by=by, engagement=problem.engagement, url=_url(problem), text=problem.text[:120])


def _url(problem: Problem) -> str:
    return f"/work/problems/{problem.pk}/"


def _settle(problem: Problem, by: Person, at: datetime) -> None:
    """Count what called whoever acts, the owner and those above them to the problem as read."""
    told = ProblemCall.told.through.objects.filter(problemcall__problem=problem).values_list("person", flat=True)
    settle([by.pk, *told, *([problem.owner_id] if problem.owner_id else [])], _url(problem), at=at)


@action(OWN_PROBLEM, answers="RA")
def step_problem(problem: Problem, *, step: str, note: str = "", by: Person, at: datetime) -> Problem:
    """Write that somebody reacted, proposed, or resolved; the clock of each stops. Raises Refused if it is resolved."""
    if step not in ProblemStep.values:
        raise Malformed(_("step: there is no such step."))
    refuse_if(
        rules.reasons_not_to_step(step, reacted=problem.reacted_at is not None, resolved=problem.resolved_at is not None, note=note)
    )
    _settle(problem, by, at)
    _stop(problem, step, note, at)
    wind_problem(problem, at=at).save()
    if step == ProblemStep.RESOLVED:
        _tell(_voice(problem, at) or problem.opened_by, "work.problem_resolved", problem, by=by, at=at)
    record(problem, f"work.problem_{step}", by=by, at=at, note=note)
    return problem


def _stop(problem: Problem, step: str, note: str, at: datetime) -> None:
    """Stop the clocks that the step ends: to propose is to react, to resolve is to propose."""
    steps = list(ProblemStep)
    if step == ProblemStep.PROPOSED:
        problem.proposal = note
    if step == ProblemStep.RESOLVED:
        problem.resolution = note
    for clock, done in zip(ProblemClock, steps[: steps.index(ProblemStep(step)) + 1], strict=False):
        if getattr(problem, f"{done}_at") is None:
            setattr(problem, f"{done}_at", at)
            setattr(problem, f"{done}_in", clocks.used(problem, clock, at))


@action(OWN_PROBLEM, answers="RA")
def hand_problem(problem: Problem, *, owner: str, by: Person, at: datetime) -> Problem:
    """Pass the problem to a colleague who sees the work: they go on with it. Raises Malformed for an unknown login, Refused for another's."""
    person = colleague("owner", owner)
    refuse_if(rules.reasons_not_to_hand(resolved=problem.resolved_at is not None, sees=who_sees(problem.engagement, at).filter(pk=person.pk).exists()))
    _settle(problem, by, at)
    problem.owner, problem.handed = person, True
    problem.save(update_fields=["owner", "handed"])
    _tell(person, "work.problem_raised", problem, by=by, at=at)
    record(problem, "work.problem_handed", by=by, at=at, owner=person.name)
    return problem


@action(OWN_PROBLEM, answers="RA")
def reopen_problem(problem: Problem, *, reason: str, by: Person, at: datetime) -> Problem:
    """Open a problem that came back: the clock of its solution runs on. Raises Refused if it is open, or without a reason."""
    refuse_if(rules.reasons_not_to_reopen(resolved=problem.resolved_at is not None, reason=reason))
    was, problem.resolution = problem.resolution, ""
    problem.resolved_at = problem.resolved_in = None
    wind_problem(problem, at=at).save()
    _tell(problem.owner, "work.problem_reopened", problem, by=by, at=at)
    record(problem, "work.problem_reopened", by=by, at=at, reason=reason, was=was)
    return problem


@action(OWN_PROBLEM)
def call_to_problem(problem: Problem, *, by: Person, at: datetime) -> list[ProblemCall]:
    """Call the people of every level that the running clock has reached and that was not told of; return the levels told of now.

    The owner is found anew first: a problem that was not handed to a person follows the seat. A second time finds nothing left.
    """
    clock = clocks.running(problem)
    if clock is None:
        return []
    _follow_the_seat(problem, by=by, at=at)
    levels, told = levels_on(today(at)), list(problem.calls.filter(clock=clock).values_list("percent", flat=True))
    reached = {
        level: called(levels[level], at, holding=lambda: clocks.holding(problem, at))
        for level in levels_reached(clocks.clock_of(problem, clock), levels, told, at)
    }
    made = [_called(problem, clock, level, people, at) for level, people in reached.items()]
    for person, level in highest_by_person(reached).items():
        call_to(person, WORDS.get(level, "work.problem_burns"), percent=level, title=problem.text[:120],
                url=_url(problem), engagement=problem.engagement, at=at)  # fmt: skip
    wind_problem(problem, at=at).save(update_fields=WOUND)
    if made:
        names = sorted({person.name for people in reached.values() for person in people})
        record(problem, "work.problem_called", by=by, at=at, clock=clock, percent=max(reached), told=names)
    return made


def _follow_the_seat(problem: Problem, *, by: Person, at: datetime) -> None:
    stays = problem.handed and problem.owner is not None and problem.owner.is_active
    owner = problem.owner if stays else queries.owner_for(problem.engagement, problem.kind, at)
    if owner != problem.owner:
        problem.owner, problem.handed = owner, False
        problem.save(update_fields=["owner", "handed"])
        _tell(owner, "work.problem_raised", problem, by=by, at=at)
        record(problem, "work.problem_follows", by=by, at=at, owner=owner.name if owner else "")


def _called(problem: Problem, clock: str, percent: int, people: Sequence[Person], at: datetime) -> ProblemCall:
    call = ProblemCall.objects.create(problem=problem, clock=clock, percent=percent, at=at)
    call.told.set(people)
    return call


@action(NORMS, lock=False)
def set_problem_norm(agency: Agency, *, clock: str, minutes: int, starts_on: date, kind: str = "", by: Person, at: datetime) -> ProblemNorm:
    """Let a norm of problems hold from a day on, for a kind or for any; clocks that run are set by it.

    Raises Malformed for a strange clock or kind, Refused for a day that has passed or that has its norm already.
    """
    if clock not in ProblemClock.values:
        raise unknown("clock", clock)
    if kind not in ("", *ProblemKind.values):
        raise unknown("kind", kind)
    taken = ProblemNorm.objects.filter(clock=clock, kind=kind, starts_on=starts_on).exists()
    refuse_if(reasons_not_a_norm(minutes=minutes, starts_on=starts_on, today=today(at), taken=taken))
    norm = ProblemNorm.objects.create(clock=clock, kind=kind, minutes=minutes, starts_on=starts_on)
    forget("work.problem_norms")
    changed(by=by, at=at)
    record(norm, "work.problem_norm_set", by=by, at=at, clock=clock, kind=kind, minutes=minutes, starts_on=str(starts_on))
    return norm
