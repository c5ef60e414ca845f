"""What is right about tasks, hours, sprints and problems."""

from svyazka.work.rules.hours import (
    AGREED,
    ENTRY_MOVES,
    FURTHEST_BACK,
    TASK_KIND,
    UNCHECKED,
    WITH_THE_PM,
    EntryState,
    WeekWordKind,
    gaps_of,
    reasons_not_to_log,
    reasons_not_to_turn,
)
from svyazka.work.rules.norms import STEPS, USUAL, Norms, reasons_not_norms
from svyazka.work.rules.problem import (
    OWNED_BY_DUTY,
    ProblemClock,
    ProblemKind,
    ProblemStep,
    reasons_not_to_reopen,
    reasons_not_to_step,
)
from svyazka.work.rules.regulation import reasons_not_a_regulation, reasons_not_to_tick
from svyazka.work.rules.report import By, Period, reasons_not_such_days, span_of
from svyazka.work.rules.retro import COLUMNS, MOST_ACTIONS, RetroFormat, reasons_not_to_promise_action
from svyazka.work.rules.sprint import (
    SPRINT_MOVES,
    SprintState,
    reasons_not_to_close_sprint,
    reasons_not_to_start_sprint,
)
from svyazka.work.rules.task import (
    ON_THE_DESK,
    OPEN_TASKS,
    TASK_MOVES,
    WAITS_FOR_ASSIGNEE,
    TaskState,
    cycle_in,
    reasons_not_to_check,
    reasons_not_to_finish,
    reasons_not_to_move,
    reasons_not_to_set,
)
from svyazka.work.rules.timer import Rounding, hours_by_day, is_forgotten, reasons_not_to_settle, reasons_to_ask
from svyazka.work.rules.typed import in_hours, read_hours

__all__ = [
    "AGREED", "COLUMNS", "ENTRY_MOVES", "FURTHEST_BACK", "MOST_ACTIONS", "ON_THE_DESK", "OPEN_TASKS", "OWNED_BY_DUTY",
    "SPRINT_MOVES", "STEPS", "TASK_KIND", "TASK_MOVES", "UNCHECKED", "USUAL", "WAITS_FOR_ASSIGNEE", "WITH_THE_PM", "By",
    "EntryState", "Norms", "Period", "ProblemClock", "ProblemKind", "ProblemStep", "RetroFormat", "Rounding",
    "SprintState", "TaskState", "WeekWordKind", "cycle_in", "gaps_of", "hours_by_day", "in_hours", "is_forgotten",
    "read_hours", "reasons_not_a_regulation", "reasons_not_norms", "reasons_not_such_days", "reasons_not_to_check",
    "reasons_not_to_close_sprint", "reasons_not_to_finish", "reasons_not_to_log", "reasons_not_to_move",
    "reasons_not_to_promise_action", "reasons_not_to_reopen", "reasons_not_to_set", "reasons_not_to_settle",
    "reasons_not_to_start_sprint", "reasons_not_to_step", "reasons_not_to_tick", "reasons_not_to_turn",
    "reasons_to_ask", "span_of",
]  # fmt: skip
