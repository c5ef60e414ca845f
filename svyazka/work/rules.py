"""Work in words: states of tasks, hours, sprints and problems, their moves, and reasons not to."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.days import A_DAY_APART, too_far_ahead


class TaskState(TextChoices):
    BACKLOG = "backlog", pgettext_lazy("task", "Backlog")
    TODO = "todo", pgettext_lazy("task", "To do")
    DOING = "doing", pgettext_lazy("task", "Doing")
    REVIEW = "review", pgettext_lazy("task", "Check")
    DONE = "done", pgettext_lazy("task", "Done")


TASK_MOVES: dict[str, frozenset[str]] = {
    TaskState.BACKLOG: frozenset({TaskState.TODO}),
    TaskState.TODO: frozenset({TaskState.DOING, TaskState.REVIEW, TaskState.BACKLOG}),
    TaskState.DOING: frozenset({TaskState.REVIEW, TaskState.TODO}),
    TaskState.REVIEW: frozenset({TaskState.DONE, TaskState.DOING}),
    TaskState.DONE: frozenset(),
}
ON_THE_DESK = (TaskState.TODO, TaskState.DOING, TaskState.REVIEW)
OPEN_TASKS = (TaskState.BACKLOG, *ON_THE_DESK)
WAITS_FOR_ASSIGNEE = (TaskState.TODO, TaskState.DOING)


class EntryState(TextChoices):
    """Written hours: a draft may be corrected; submitted ones wait for the PM; locked ones are paid for."""

    DRAFT = "draft", pgettext_lazy("hours", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("hours", "Submitted")
    CHECKED = "checked", pgettext_lazy("hours", "Checked")
    LOCKED = "locked", pgettext_lazy("hours", "Locked")


ENTRY_MOVES: dict[str, frozenset[str]] = {
    EntryState.DRAFT: frozenset({EntryState.SUBMITTED}),
    EntryState.SUBMITTED: frozenset({EntryState.CHECKED, EntryState.DRAFT}),
    EntryState.CHECKED: frozenset({EntryState.LOCKED}),
    EntryState.LOCKED: frozenset(),
}
UNCHECKED = (EntryState.DRAFT, EntryState.SUBMITTED)
FURTHEST_BACK = timedelta(days=92)  # a quarter: what is older is told by a person who answers for it, not by a form


class SprintState(TextChoices):
    RUNNING = "running", pgettext_lazy("sprint", "Running")
    CLOSED = "closed", pgettext_lazy("sprint", "Closed")


SPRINT_MOVES: dict[str, frozenset[str]] = {
    SprintState.RUNNING: frozenset({SprintState.CLOSED}),
    SprintState.CLOSED: frozenset(),
}


class RetroFormat(TextChoices):
    """How a look back is held; its columns are in COLUMNS."""

    START_STOP = "start_stop", _("Start, stop, continue")
    FOUR_L = "four_l", _("Liked, learned, lacked, longed for")
    MAD_SAD_GLAD = "mad_sad_glad", _("Mad, sad, glad")
    PAIR = "pair", _("The pair: what I expect, what I give")


COLUMNS: dict[str, tuple[tuple[str, object], ...]] = {
    RetroFormat.START_STOP: (("start", _("Start")), ("stop", _("Stop")), ("continue", _("Continue"))),
    RetroFormat.FOUR_L: (
        ("liked", _("Liked")), ("learned", _("Learned")), ("lacked", _("Lacked")), ("longed", _("Longed for")),
    ),
    RetroFormat.MAD_SAD_GLAD: (("mad", _("Mad")), ("sad", _("Sad")), ("glad", _("Glad"))),
    RetroFormat.PAIR: (("expect", _("What I expect from you")), ("give", _("What I give"))),
}  # fmt: skip
MOST_ACTIONS = 3


class ProblemKind(TextChoices):
    CLIENT_WAITS = "client_waits", _("The client waits")
    SCOPE = "scope", _("Scope")
    QUALITY = "quality", _("Quality")
    TERM = "term", _("Term")
    MONEY = "money", pgettext_lazy("problem", "Money")
    PEOPLE = "people", pgettext_lazy("problem", "People")


OWNED_BY_DUTY: dict[str, str] = {  # the seat responsible for this duty owns problems of the kind
    ProblemKind.CLIENT_WAITS: "client.talk",
    ProblemKind.SCOPE: "client.talk",
    ProblemKind.QUALITY: "task.control",
    ProblemKind.TERM: "task.control",
    ProblemKind.PEOPLE: "task.control",
}


class ProblemStep(TextChoices):
    """What has been done about a problem; each step leaves its moment."""

    REACTED = "reacted", _("Reacted")
    PROPOSED = "proposed", _("Solution proposed")
    RESOLVED = "resolved", pgettext_lazy("problem", "Resolved")


def reasons_not_to_move(state: str, to: str) -> list:
    """List why a task in this state cannot go to that one."""
    if to in TASK_MOVES.get(state, frozenset()):
        return []
    return [
        _("A task that is “%(state)s” cannot become “%(to)s”.")
        % {"state": TaskState(state).label, "to": TaskState(to).label if to in TaskState.values else to}
    ]


def reasons_not_to_turn(state: str, to: str) -> list:
    """List why hours in this state cannot go to that one."""
    if to in ENTRY_MOVES[state]:
        return []
    return [
        _("Hours that are “%(state)s” cannot become “%(to)s”.")
        % {"state": EntryState(state).label, "to": EntryState(to).label}
    ]


def reasons_not_to_set(*, estimate_hours: Decimal, stage_takes_tasks: bool, project_open: bool) -> list:
    """List why a task cannot be set."""
    reasons = []
    if estimate_hours <= 0:
        reasons.append(_("A task needs an estimate of more than zero hours."))
    if not stage_takes_tasks:
        reasons.append(_("The stage is before the client or accepted already: new work on it goes through its remarks."))
    if not project_open:
        reasons.append(_("The project is finished or stopped."))
    return reasons


def reasons_not_to_finish(state: str, blocked_reason: str) -> list:
    """List why the assignee cannot hand the task in for the check."""
    if blocked_reason:
        return [_("The task is blocked: %(reason)s. Take the block away first.") % {"reason": blocked_reason}]
    return reasons_not_to_move(state, TaskState.REVIEW)


def reasons_not_to_check(state: str, *, passed: bool, reason: str) -> list:
    """List why the check of a task cannot be written down."""
    reasons = []
    if state != TaskState.REVIEW:
        reasons.append(_("The task does not wait for a check: its assignee has not handed it in."))
    if not passed and not reason.strip():
        reasons.append(_("Say what is to be mended: a task goes back only with a reason."))
    return reasons


def reasons_not_to_log(*, hours: Decimal, worked_on: date, today: date, others_that_day: Decimal,
                       began_on: date | None = None) -> list:  # fmt: skip
    """List why these hours of the day cannot be written down.

    `others_that_day` are the person's other hours of it; `began_on` is the day the project began.
    """
    reasons = []
    if hours <= 0:
        reasons.append(_("Hours are more than zero."))
    if hours + others_that_day > 24:
        reasons.append(
            _("A day has 24 hours; %(written)s are written on it already.") % {"written": f"{others_that_day.normalize():f}"}
        )
    if too_far_ahead(worked_on, today):
        reasons.append(_("Hours are written at most a month ahead."))
    if began_on is not None and worked_on < began_on - A_DAY_APART:
        reasons.append(_("The project began on %(day)s: no hours of it are older.") % {"day": f"{began_on:%d.%m.%Y}"})
    if worked_on < today - FURTHEST_BACK:
        reasons.append(_("Hours are written for at most %(days)s days back.") % {"days": FURTHEST_BACK.days})
    return reasons


def reasons_not_to_start_sprint(*, starts_on: date, ends_on: date, running: bool) -> list:
    """List why a sprint with these days [starts_on, ends_on] cannot begin."""
    reasons = []
    if running:
        reasons.append(_("A sprint is running already: close it first."))
    if ends_on < starts_on:
        reasons.append(_("The last day is before the first one."))
    if (ends_on - starts_on).days > 31:
        reasons.append(_("A sprint is at most a month long."))
    return reasons


def reasons_not_to_close_sprint(*, running: bool, unfinished: int, reason: str) -> list:
    """List why the sprint cannot be closed; unfinished tasks are carried over with a reason."""
    reasons = []
    if not running:
        reasons.append(_("The sprint is closed already."))
    if unfinished and not reason.strip():
        reasons.append(_("Some tasks are not done: say why they are carried over."))
    return reasons


def reasons_not_to_promise_action(*, actions: int, closed: bool) -> list:
    """List why a retrospective cannot take one more action."""
    reasons = []
    if actions >= MOST_ACTIONS:
        reasons.append(_("A retrospective leaves at most three actions: fewer are done better."))
    if closed:
        reasons.append(_("The retrospective is closed."))
    return reasons


def reasons_not_to_step(step: str, *, reacted: bool, resolved: bool, note: str) -> list:
    """List why this step on a problem cannot be written down."""
    reasons = []
    if resolved:
        reasons.append(_("The problem is resolved already."))
    if step == ProblemStep.REACTED and reacted:
        reasons.append(_("Somebody has reacted already."))
    if step != ProblemStep.REACTED and not note.strip():
        reasons.append(_("Say what is proposed, or how it was resolved."))
    return reasons


def cycle_in(after: dict[int, Sequence[int]]) -> list[int]:
    """Return the keys of one ring of dependencies, or nothing when there is none."""
    seen: dict[int, int] = {}  # 1 on the way, 2 done
    for root in sorted(after):
        path = _ring_from(root, after, seen)
        if path:
            return path
    return []


def _ring_from(root: int, after: dict[int, Sequence[int]], seen: dict[int, int]) -> list[int]:
    if seen.get(root) == 2:
        return []
    way, stack = [root], [iter(sorted(after.get(root, ())))]
    seen[root] = 1
    while stack:
        step = next(stack[-1], None)
        if step is None:
            seen[way.pop()] = 2
            stack.pop()
        elif seen.get(step) == 1:
            return way[way.index(step) :]
        elif step not in seen:
            seen[step] = 1
            way.append(step)
            stack.append(iter(sorted(after.get(step, ()))))
    return []
