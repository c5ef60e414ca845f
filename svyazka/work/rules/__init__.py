"""What is right about tasks, hours, sprints and problems."""

from svyazka.work.rules.early import Early, why_early
from svyazka.work.rules.forecast import EstimatedBy, grouped, held, taken_up
from svyazka.work.rules.hours import (
    AGREED,
    CHECK,
    CHECK_EARLY,
    ENTRY_MOVES,
    FURTHEST_BACK,
    TASK_KIND,
    UNCHECKED,
    WITH_THE_PM,
    EntryState,
    WeekWordKind,
    fits_the_plan,
    gaps_of,
    reasons_not_to_add,
    reasons_not_to_check_week,
    reasons_not_to_log,
    reasons_not_to_turn,
)
from svyazka.work.rules.link import (
    FROM_END,
    HOLDS_START,
    KINDS_TOLD,
    MOST_LAG,
    Wait,
    came_at,
    reasons_not_to_wait,
    wait_told,
)
from svyazka.work.rules.move import ACTS, act_of, ways_of
from svyazka.work.rules.norms import STEPS, USUAL, Norms, reasons_not_norms
from svyazka.work.rules.part import MOST_POINTS, reasons_not_a_part, reasons_not_points, reasons_of_open_parts
from svyazka.work.rules.problem import (
    ProblemClock,
    ProblemKind,
    ProblemStep,
    reasons_not_to_hand,
    reasons_not_to_reopen,
    reasons_not_to_step,
)
from svyazka.work.rules.regulation import reasons_not_a_regulation, reasons_not_to_tick, reasons_not_to_untick
from svyazka.work.rules.report import By, Period, reasons_not_such_days, span_of
from svyazka.work.rules.retro import (
    MOST_ACTIONS,
    PHASE_MOVES,
    PHASES,
    RetroKind,
    RetroPhase,
    of_retro,
    reasons_not_to_go_on,
    reasons_not_to_promise_action,
    reasons_not_to_vote,
    reasons_not_to_write,
)
from svyazka.work.rules.retro_format import in_language, reasons_not_a_format
from svyazka.work.rules.shown import shown_by, shown_in, shown_next
from svyazka.work.rules.sprint import (
    LOOKED_BACK,
    SPRINT_MOVES,
    Share,
    SprintState,
    Velocity,
    part_inside,
    reasons_not_to_close_sprint,
    reasons_not_to_start_sprint,
    reasons_not_to_take_out,
    velocity,
)
from svyazka.work.rules.task import (
    CONTROL,
    ON_THE_DESK,
    OPEN_TASKS,
    TASK_MOVES,
    WAITS_FOR_ASSIGNEE,
    LinkKind,
    TaskState,
    cycle_in,
    expected,
    points_beside,
    reasons_not_to_check,
    reasons_not_to_finish,
    reasons_not_to_move,
    reasons_not_to_set,
)
from svyazka.work.rules.template import BY_SPECIALISM, ClauseRow, clause_for, reasons_not_a_template, whole
from svyazka.work.rules.timer import Rounding, hours_by_day, is_forgotten, reasons_not_to_settle, reasons_to_ask
from svyazka.work.rules.together import SAID, Overtaken, told_apart
from svyazka.work.rules.transition import OFFERED, LookState, covering, state_of
from svyazka.work.rules.typed import in_hours, read_hours
from svyazka.work.rules.wanted import Due, wanted_in

__all__ = [
    "ACTS", "AGREED", "BY_SPECIALISM", "CHECK", "CHECK_EARLY", "CONTROL", "ENTRY_MOVES", "FROM_END", "FURTHEST_BACK",
    "HOLDS_START", "KINDS_TOLD", "LOOKED_BACK", "MOST_ACTIONS", "MOST_LAG", "MOST_POINTS", "OFFERED", "ON_THE_DESK",
    "OPEN_TASKS", "PHASES", "PHASE_MOVES", "SAID", "SPRINT_MOVES", "STEPS", "TASK_KIND", "TASK_MOVES", "UNCHECKED",
    "USUAL", "WAITS_FOR_ASSIGNEE", "WITH_THE_PM", "By", "ClauseRow", "Due", "Early", "EntryState", "EstimatedBy",
    "LinkKind", "LookState", "Norms", "Overtaken", "Period", "ProblemClock", "ProblemKind", "ProblemStep", "RetroKind",
    "RetroPhase", "Rounding", "Share", "SprintState", "TaskState", "Velocity", "Wait", "WeekWordKind", "act_of",
    "came_at", "clause_for", "covering", "cycle_in", "expected", "fits_the_plan", "gaps_of", "grouped", "held",
    "hours_by_day", "in_hours", "in_language", "is_forgotten", "of_retro", "part_inside", "points_beside", "read_hours",
    "reasons_not_a_format", "reasons_not_a_part", "reasons_not_a_regulation", "reasons_not_a_template",
    "reasons_not_norms", "reasons_not_points", "reasons_not_such_days", "reasons_not_to_add", "reasons_not_to_check",
    "reasons_not_to_check_week", "reasons_not_to_close_sprint", "reasons_not_to_finish", "reasons_not_to_go_on",
    "reasons_not_to_hand", "reasons_not_to_log", "reasons_not_to_move", "reasons_not_to_promise_action",
    "reasons_not_to_reopen", "reasons_not_to_set", "reasons_not_to_settle", "reasons_not_to_start_sprint",
    "reasons_not_to_step", "reasons_not_to_take_out", "reasons_not_to_tick", "reasons_not_to_turn", "reasons_not_to_untick",
    "reasons_not_to_vote", "reasons_not_to_wait", "reasons_not_to_write", "reasons_of_open_parts", "reasons_to_ask",
    "shown_by", "shown_in", "shown_next", "span_of", "state_of", "taken_up", "told_apart", "velocity", "wait_told", "wanted_in", "ways_of", "whole",
    "why_early",
]  # fmt: skip
