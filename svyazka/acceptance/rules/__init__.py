"""Results in words: the states of results, defences, remarks and changes as tables, and what stands in the way of a move."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import refuse_if
from svyazka.kit.worktime import Window

MOST_ITEMS = 100
MOST_AHEAD = timedelta(days=60)  # further ahead nobody agrees upon a meeting


class ResultState(TextChoices):
    """Where one edition of a result stands on its way from the PM to the client."""

    DRAFT = "draft", _("Being put together")
    CHECKED = "checked", _("Checked inside")
    HANDED = "handed", _("Handed to the AM")
    WITH_AM = "with_am", _("With the AM")
    RETURNED = "returned", _("Sent back to the PM")
    ON_DEFENCE = "on_defence", _("On defence")
    ACCEPTED = "accepted", _("Accepted by the client")
    REMARKS = "remarks", _("The client has remarks")


class DefenceState(TextChoices):
    """What the client has said; an open defence has no verdict yet."""

    OPEN = "", _("Waits for the verdict")
    ACCEPTED = "accepted", _("Accepted")
    REMARKS = "remarks", _("Remarks")


class RemarkState(TextChoices):
    """Where a remark of the client stands."""

    NEW = "new", _("To be classified")
    IN_SCOPE = "in_scope", _("In scope, waits for the PM")
    PLANNED = "planned", _("Planned as a task")
    OUT_OF_SCOPE = "out_of_scope", _("Out of scope, a change")


class ChangeState(TextChoices):
    """Where a change of scope stands."""

    NEW = "new", _("To be priced")
    OFFERED = "offered", _("Offered to the client")
    AGREED = "agreed", _("Agreed, waits for the PM")
    PLANNED = "planned", _("Planned as a task")
    DECLINED = "declined", _("Declined by the client")


class DefenceChannel(TextChoices):
    """How the result is shown to the client."""

    MEETING = "meeting", _("Meeting")
    CALL = "call", _("Call")
    VIDEO = "video", _("Video call")
    PHONE = "phone", _("Phone")
    PORTAL = "portal", _("Portal")
    EMAIL = "email", _("E-mail")


Table = Mapping[tuple[str, str], str]

RESULT: Table = {
    ("draft", "check"): "checked",
    ("draft", "hand_over"): "handed",
    ("checked", "hand_over"): "handed",
    ("handed", "confirm"): "handed",  # whoever was named as the checker says so in person
    ("with_am", "confirm"): "with_am",
    ("on_defence", "confirm"): "on_defence",
    ("handed", "take"): "with_am",
    ("handed", "return"): "returned",
    ("with_am", "defend"): "on_defence",
    ("on_defence", "accept"): "accepted",
    ("on_defence", "remark"): "remarks",
}
DEFENCE: Table = {("", "accept"): "accepted", ("", "remark"): "remarks"}
REMARK: Table = {
    ("new", "keep"): "in_scope",
    ("new", "turn_away"): "out_of_scope",
    ("in_scope", "plan"): "planned",
}
CHANGE: Table = {
    ("new", "offer"): "offered",
    ("new", "decline"): "declined",
    ("offered", "offer"): "offered",
    ("offered", "agree"): "agreed",
    ("offered", "decline"): "declined",
    ("agreed", "plan"): "planned",
}

FORWARD = ("plan", "in_work", "result_ready", "checked", "handed")  # how a stage comes to the AM
UNCONFIRMED = tuple(state for state, verb in RESULT if verb == "confirm")
LIVE = ("draft", "checked", "handed", "with_am", "on_defence", "accepted")  # a stage has at most one such result


STEP_LABELS = {
    "build": _("Put the result together"), "hand_over": _("Have it checked and hand it over"),
    "confirm": _("Confirm that you have checked it"), "take": _("Take it or send it back"), "defend": _("Open the defence"), "decide": _("Get the client's verdict"),
    "classify": _("Classify the remark"), "plan": _("Plan the remark"), "price": _("Price the change"),
    "settle": _("Get the client's answer to the change"), "plan_change": _("Plan the change"),
}  # fmt: skip


def reasons_not_to_move(table: Table, states: type[TextChoices], state: str, verb: str) -> list:
    """List why the thing in this state cannot make this move: whatever is not in the table is refused."""
    if (state, verb) in table:
        return []
    return [_("It is now “%(state)s”, and this step does not follow from there.") % {"state": states(state).label}]


def refuse_move(table: Table, states: type[TextChoices], state: str, verb: str) -> None:
    """Raise Refused unless the thing in this state can make this move."""
    refuse_if(reasons_not_to_move(table, states, state, verb))


def reasons_not_to_build(*, live: bool, open_tasks: int, items: Sequence[str], stage_done: bool, unclassified: int = 0,
                         unplanned: int = 0) -> list:  # fmt: skip
    """List why the PM cannot put a result of the stage together.

    `unclassified` remarks wait for the AM's word, `unplanned` remarks in scope and agreed changes for a task.
    """
    reasons = []
    if stage_done:
        reasons.append(_("The stage has been accepted already."))
    elif live:
        reasons.append(_("The stage already has a result on its way to the client."))
    if open_tasks:
        reasons.append(_("The stage has unfinished tasks: %(count)s. Finish or remove them first.") % {"count": open_tasks})
    if unclassified:
        reasons.append(_("Remarks of the client are not classified yet: %(count)s. Tell them in scope from changes first.")
                       % {"count": unclassified})  # fmt: skip
    if unplanned:
        reasons.append(_("Remarks and agreed changes wait to be planned: %(count)s. Make tasks of them first.") % {"count": unplanned})
    if not any(item.strip() for item in items):
        reasons.append(_("Name at least one thing that the client receives."))
    return reasons


def reasons_not_to_check_by(*, known: bool, may_check: bool) -> list:
    """List why this person does not count as the one who checked the result."""
    if not known:
        return [_("There is no such colleague who could have checked the result.")]
    return [] if may_check else [_("This colleague's track does not include checking results.")]


def reasons_not_to_defend(*, held_at: datetime, taken_at: datetime | None, at: datetime) -> list:
    """List why a defence is not held at this moment: a meeting is written down to the minute, after the handover."""
    if taken_at is not None and held_at < taken_at.replace(second=0, microsecond=0):
        return [_("A result is shown to the client after you have taken it.")]
    if held_at > at + MOST_AHEAD:
        return [_("A defence is held in at most %(days)s days.") % {"days": MOST_AHEAD.days}]
    return []


def reasons_not_to_decide(*, accepted: bool, remarks: Sequence[dict], evidence: str, by_contact: bool) -> list:
    """List why a verdict cannot be written down like this.

    The client's own contact needs no evidence; whoever writes the verdict down for the client names a letter, a
    record of the meeting or the like.
    """
    reasons = []
    if not by_contact and not evidence.strip():
        reasons.append(_("Name the evidence of the client's verdict: a letter, a signed sheet, minutes of the meeting."))
    if accepted and remarks:
        reasons.append(_("A result is accepted, or has remarks: not both."))
    if not accepted and not any(remark.get("text", "").strip() for remark in remarks):
        reasons.append(_("Write down at least one remark, or accept the result."))
    return reasons


def reasons_not_to_take_silence(*, allowed: bool, due_on: date | None, today: date) -> list:
    """List why silence is not acceptance yet (it is one only where the contract says so)."""
    if not allowed or due_on is None:
        return [_("The contract does not take silence for acceptance.")]
    return [] if today > due_on else [_("The client's time to answer has not run out.")]


def reasons_not_to_price(*, price_kopecks: int, hours) -> list:
    """List why a change cannot be offered at this price."""
    reasons = []
    if price_kopecks < 0:
        reasons.append(_("A price is not below zero."))
    if hours is not None and hours < 0:
        reasons.append(_("Hours are not below zero."))
    return reasons


def reasons_not_to_agree(*, live: bool, stage_done: bool) -> list:
    """List why a change of the stage cannot be agreed upon now: its task and its price would come too late."""
    if stage_done:
        return [_("The stage is accepted: sell the change by an amendment of the contract.")]
    return [_("A result is on its way to the client: settle the change after the verdict.")] if live else []


def silence_due(held_on: date, acceptance_days: int, window: Window) -> date:
    """Return the last working day on which the client may still answer."""
    return window.add_days(held_on, acceptance_days)


def is_paid_round(round_no: int, rounds_included: int) -> bool:
    """Tell whether this round of remarks goes beyond what the contract includes."""
    return round_no > rounds_included
