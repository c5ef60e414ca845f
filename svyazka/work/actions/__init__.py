"""What can happen to the work: tasks, hours, schedules, sprints, looks back, problems."""

from svyazka.leads.actions.handling import NORMS
from svyazka.work.actions.duties import APPROVE_TIME, KEEP_TIME, WRITE_TIME
from svyazka.work.actions.hours import log_time, set_duty_hours, set_hours
from svyazka.work.actions.norms import set_hours_norms
from svyazka.work.actions.plan import bring_plan, confirm_plan, pin_task
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
from svyazka.work.actions.retros import RETRO, add_card, close_action, close_retro, open_retro, promise_action
from svyazka.work.actions.schedule import plan_schedule
from svyazka.work.actions.sprints import SPRINT, add_to_sprint, close_sprint, start_sprint
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
)
from svyazka.work.actions.timer import drop_timer, settle_timer, start_duty_timer, start_timer, stop_timer
from svyazka.work.actions.weeks import check_week, lock_weeks, remind_of_hours, reopen_week, submit_week

__all__ = [
    "APPROVE_TIME", "CONTROL", "DO", "FOLLOW", "KEEP", "KEEP_TIME", "NORMS", "OWN_PROBLEM", "RAISE_PROBLEM", "READ",
    "RETRO", "SET_TASK", "SPRINT", "WRITE_TIME", "acknowledge", "add_card", "add_to_sprint", "block_task", "bring_plan",
    "call_to_problem", "change_task", "check_task", "check_week", "clear_block", "close_action", "close_retro",
    "close_sprint", "confirm_plan", "drop_timer", "end_regulation", "finish_task", "hand_problem", "link_task",
    "lock_weeks", "log_time", "open_retro", "pin_task", "plan_schedule", "promise_action", "raise_problem",
    "remind_of_hours", "reopen_problem", "reopen_week", "set_duty_hours", "set_hours", "set_hours_norms",
    "set_problem_norm", "set_task", "settle_timer", "skip_step", "start_duty_timer", "start_sprint", "start_task",
    "start_timer", "step_problem", "stop_timer", "submit_week", "tick_step", "tie_task", "unblock_task",
    "write_regulation",
]  # fmt: skip
