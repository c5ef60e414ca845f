"""Problems: raised by anyone, owned by the seat that answers for their kind, each step with its moment."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Engagement
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import colleague, of_track, today
from svyazka.people.rules import Track
from svyazka.roles.queries.rights import holder_of
from svyazka.work import rules
from svyazka.work.models import Problem
from svyazka.work.rules import OWNED_BY_DUTY, ProblemKind, ProblemStep

RAISE_PROBLEM = Duty("problem.raise", _("Raise a problem"), stage=Part.DELIVERY, shared=True)
OWN_PROBLEM = Duty("problem.own", _("Own a problem until it is resolved"), stage=Part.DELIVERY, shared=True)


@action(RAISE_PROBLEM, lock=False)
def raise_problem(engagement: Engagement, *, kind: str, text: str, by: Person, at: datetime) -> Problem:
    """Say what goes wrong; the seat that answers for this kind owns it and is told.

    A problem whose seat is vacant has no owner, and the head sees it so. Raises Malformed for an unknown kind.
    """
    if kind not in ProblemKind.values:
        raise Malformed(_("kind: there is no such kind of problem."))
    owner = _owner_for(engagement, kind, at)
    problem = Problem.objects.create(engagement=engagement, kind=kind, text=text, opened_by=by, opened_at=at, owner=owner)
    _tell(owner, "work.problem_raised", problem, by=by, at=at)
    record(problem, "work.problem_raised", by=by, at=at, kind=kind, owner=owner.name if owner else "")
    return problem


def _owner_for(engagement: Engagement, kind: str, at: datetime) -> Person | None:
    if kind == ProblemKind.MONEY:
        return of_track(Track.FINANCE, today(at)).first()
    return holder_of(engagement, OWNED_BY_DUTY[kind], at)


def _tell(person: Person | None, verb: str, problem: Problem, *, by: Person, at: datetime) -> None:
    if person is not None and person != by:
        tell(person, verb, at=at, by=by, engagement=problem.engagement, url="/work/problems/", text=problem.text[:120])


@action(OWN_PROBLEM, answers="RA")
def step_problem(problem: Problem, *, step: str, note: str = "", by: Person, at: datetime) -> Problem:
    """Write that somebody reacted, proposed, or resolved; the clock of each stops. Raises Refused if it is resolved."""
    if step not in ProblemStep.values:
        raise Malformed(_("step: there is no such step."))
    refuse_if(
        rules.reasons_not_to_step(
            step, reacted=problem.reacted_at is not None, resolved=problem.resolved_at is not None, note=note
        )
    )
    problem.reacted_at = problem.reacted_at or at
    if step == ProblemStep.PROPOSED:
        problem.proposed_at, problem.proposal = problem.proposed_at or at, note
    if step == ProblemStep.RESOLVED:
        problem.resolved_at, problem.resolution = at, note
        problem.proposed_at = problem.proposed_at or at
    problem.save(update_fields=["reacted_at", "proposed_at", "proposal", "resolved_at", "resolution"])
    if step == ProblemStep.RESOLVED and problem.opened_by.kind == "staff":
        _tell(problem.opened_by, "work.problem_resolved", problem, by=by, at=at)
    record(problem, f"work.problem_{step}", by=by, at=at, note=note)
    return problem


@action(OWN_PROBLEM, answers="RA")
def hand_problem(problem: Problem, *, owner: str, by: Person, at: datetime) -> Problem:
    """Pass the problem to another person of the agency. Raises Malformed for an unknown login."""
    person = colleague("owner", owner)
    problem.owner = person
    problem.save(update_fields=["owner"])
    _tell(person, "work.problem_raised", problem, by=by, at=at)
    record(problem, "work.problem_handed", by=by, at=at, owner=person.name)
    return problem
