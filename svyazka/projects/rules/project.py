"""Projects in words: states of a project and of a stage, the moves between them, drift and its causes."""

from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves
from svyazka.kit.worktime import Window, working_days


class ProjectState(TextChoices):
    PLANNED = "planned", pgettext_lazy("project", "Planned")
    RUNNING = "running", pgettext_lazy("project", "Running")
    DONE = "done", pgettext_lazy("project", "Done")
    STOPPED = "stopped", pgettext_lazy("project", "Stopped")


PROJECT_MOVES = Moves(ProjectState, {
    "finish": {"running": "done"},
    "reopen": {"done": "running"},  # an amendment has added stages
    "stop": {"running": "stopped"},
})


class StageState(TextChoices):
    """Where a stage of the contract stands, from the plan to the money."""

    PLAN = "plan", pgettext_lazy("stage", "In the plan")
    IN_WORK = "in_work", pgettext_lazy("stage", "In work")
    RESULT_READY = "result_ready", pgettext_lazy("stage", "Result ready")
    CHECKED = "checked", pgettext_lazy("stage", "Checked inside")
    HANDED = "handed", pgettext_lazy("stage", "Handed to the AM")
    ON_DEFENCE = "on_defence", pgettext_lazy("stage", "On defence")
    REMARKS = "remarks", pgettext_lazy("stage", "Remarks")
    ACCEPTED = "accepted", pgettext_lazy("stage", "Accepted")
    ACT = "act", pgettext_lazy("stage", "Act signed")
    PAID = "paid", pgettext_lazy("stage", "Paid")


STAGE_MOVES: dict[str, frozenset[str]] = {
    StageState.PLAN: frozenset({StageState.IN_WORK}),
    StageState.IN_WORK: frozenset({StageState.RESULT_READY}),
    StageState.RESULT_READY: frozenset({StageState.CHECKED, StageState.IN_WORK}),
    StageState.CHECKED: frozenset({StageState.HANDED, StageState.IN_WORK}),
    StageState.HANDED: frozenset({StageState.ON_DEFENCE, StageState.IN_WORK}),
    StageState.ON_DEFENCE: frozenset({StageState.REMARKS, StageState.ACCEPTED}),
    StageState.REMARKS: frozenset({StageState.IN_WORK, StageState.RESULT_READY, StageState.ON_DEFENCE, StageState.ACCEPTED}),
    StageState.ACCEPTED: frozenset({StageState.ACT}),
    StageState.ACT: frozenset({StageState.PAID}),
    StageState.PAID: frozenset({StageState.ACT}),  # a payment was corrected
}  # fmt: skip

ACCEPTED_STATES = frozenset({StageState.ACCEPTED, StageState.ACT, StageState.PAID})
TAKES_TASKS = frozenset({StageState.PLAN, StageState.IN_WORK, StageState.RESULT_READY, StageState.CHECKED, StageState.REMARKS})
CALM, UNEASY, ALARMING = "calm", "uneasy", "alarming"
ALARMING_DAYS = 3  # a drift of that many working days is shown in red


class DriftCause(TextChoices):
    """Why a stage ends later than promised: told to the AM without tasks and names."""

    NONE = "", _("On time")
    BLOCKED = "blocked", _("The work is blocked and waits for somebody")
    GREW = "grew", _("The work has grown since the first plan")
    ABSENCE = "absence", _("A specialist is away during the stage")
    QUEUE = "queue", _("The specialists are busy with earlier work")
    HOURS = "hours", _("Such work takes longer than it is estimated")


def reasons_not_to_move(state: str, to: str) -> list:
    """List why a stage in this state cannot go to that one."""
    if to in STAGE_MOVES.get(state, frozenset()):
        return []
    return [
        _("A stage that is “%(state)s” cannot become “%(to)s”.")
        % {"state": StageState(state).label, "to": StageState(to).label if to in StageState.values else to}
    ]


def reasons_not_to_start(*, signed: bool, has_project: bool, stages: int) -> list:
    """List why a project cannot be started from the contract."""
    reasons = []
    if not signed:
        reasons.append(_("The contract is not signed yet: a project starts from a signed contract."))
    if has_project:
        reasons.append(_("This engagement has its project already."))
    if not stages:
        reasons.append(_("The contract has no stages."))
    return reasons


def reasons_not_to_widen(*, new_stages: int, stopped: bool) -> list:
    """List why no stages can be taken into the plan."""
    if stopped:
        return [_("The project is stopped: no stages are taken in any more.")]
    return [] if new_stages else [_("All stages of the contract are in the plan already.")]


def reasons_not_to_follow(*, state: str, title: str, removed: bool) -> list:
    """List why an amendment cannot touch a stage of the project: what is accepted stands, what is begun is not removed."""
    if state in ACCEPTED_STATES:
        return [_("The stage “%(stage)s” is accepted: it does not change any more.") % {"stage": title}]
    if removed and state != StageState.PLAN:
        return [_("The work on the stage “%(stage)s” has begun: it is not removed any more.") % {"stage": title}]
    return []


def reasons_not_to_stop(*, unpaid: int, reason: str) -> list:
    """List why the project cannot be stopped: what the client has accepted is paid for first."""
    reasons = []
    if unpaid:
        reasons.append(_("Stages are accepted and not paid yet: %(count)s. Get them paid, then stop the project.") % {"count": unpaid})
    if not reason.strip():
        reasons.append(_("Say why the project is stopped."))
    return reasons


def drift_days(promised_on: date | None, forecast_on: date | None, window: Window) -> int | None:
    """Return how many working days the forecast is later than the promise (earlier is negative), or None if unknown."""
    if promised_on is None or forecast_on is None:
        return None
    first, last = sorted((promised_on, forecast_on))
    count = sum(1 for _day in working_days(first, last, window))
    return count if forecast_on > promised_on else -count


def mood_of(drift: int | None) -> str:
    """Return how loudly the drift is shown."""
    if drift is None or drift <= 0:
        return CALM
    return ALARMING if drift >= ALARMING_DAYS else UNEASY


def cause_told(cause: str, *, late: bool) -> str:
    """Return the cause of a drift as it is told: late by the forecast and in time by the plan, it is the estimates."""
    return (cause or DriftCause.HOURS) if late else DriftCause.NONE


def cause_of(*, late: bool, blocked: bool, hours: Decimal, first_hours: Decimal | None, absent: bool) -> str:
    """Return the one cause that is told to the AM: the block first, then growth, absence, the queue."""
    if not late:
        return DriftCause.NONE
    if blocked:
        return DriftCause.BLOCKED
    if first_hours is not None and hours > first_hours:
        return DriftCause.GREW
    return DriftCause.ABSENCE if absent else DriftCause.QUEUE
