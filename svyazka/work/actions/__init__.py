"""What can happen to the work: tasks, hours, schedules, sprints, looks back, problems."""

from svyazka.leads.actions.handling import NORMS
from svyazka.work.actions.hours import APPROVE_TIME, check_week, log_time, set_hours, submit_week
from svyazka.work.actions.problems import (
    OWN_PROBLEM,
    RAISE_PROBLEM,
    call_to_problem,
    hand_problem,
    raise_problem,
    reopen_problem,
    set_problem_norm,
    step_problem,
)
from svyazka.work.actions.regulations import (
    FOLLOW,
    KEEP,
    READ,
    acknowledge,
    end_regulation,
    skip_step,
    tick_step,
    write_regulation,
)
from svyazka.work.actions.retro_cards import add_card, change_card, take_card_back, take_vote_back, vote
from svyazka.work.actions.retro_formats import write_retro_format
from svyazka.work.actions.retros import (
    RETRO,
    close_action,
    close_retro,
    group_cards,
    lead_retro,
    open_retro,
    promise_action,
)
from svyazka.work.actions.schedule import plan_schedule
from svyazka.work.actions.sprints import SPRINT, add_to_sprint, close_sprint, count_sprint, start_sprint
from svyazka.work.actions.tasks import (
    CONTROL,
    DO,
    SET_TASK,
    block_task,
    change_task,
    check_task,
    clear_block,
    finish_task,
    link_task,
    set_task,
    start_task,
    tie_task,
    unblock_task,
)  # fmt: skip
from svyazka.work.actions.transition import SWITCH, settle_look

__all__ = [
    "APPROVE_TIME", "CONTROL", "DO", "FOLLOW", "KEEP", "NORMS", "OWN_PROBLEM", "RAISE_PROBLEM", "READ", "RETRO",
    "SET_TASK", "SPRINT", "SWITCH", "acknowledge", "add_card", "add_to_sprint", "block_task", "call_to_problem",
    "change_card", "change_task", "check_task", "check_week", "clear_block", "close_action", "close_retro",
    "close_sprint", "count_sprint", "end_regulation", "finish_task", "group_cards", "hand_problem", "lead_retro", "link_task",
    "log_time", "open_retro", "plan_schedule", "promise_action", "raise_problem", "reopen_problem", "set_hours",
    "set_problem_norm", "set_task", "settle_look", "skip_step", "start_sprint", "start_task", "step_problem",
    "submit_week", "take_card_back", "take_vote_back", "tick_step", "tie_task", "unblock_task", "vote",
    "write_regulation", "write_retro_format",
]  # fmt: skip
