"""What can happen to a result: put together, checked, handed over, defended, accepted or remarked upon, changed."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.acceptance import queries, rules
from svyazka.acceptance.models import ChangeRequest, Defence, Remark, Result, ResultCriterion
from svyazka.acceptance.rules import ChangeState, DefenceState, RemarkState, ResultState
from svyazka.clients.rules import reasons_if_closed
from svyazka.deals.queries import contract_of
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action, may
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, colleague, staff, today
from svyazka.people.rules import Kind
from svyazka.projects.actions import CHANGE_PLAN
from svyazka.projects.models import Stage
from svyazka.projects.rules import ACCEPTED_STATES
from svyazka.projects.steps import move_stage
from svyazka.roles.queries.rights import holder_of, scheme_of
from svyazka.roles.rules import reasons_not_to_combine
from svyazka.work.steps import add_task

HAND_OVER = Duty("result.handover", _("Hand the result over"), stage=Part.RESULT)
CHECK = Duty("quality.check", _("Check the result before the handover"), stage=Part.RESULT)
DEFEND = Duty("result.defend", _("Defend the result before the client"), stage=Part.RESULT)
ACCEPT = Duty("result.accept", _("Give the client's verdict"), stage=Part.RESULT, by_system=True, shared=True)
CLASSIFY = Duty("remark.class", _("Tell remarks in scope from changes"), stage=Part.RESULT)
SELL = Duty("change.sell", _("Price and agree the change"), stage=Part.RESULT)


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
    _refuse_move(rules.RESULT, ResultState, result.state, "check")
    refuse_if(_same_eyes(result, at, same=by.pk == result.made_by_id))
    _move(result, "check", checked_by=by, checked_at=at, confirmed_at=at)
    _bring(result.stage, "checked", at)
    record(result, "acceptance.checked", by=by, at=at)
    return result


def _confirm(result: Result, by: Person, at: datetime) -> Result:
    _move(result, "confirm", confirmed_at=at)
    record(result, "acceptance.check_confirmed", by=by, at=at, stage=result.stage.title)
    return result


@action(HAND_OVER)
def hand_over(result: Result, *, checked_by: str = "", by: Person, at: datetime) -> Result:
    """Hand the result to whoever defends it; `checked_by` is the login of the second person who has checked it.

    Where the scheme asks for four eyes, that is neither the maker nor who hands over. It goes on your word: a checker
    who has not signed is told at once and confirms it.
    """
    refuse_if(reasons_if_closed(result.engagement))
    _refuse_move(rules.RESULT, ResultState, result.state, "hand_over")
    checker = _checker(result, checked_by, at)
    refuse_if(_same_eyes(result, at, same=checker.pk in (by.pk, result.made_by_id)))
    signed = result.checked_by_id == checker.pk
    _move(result, "hand_over", checked_by=checker, checked_at=result.checked_at if signed else at,
          confirmed_at=result.confirmed_at if signed else None, handed_by=by, handed_at=at)  # fmt: skip
    if result.confirmed_at is None and checker.pk != by.pk:
        tell(checker, "acceptance.check_asked", at=at, by=by, engagement=result.engagement,
             url=f"/acceptance/results/{result.pk}/", result=result.stage.title)  # fmt: skip
    _bring(result.stage, "handed", at)
    _tell_holder(result, DEFEND, "acceptance.handed_over", by, at, result=result.stage.title)
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
    _refuse_move(rules.RESULT, ResultState, result.state, verb)
    if not accepted and not reason.strip():
        raise Refused(_("Say what is missing, so that the PM can mend it."))
    _move(result, verb, taken_by=by, taken_at=at, return_reason="" if accepted else reason.strip())
    if not accepted:
        move_stage(result.stage, "in_work", at=at)
        _tell_holder(result, HAND_OVER, "acceptance.sent_back", by, at, result=result.stage.title, reason=reason)
    record(result, "acceptance.taken" if accepted else "acceptance.sent_back", by=by, at=at, reason=reason)
    return result


@action(DEFEND)
def open_defence(result: Result, *, channel: str, held_at: datetime, by: Person, at: datetime) -> Defence:
    """Show the result to the client; where the contract takes silence for acceptance, the last day is kept.

    Silence is counted from the meeting, and never from before it was written down here. Raises Refused for a meeting
    before the handover was taken, or too far ahead.
    """
    refuse_if(reasons_if_closed(result.engagement))
    _refuse_move(rules.RESULT, ResultState, result.state, "defend")
    refuse_if(rules.reasons_not_to_defend(held_at=held_at, taken_at=result.taken_at, at=at))
    if channel not in rules.DefenceChannel.values:
        raise Malformed(_("A result is shown at a meeting, by call, in the portal or by e-mail."))
    defence = Defence.objects.create(
        result=result, engagement=result.engagement, round_no=result.stage.rounds + 1, channel=channel,
        held_at=held_at, opened_by=by, opened_at=at, silence_due_on=_silence_due(result, max(held_at, at)),
    )  # fmt: skip
    _move(result, "defend")
    move_stage(result.stage, "on_defence", at=at)
    record(defence, "acceptance.defence_opened", by=by, at=at, round=defence.round_no, channel=channel)
    return defence


def _silence_due(result: Result, since: datetime):
    contract = contract_of(result.engagement)
    if contract is None or not contract.silence_means_accepted:
        return None
    return rules.silence_due(today(since), contract.acceptance_days, agency_window())


@action(ACCEPT)
def decide_defence(defence: Defence, *, accepted: bool, remarks: Sequence[dict] = (), evidence: str = "",
                   by: Person, at: datetime) -> Defence:  # fmt: skip
    """Write down the client's verdict: accepted, or a round of remarks [{"criterion", "text"}].

    The client's contact gives it in person; staff write it down for the client and name the evidence. Remarks are
    the second way back of an engagement: they are counted on the stage.
    """
    refuse_if(reasons_if_closed(defence.engagement))
    verb = "accept" if accepted else "remark"
    _refuse_move(rules.DEFENCE, DefenceState, defence.verdict, verb)
    refuse_if(
        rules.reasons_not_to_decide(
            accepted=accepted, remarks=remarks, evidence=evidence, by_contact=by.kind == Kind.CONTACT
        )
    )
    _decide(defence, verb, by=by, at=at, evidence=evidence.strip())
    return _accepted(defence, by, at) if accepted else _remarked(defence, remarks, by, at)


@action(ACCEPT)
def accept_by_silence(defence: Defence, *, by: Person, at: datetime) -> Defence:
    """Take the client's silence for acceptance once the days of the contract have run out."""
    refuse_if(reasons_if_closed(defence.engagement))
    _refuse_move(rules.DEFENCE, DefenceState, defence.verdict, "accept")
    due_on = defence.silence_due_on
    refuse_if(rules.reasons_not_to_take_silence(allowed=due_on is not None, due_on=due_on, today=today(at)))
    _decide(defence, "accept", by=by, at=at, by_silence=True)
    return _accepted(defence, by, at)


