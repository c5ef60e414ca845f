"""A result is put together, checked by a second pair of eyes, handed over, taken or sent back."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.acceptance import queries, rules
from svyazka.acceptance.actions.duties import CHECK, DEFEND, HAND_OVER
from svyazka.acceptance.models import Result, ResultCriterion
from svyazka.acceptance.rules import ResultState
from svyazka.acceptance.steps import move_result
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action, may
from svyazka.people.models import Person
from svyazka.people.queries import staff
from svyazka.projects.models import Stage
from svyazka.projects.rules import ACCEPTED_STATES
from svyazka.projects.steps import move_stage
from svyazka.roles.queries.standing import scheme_of
from svyazka.roles.rules import reasons_not_to_combine
from svyazka.roles.steps import tell_holder


@action(HAND_OVER)
def build_result(stage: Stage, *, items: Sequence[str], criteria: Sequence[dict] = (), by: Person, at: datetime) -> Result:
    """Put the result of a stage together: what the client receives, and how each clause is met.

    `criteria` are {"clause_id", "how_met"}. Raises Refused while the stage has open tasks, a live result, or remarks and
    changes of the last round that are not settled; Malformed on a clause of another engagement.
    """
    refuse_if(reasons_if_closed(stage.engagement))
    refuse_if(
        rules.reasons_not_to_build(
            live=stage.results.filter(state__in=rules.LIVE).exists(), open_tasks=queries.open_tasks(stage),
            items=items, stage_done=stage.state in ACCEPTED_STATES, unclassified=queries.unclassified(stage),
            unplanned=queries.unplanned(stage),
        )
    )  # fmt: skip
    result = Result.objects.create(
        stage=stage, engagement=stage.engagement, edition=stage.results.count() + 1, made_by=by, made_at=at,
        items=[item.strip()[:500] for item in items if item.strip()][: rules.MOST_ITEMS],
    )  # fmt: skip
    _write_criteria(result, criteria)
    _bring(stage, "result_ready", at)
    record(result, "acceptance.built", by=by, at=at, stage=stage.title, edition=result.edition)
    return result


def _write_criteria(result: Result, criteria: Sequence[dict]) -> None:
    clauses = {clause.pk: clause for clause in queries.clauses_of(result.engagement)}
    if unknown := [c["clause_id"] for c in criteria if c.get("clause_id") and c["clause_id"] not in clauses]:
        raise Malformed(_("The specification of this engagement has no such clause: %(ids)s.")
                        % {"ids": ", ".join(map(str, unknown))})  # fmt: skip
    ResultCriterion.objects.bulk_create(
        ResultCriterion(
            result=result, clause=(clause := clauses.get(told.get("clause_id"))), position=n, how_met=told["how_met"],
            text=clause.text if clause else "", criterion=clause.criterion if clause else told.get("criterion", ""),
        )
        for n, told in enumerate(criteria)
    )  # fmt: skip


@action(CHECK, answers="RA")
def check_result(result: Result, *, by: Person, at: datetime) -> Result:
    """Sign that the result was checked; where the scheme asks for four eyes, by somebody other than its maker.

    Whoever was named as the checker at the handover confirms it by the same signature.
    """
    refuse_if(reasons_if_closed(result.engagement))
    if result.checked_by_id == by.pk and result.confirmed_at is None and result.state in rules.UNCONFIRMED:
        return _confirm(result, by, at)
    rules.refuse_move(rules.RESULT, ResultState, result.state, "check")
    refuse_if(_same_eyes(result, at, same=by.pk == result.made_by_id))
    move_result(result, "check", checked_by=by, checked_at=at, confirmed_at=at)
    _bring(result.stage, "checked", at)
    record(result, "acceptance.checked", by=by, at=at)
    return result


def _confirm(result: Result, by: Person, at: datetime) -> Result:
    move_result(result, "confirm", confirmed_at=at)
    record(result, "acceptance.check_confirmed", by=by, at=at, stage=result.stage.title)
    return result


@action(HAND_OVER)
def hand_over(result: Result, *, checked_by: str = "", by: Person, at: datetime) -> Result:
    """Hand the result to whoever defends it; `checked_by` is the login of the second person who has checked it.

    Where the scheme asks for four eyes, that is neither the maker nor who hands over. It goes on your word: a checker
    who has not signed is told at once and confirms it.
    """
    refuse_if(reasons_if_closed(result.engagement))
    rules.refuse_move(rules.RESULT, ResultState, result.state, "hand_over")
    checker = _checker(result, checked_by, at)
    refuse_if(_same_eyes(result, at, same=checker.pk in (by.pk, result.made_by_id)))
    signed = result.checked_by_id == checker.pk
    move_result(result, "hand_over", checked_by=checker, checked_at=result.checked_at if signed else at,
          confirmed_at=result.confirmed_at if signed else None, handed_by=by, handed_at=at)  # fmt: skip
    if result.confirmed_at is None and checker.pk != by.pk:
        tell(checker, "acceptance.check_asked", at=at, by=by, engagement=result.engagement,
             url=f"/acceptance/results/{result.pk}/", result=result.stage.title)  # fmt: skip
    _bring(result.stage, "handed", at)
    tell_holder(result.engagement, DEFEND, "acceptance.handed_over", url="/acceptance/", by=by, at=at, result=result.stage.title)
    record(result, "acceptance.handed_over", by=by, at=at, checked_by=checker.name, stage=result.stage.title)
    return result


def _checker(result: Result, login: str, at: datetime) -> Person:
    if not login and result.checked_by is None:
        raise Refused(_("Name the colleague who has checked the result."))
    checker = staff().filter(username=login).first() if login else result.checked_by
    allowed = checker is not None and bool(may(checker, CHECK, result, at, answers="RA"))
    refuse_if(rules.reasons_not_to_check_by(known=checker is not None, may_check=allowed))
    return checker


def _same_eyes(result: Result, at: datetime, *, same: bool) -> list:
    scheme = scheme_of(result.engagement, at)
    pairs = scheme.plan.four_eyes if scheme else ()
    return reasons_not_to_combine(pairs, HAND_OVER.code, CHECK.code, same=same)


@action(DEFEND)
def accept_handover(result: Result, *, accepted: bool, reason: str = "", by: Person, at: datetime) -> Result:
    """Take the result to defend it, or send it back to the PM with a reason; the next edition then follows."""
    refuse_if(reasons_if_closed(result.engagement))
    verb = "take" if accepted else "return"
    rules.refuse_move(rules.RESULT, ResultState, result.state, verb)
    if not accepted and not reason.strip():
        raise Refused(_("Say what is missing, so that the PM can mend it."))
    move_result(result, verb, taken_by=by, taken_at=at, return_reason="" if accepted else reason.strip())
    if not accepted:
        move_stage(result.stage, "in_work", at=at)
        tell_holder(result.engagement, HAND_OVER, "acceptance.sent_back", url="/acceptance/", by=by, at=at, result=result.stage.title, reason=reason)
    record(result, "acceptance.taken" if accepted else "acceptance.sent_back", by=by, at=at, reason=reason)
    return result


def _bring(stage: Stage, to: str, at: datetime) -> None:
    """Move the stage forward to this state, through those in between."""
    came = stage.state if stage.state in rules.FORWARD else "in_work"
    for state in rules.FORWARD[rules.FORWARD.index(came) + 1 : rules.FORWARD.index(to) + 1]:
        move_stage(stage, state, at=at)
