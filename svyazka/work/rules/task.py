"""Tasks in words: their states, and what stands in the way of setting, finishing and checking one."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TaskState(TextChoices):
    BACKLOG = "backlog", pgettext_lazy("task", "Backlog")
    TODO = "todo", pgettext_lazy("task", "To do")
    DOING = "doing", pgettext_lazy("task", "Doing")
    REVIEW = "review", pgettext_lazy("task", "Check")
    DONE = "done", pgettext_lazy("task", "Done")


class LinkKind(TextChoices):
    """What of the earlier task holds what of the later one, in the letters of every planner."""

    FINISH_START = "FS", _("begins when it is finished")
    START_START = "SS", _("begins when it begins")
    FINISH_FINISH = "FF", _("is finished when it is finished")
    START_FINISH = "SF", _("is finished when it begins")


CONTROL = "task.control"  # the duty under which tasks are taken in
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


def reasons_not_to_move(state: str, to: str) -> list:
    """List why a task in this state cannot go to that one."""
    if to in TASK_MOVES.get(state, frozenset()):
        return []
    return [
        _("A task that is “%(state)s” cannot become “%(to)s”.")
        % {"state": TaskState(state).label, "to": TaskState(to).label if to in TaskState.values else to}
    ]


CENT = Decimal("0.01")


def expected(best: Decimal | None, likely: Decimal, worst: Decimal | None) -> Decimal:
    """Return the mean of three points, (best + 4 likely + worst) / 6 as in docs/decisions/0014, in hundredths of an hour; or the one."""
    if best is None or worst is None:
        return likely
    return ((best + 4 * likely + worst) / 6).quantize(CENT, ROUND_HALF_UP)


def reasons_not_points_of(best: Decimal | None, likely: Decimal, worst: Decimal | None) -> list:
    """List why these are no three points of an estimate: both ends or none, in order."""
    if best is None and worst is None:
        return []
    if best is None or worst is None:
        return [_("Give both the best and the worst case, or neither.")]
    if not 0 < best <= likely <= worst:
        return [_("The best case is not more than the likely one, and the likely one not more than the worst.")]
    return []


def points_beside(likely: Decimal, best: Decimal | None, worst: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Return the points that go on standing beside another likely estimate: none, if it has left them."""
    return (None, None) if best is None or worst is None or not best <= likely <= worst else (best, worst)


def reasons_not_to_set(*, estimate_hours: Decimal, stage_takes_tasks: bool, project_open: bool, best: Decimal | None = None,
                       worst: Decimal | None = None) -> list:  # fmt: skip
    """List why a task cannot be set."""
    reasons = reasons_not_points_of(best, estimate_hours, worst)
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