def _decide(defence: Defence, verb: str, *, by: Person, at: datetime, evidence: str = "", by_silence=False) -> None:
    defence.verdict = rules.DEFENCE[defence.verdict, verb]
    defence.decided_by, defence.decided_at, defence.evidence, defence.by_silence = by, at, evidence, by_silence
    defence.save(update_fields=["verdict", "decided_by", "decided_at", "evidence", "by_silence"])
    _move(defence.result, verb)


def _accepted(defence: Defence, by: Person, at: datetime) -> Defence:
    stage = defence.result.stage
    move_stage(stage, "accepted", at=at)
    _tell_holder(defence, DEFEND, "acceptance.accepted", by, at, result=stage.title)
    record(defence, "acceptance.accepted", by=by, at=at, stage=stage.title, round=defence.round_no,
           evidence=defence.evidence, silence=defence.by_silence)  # fmt: skip
    return defence


def _remarked(defence: Defence, remarks: Sequence[dict], by: Person, at: datetime) -> Defence:
    told = [remark for remark in remarks if remark.get("text", "").strip()]
    Remark.objects.bulk_create(
        Remark(defence=defence, engagement=defence.engagement, text=remark["text"].strip(),
               criterion=remark.get("criterion", "").strip()[:500])
        for remark in told
    )  # fmt: skip
    stage = defence.result.stage
    move_stage(stage, "remarks", at=at)
    _tell_holder(defence, CLASSIFY, "acceptance.remarked", by, at, result=stage.title, count=len(told))
    record(defence, "acceptance.remarked", by=by, at=at, stage=stage.title, round=defence.round_no, count=len(told),
           evidence=defence.evidence, way_back="remarks")  # fmt: skip
    return defence


@action(CLASSIFY)
def classify_remark(remark: Remark, *, in_scope: bool, by: Person, at: datetime) -> Remark:
    """Tell whether the remark is in scope: then it waits for the PM; if not, it becomes a change to be priced."""
    refuse_if(reasons_if_closed(remark.engagement))
    verb = "keep" if in_scope else "turn_away"
    _refuse_move(rules.REMARK, RemarkState, remark.state, verb)
    remark.state, remark.in_scope = rules.REMARK[remark.state, verb], in_scope
    remark.classified_by, remark.classified_at = by, at
    remark.save(update_fields=["state", "in_scope", "classified_by", "classified_at"])
    if in_scope:
        _tell_holder(remark, CHANGE_PLAN, "acceptance.classified", by, at, remark=remark.text[:200])
    else:
        ChangeRequest.objects.create(
            engagement=remark.engagement, stage=remark.defence.result.stage, remark=remark, text=remark.text,
            made_by=by, made_at=at,
        )  # fmt: skip
    record(remark, "acceptance.classified", by=by, at=at, in_scope=in_scope)
    return remark


