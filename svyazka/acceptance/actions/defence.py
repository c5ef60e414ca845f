"""A result is shown to the client, who accepts it, by silence too, or has remarks."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.acceptance import rules
from svyazka.acceptance.actions.duties import ACCEPT, CLASSIFY, DEFEND
from svyazka.acceptance.models import Defence, Remark, Result
from svyazka.acceptance.rules import DefenceState, ResultState
from svyazka.acceptance.steps import move_result
from svyazka.acceptance.steps.look import ask_client
from svyazka.clients.rules import reasons_if_closed
from svyazka.deals.queries import contract_of
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.people.rules import Kind
from svyazka.projects.steps import move_stage
from svyazka.roles.steps import tell_holder


@action(DEFEND)
def open_defence(result: Result, *, channel: str, held_at: datetime, by: Person, at: datetime) -> Defence:
    """Show the result to the client; where the contract takes silence for acceptance, the last day is kept.

    Silence is counted from the meeting, and never from before it was written down here. Raises Refused for a meeting
    before the handover was taken, or too far ahead.
    """
    refuse_if(reasons_if_closed(result.engagement))
    rules.refuse_move(rules.RESULT, ResultState, result.state, "defend")
    refuse_if(rules.reasons_not_to_defend(held_at=held_at, taken_at=result.taken_at, at=at))
    if channel not in rules.DefenceChannel.values:
        raise Malformed(_("A result is shown at a meeting, by call, in the portal or by e-mail."))
    defence = Defence.objects.create(
        result=result, engagement=result.engagement, round_no=result.stage.rounds + 1, channel=channel,
        held_at=held_at, opened_by=by, opened_at=at, silence_due_on=_silence_due(result, max(held_at, at)),
    )  # fmt: skip
    move_result(result, "defend")
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
    rules.refuse_move(rules.DEFENCE, DefenceState, defence.verdict, verb)
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
    rules.refuse_move(rules.DEFENCE, DefenceState, defence.verdict, "accept")
    due_on = defence.silence_due_on
    refuse_if(rules.reasons_not_to_take_silence(allowed=due_on is not None, due_on=due_on, today=today(at)))
    _decide(defence, "accept", by=by, at=at, by_silence=True)
    return _accepted(defence, by, at)


def _decide(defence: Defence, verb: str, *, by: Person, at: datetime, evidence: str = "", by_silence=False) -> None:
    defence.verdict = rules.DEFENCE[defence.verdict, verb]
    defence.decided_by, defence.decided_at, defence.evidence, defence.by_silence = by, at, evidence, by_silence
    defence.save(update_fields=["verdict", "decided_by", "decided_at", "evidence", "by_silence"])
    move_result(defence.result, verb)


def _accepted(defence: Defence, by: Person, at: datetime) -> Defence:
    stage = defence.result.stage
    move_stage(stage, "accepted", at=at)
    ask_client(stage, at=at)
    tell_holder(defence.engagement, DEFEND, "acceptance.accepted", url="/acceptance/", by=by, at=at, result=stage.title)
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
    tell_holder(defence.engagement, CLASSIFY, "acceptance.remarked", url="/acceptance/", by=by, at=at, result=stage.title, count=len(told))
    record(defence, "acceptance.remarked", by=by, at=at, stage=stage.title, round=defence.round_no, count=len(told),
           evidence=defence.evidence, way_back="remarks")  # fmt: skip
    return defence
