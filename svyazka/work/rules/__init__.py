"""What is right about tasks, hours, sprints and problems."""

from svyazka.work.rules.hours import (
    ENTRY_MOVES,
    FURTHEST_BACK,
    UNCHECKED,
    EntryState,
    reasons_not_to_log,
    reasons_not_to_turn,
)
from svyazka.work.rules.move import ACTS, act_of, ways_of
from svyazka.work.rules.part import MOST_POINTS, reasons_not_a_part, reasons_not_points, reasons_of_open_parts
from svyazka.work.rules.problem import (
    OWNED_BY_DUTY,
    ProblemClock,
    ProblemKind,
    ProblemStep,
    reasons_not_to_reopen,
    reasons_not_to_step,
)
from svyazka.work.rules.regulation import reasons_not_a_regulation, reasons_not_to_tick
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
from svyazka.work.rules.template import clause_for, reasons_not_a_template, whole
from svyazka.work.rules.together import SAID, Overtaken, told_apart
from svyazka.work.rules.wanted import Due, wanted_in

__all__ = [
    "ACTS",
    "COLUMNS",
    "ENTRY_MOVES",
    "FURTHEST_BACK",
    "MOST_ACTIONS",
    "MOST_POINTS",
    "ON_THE_DESK",
    "OPEN_TASKS",
    "OWNED_BY_DUTY",
    "SAID",
    "SPRINT_MOVES",
    "TASK_MOVES",
    "UNCHECKED",
    "WAITS_FOR_ASSIGNEE",
    "Due",
    "EntryState",
    "Overtaken",
    "ProblemClock",
    "ProblemKind",
    "ProblemStep",
    "RetroFormat",
    "SprintState",
    "TaskState",
    "act_of",
    "clause_for",
    "cycle_in",
    "reasons_not_a_part",
    "reasons_not_a_regulation",
    "reasons_not_a_template",
    "reasons_not_points",
    "reasons_not_to_check",
    "reasons_not_to_close_sprint",
    "reasons_not_to_finish",
    "reasons_not_to_log",
    "reasons_not_to_move",
    "reasons_not_to_promise_action",
    "reasons_not_to_reopen",
    "reasons_not_to_set",
    "reasons_not_to_start_sprint",
    "reasons_not_to_step",
    "reasons_not_to_tick",
    "reasons_not_to_turn",
    "reasons_of_open_parts",
    "told_apart",
    "wanted_in",
    "ways_of",
    "whole",
]  # fmt: skip