@action(CHANGE_PLAN)
def plan_remark(remark: Remark, *, assignee: str, estimate_hours: Decimal, title: str = "", due_on=None,
                by: Person, at: datetime) -> Remark:  # fmt: skip
    """Make a task of a remark that is in scope; only whoever plans may."""
    refuse_if(reasons_if_closed(remark.engagement))
    _refuse_move(rules.REMARK, RemarkState, remark.state, "plan")
    stage = remark.defence.result.stage
    remark.task = add_task(
        stage.project, title=title or remark.text[:200], stage=stage, assignee=colleague("assignee", assignee), text=remark.text,
        estimate_hours=estimate_hours, due_on=due_on, from_remark_id=remark.pk, by=by, at=at,
    )  # fmt: skip
    remark.state, remark.planned_by, remark.planned_at = rules.REMARK[remark.state, "plan"], by, at
    remark.save(update_fields=["state", "planned_by", "planned_at", "task"])
    record(remark, "acceptance.planned", by=by, at=at, task=remark.task_id, assignee=assignee)
    return remark


@action(SELL)
def price_change(change: ChangeRequest, *, price_kopecks: int, hours: Decimal | None = None,
                 by: Person, at: datetime) -> ChangeRequest:  # fmt: skip
    """Offer the change to the client at a price. Raises Refused once its stage is accepted."""
    refuse_if(reasons_if_closed(change.engagement))
    _refuse_move(rules.CHANGE, ChangeState, change.state, "offer")
    refuse_if([
        *rules.reasons_not_to_price(price_kopecks=price_kopecks, hours=hours),
        *rules.reasons_not_to_agree(live=False, stage_done=change.stage.state in ACCEPTED_STATES),
    ])  # fmt: skip
    change.state, change.price_kopecks, change.hours = rules.CHANGE[change.state, "offer"], price_kopecks, hours
    change.offered_by, change.offered_at = by, at
    change.save(update_fields=["state", "price_kopecks", "hours", "offered_by", "offered_at"])
    record(change, "acceptance.change_offered", by=by, at=at, price_kopecks=price_kopecks)
    return change


@action(SELL)
def settle_change(change: ChangeRequest, *, agreed: bool, evidence: str = "", by: Person, at: datetime) -> ChangeRequest:
    """Write down the client's answer to an offered change, or that they no longer ask for it, with its evidence.

    A change is agreed while the stage can still be worked on, so that it is planned, done and billed with it.
    """
    refuse_if(reasons_if_closed(change.engagement))
    verb = "agree" if agreed else "decline"
    _refuse_move(rules.CHANGE, ChangeState, change.state, verb)
    if not evidence.strip():
        raise Refused(_("Name the evidence of the client's answer: a letter, a signed amendment."))
    if agreed:
        live = change.stage.results.filter(state__in=rules.LIVE).exists()
        refuse_if(rules.reasons_not_to_agree(live=live, stage_done=change.stage.state in ACCEPTED_STATES))
    change.state, change.evidence = rules.CHANGE[change.state, verb], evidence.strip()
    change.decided_by, change.decided_at = by, at
    change.save(update_fields=["state", "evidence", "decided_by", "decided_at"])
    if agreed:
        _tell_holder(change, CHANGE_PLAN, "acceptance.change_agreed", by, at, change=change.text[:200])
    record(change, "acceptance.change_agreed" if agreed else "acceptance.change_declined", by=by, at=at,
           evidence=change.evidence)  # fmt: skip
    return change


@action(CHANGE_PLAN)
def plan_change(change: ChangeRequest, *, assignee: str, estimate_hours: Decimal, title: str = "", due_on=None,
                by: Person, at: datetime) -> ChangeRequest:  # fmt: skip
    """Make a task of a change that the client has agreed to."""
    refuse_if(reasons_if_closed(change.engagement))
    _refuse_move(rules.CHANGE, ChangeState, change.state, "plan")
    change.task = add_task(
        change.stage.project, title=title or change.text[:200], stage=change.stage, assignee=colleague("assignee", assignee),
        text=change.text, estimate_hours=estimate_hours, due_on=due_on, by=by, at=at,
    )  # fmt: skip
    change.state = rules.CHANGE[change.state, "plan"]
    change.save(update_fields=["state", "task"])
    record(change, "acceptance.change_planned", by=by, at=at, task=change.task_id, assignee=assignee)
    return change


def _bring(stage: Stage, to: str, at: datetime) -> None:
    """Move the stage forward to this state, through those in between."""
    came = stage.state if stage.state in rules.FORWARD else "in_work"
    for state in rules.FORWARD[rules.FORWARD.index(came) + 1 : rules.FORWARD.index(to) + 1]:
        move_stage(stage, state, at=at)


def _move(result: Result, verb: str, **facts) -> None:
    result.state = rules.RESULT[result.state, verb]
    for name, value in facts.items():
        setattr(result, name, value)
    result.save(update_fields=["state", *facts])


def _refuse_move(table: rules.Table, states, state: str, verb: str) -> None:
    refuse_if(rules.reasons_not_to_move(table, states, state, verb))


def _tell_holder(subject, duty: Duty, verb: str, by: Person, at: datetime, **facts) -> None:
    holder = holder_of(subject.engagement, duty.code, at)
    if holder is not None and holder.pk != by.pk:
        tell(holder, verb, at=at, by=by, engagement=subject.engagement, url="/acceptance/", **facts)
