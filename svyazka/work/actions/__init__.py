"""What can happen to the work: tasks, hours, schedules, sprints, looks back, problems."""

from svyazka.leads.actions.handling import NORMS
from svyazka.work.actions.agency_plan import (
    accept_agency_plan,
    better_plan,
    look_at_plan,
    note_plan_look,
    plan_agency,
    set_planning_norms,
    weigh_project,
)
from svyazka.work.actions.doing import block_task, check_task, clear_block, finish_task, start_task, unblock_task
from svyazka.work.actions.duties import APPROVE_EARLY, APPROVE_TIME, KEEP_TIME, PLAN_AGENCY, WRITE_TIME
from svyazka.work.actions.forecast import forecast_plans
from svyazka.work.actions.hours import log_time, set_duty_hours, set_hours
from svyazka.work.actions.links import link_task
from svyazka.work.actions.load import level_task, take_levelling_back
from svyazka.work.actions.moving import adjust_task, order_task, queue_task
from svyazka.work.actions.norms import set_hours_norms
from svyazka.work.actions.parts import add_points, drop_point, nest_task, tick_point
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
    untick_step,
    write_regulation,
)
from svyazka.work.actions.retro_cards import add_card, change_card, take_card_back, take_vote_back, vote
from svyazka.work.actions.retro_formats import write_retro_format
from svyazka.work.actions.retros import (
    KEEP_PROMISE,
    RETRO,
    close_action,
    close_retro,
    group_cards,
    lead_retro,
    open_retro,
    promise_action,
)
from svyazka.work.actions.saved import drop_filter, keep_filter, share_filter
from svyazka.work.actions.schedule import plan_schedule, tell_clash
from svyazka.work.actions.shares import end_share, give_share
from svyazka.work.actions.sprint_scope import take_out_of_sprint
from svyazka.work.actions.sprints import SPRINT, add_to_sprint, close_sprint, count_sprint, start_sprint
from svyazka.work.actions.tasks import CONTROL, DO, SET_TASK, change_task, set_task, tie_task
from svyazka.work.actions.templates import KINDS, TEMPLATES, lay_template, retire_task_template, write_task_template
from svyazka.work.actions.timer import drop_timer, settle_timer, start_duty_timer, start_timer, stop_timer
from svyazka.work.actions.transition import SWITCH, settle_look
from svyazka.work.actions.weeks import (
    check_early_week,
    check_week,
    lock_weeks,
    remind_of_hours,
    reopen_week,
    submit_week,
)

__all__ = [
    "APPROVE_EARLY", "APPROVE_TIME", "CONTROL", "DO", "FOLLOW", "KEEP", "KEEP_PROMISE", "KEEP_TIME", "KINDS", "NORMS",
    "OWN_PROBLEM", "PLAN_AGENCY", "RAISE_PROBLEM", "READ", "RETRO", "SET_TASK", "SPRINT", "SWITCH", "TEMPLATES",
    "WRITE_TIME", "accept_agency_plan", "acknowledge", "add_card", "add_points", "add_to_sprint", "adjust_task",
    "better_plan", "block_task", "bring_plan", "call_to_problem", "change_card", "change_task", "check_early_week",
    "check_task", "check_week", "clear_block", "close_action", "close_retro", "close_sprint", "confirm_plan",
    "count_sprint", "drop_filter", "drop_point", "drop_timer", "end_regulation", "end_share", "finish_task",
    "forecast_plans", "give_share", "group_cards", "hand_problem", "keep_filter", "lay_template", "lead_retro",
    "level_task", "link_task", "lock_weeks", "log_time", "look_at_plan", "nest_task", "note_plan_look", "open_retro",
    "order_task", "pin_task", "plan_agency", "plan_schedule", "promise_action", "queue_task", "raise_problem",
    "remind_of_hours", "reopen_problem", "reopen_week", "retire_task_template", "set_duty_hours", "set_hours",
    "set_hours_norms", "set_planning_norms", "set_problem_norm", "set_task", "settle_look", "settle_timer",
    "share_filter", "skip_step", "start_duty_timer", "start_sprint", "start_task", "start_timer", "step_problem",
    "stop_timer", "submit_week", "take_card_back", "take_levelling_back", "take_out_of_sprint", "take_vote_back",
    "tell_clash", "tick_point", "tick_step", "tie_task", "unblock_task", "untick_step", "vote", "weigh_project", "write_regulation",
    "write_retro_format", "write_task_template",
]  # fmt: skip
