"""Questions about work: which tasks and hours a person sees, what waits for whom, how loaded the weeks are."""

from svyazka.work.queries.allocation import planned_weeks
from svyazka.work.queries.asked import answer_clock, answers_due, clients_words, made_of, unanswered
from svyazka.work.queries.board import board_of, choices_of, last_act
from svyazka.work.queries.calendar import due_of, promised_to, scheduled_of
from svyazka.work.queries.checking import (
    checkers_of,
    duty_of_check,
    has_project,
    leads_check,
    overdue_checks,
    project_key,
    submitted,
    waits_for,
)
from svyazka.work.queries.day import Day, Slot, handed_to, last_of_day, my_day, places_of_day
from svyazka.work.queries.desk import boards_of, spent_today
from svyazka.work.queries.drivers import Moved, drivers_of
from svyazka.work.queries.estimating import names_of_groups, records_told_to, sees_estimating
from svyazka.work.queries.exchange import chart_of, on_chart, plan_imports_visible_to, plan_of, readings_of, sees_whole
from svyazka.work.queries.foretold import Ended, ended_in_a_year, ended_work, grades_by_project, grades_of
from svyazka.work.queries.hours import (
    drafts_of,
    entries_visible_to,
    hours_by_day,
    hours_of,
    hours_on_day,
    in_week,
    monday_of,
    week_on,
    written_by,
)
from svyazka.work.queries.lines import Line, duty_label, line_of, lines_to_write, may_write, timed_duties
from svyazka.work.queries.links import held_back, ties_after, ties_before, waits_of
from svyazka.work.queries.load import midnight
from svyazka.work.queries.locked import is_locked
from svyazka.work.queries.norms import (
    FIELDS as NORMS_FIELDS,
)
from svyazka.work.queries.norms import (
    check_due,
    in_by,
    lateness,
    locked_until,
    norms_on,
    norms_row_on,
    norms_rows,
)
from svyazka.work.queries.parts import OfParts, hours_of_parts, open_parts, with_parts
from svyazka.work.queries.plan import planned_days
from svyazka.work.queries.problem_clocks import (
    all_clocks,
    calling_problems,
    norm_minutes,
    problem_norms,
    shown_clocks,
)
from svyazka.work.queries.problem_clocks import (
    running as running_now,
)
from svyazka.work.queries.problem_figures import paces_by
from svyazka.work.queries.problems import (
    narrowed,
    open_first,
    owner_for,
    problems_of,
    problems_visible_to,
    works_to_name,
)
from svyazka.work.queries.reach import SEE_HOURS, entries_told_to, told_of
from svyazka.work.queries.regulations import (
    board,
    checklists_visible_to,
    compared,
    editions_of,
    has_open_checklist,
    in_force_on,
    open_checklists_of,
    pages_of_regulations,
    readers,
    skipped_on,
    to_read,
)
from svyazka.work.queries.report import Asked, Figures, Group, Report, report_of
from svyazka.work.queries.retro_formats import coming_formats, formats_on
from svyazka.work.queries.retros import (
    by_column,
    last_looked,
    mark_of,
    open_actions,
    open_retros,
    own_cards,
    own_cards_of,
    own_votes,
    promises_of,
    retro_actions_visible_to,
    retros_visible_to,
    returned_to,
    stands,
    topics_of,
    waiting_for,
    wrote_alone,
)
from svyazka.work.queries.sprints import (
    carried_to,
    free_tasks,
    left_before,
    running_sprint,
    running_sprints,
    shares,
    sprints_visible_to,
    tasks_of_sprint,
    velocity_of,
)
from svyazka.work.queries.standing import card_says, card_stands, list_stands
from svyazka.work.queries.tasks import (
    HOURS,
    ZERO,
    by_urgency,
    clauses_to_do,
    tasks,
    tasks_in,
    tasks_of,
    tasks_to_do,
    visible_to,
)
from svyazka.work.queries.templates import Laid, as_laid, checks, clauses_of, duties_of_tasks, in_force, untouched
from svyazka.work.queries.timer import (
    Watch,
    day_of,
    days_of,
    first_day,
    forgotten,
    in_bar,
    likely_hours,
    likely_line,
    recent_duties,
    running_timer,
    the_timer,
    to_time,
    watch_of,
)
from svyazka.work.queries.transition import (
    days_after,
    due_looks,
    in_working_time,
    look_for,
    looks_on_switches,
    looks_to_hold,
    people_on,
    retros_of_looks,
    ruled_projects,
)
from svyazka.work.queries.waiting import (
    agreed_weeks,
    open_till,
    people_of,
    to_lock,
    unchecked_weeks,
    weeks_on_page,
    weeks_that_wait,
)
from svyazka.work.queries.wanted import filters_for, only_wanted
from svyazka.work.queries.week import FILLS, Week, week_grid
from svyazka.work.queries.week_words import words_on, words_on_weeks

__all__ = [
    "FILLS", "HOURS", "NORMS_FIELDS", "SEE_HOURS", "ZERO", "Asked", "Day", "Ended", "Figures", "Group", "Laid", "Line",
    "Moved", "OfParts", "Report", "Slot", "Watch", "Week", "agreed_weeks", "all_clocks", "answer_clock", "answers_due",
    "as_laid", "board", "board_of", "boards_of", "by_column", "by_urgency", "calling_problems", "card_says", "card_stands",
    "carried_to", "chart_of", "check_due", "checkers_of", "checklists_visible_to", "checks", "choices_of", "clauses_of",
    "clauses_to_do", "clients_words", "coming_formats", "compared", "day_of", "days_after", "days_of", "drafts_of",
    "drivers_of", "due_looks", "due_of", "duties_of_tasks", "duty_label", "duty_of_check", "editions_of",
    "ended_in_a_year", "ended_work", "entries_told_to", "entries_visible_to", "filters_for", "first_day", "forgotten",
    "formats_on", "free_tasks", "grades_by_project", "grades_of", "handed_to", "has_open_checklist", "has_project",
    "held_back", "hours_by_day", "hours_of", "hours_of_parts", "hours_on_day", "in_bar", "in_by", "in_force",
    "in_force_on", "in_week", "in_working_time", "is_locked", "last_act", "last_looked", "last_of_day", "lateness",
    "leads_check", "left_before", "likely_hours", "likely_line", "line_of", "lines_to_write", "list_stands",
    "locked_until", "look_for", "looks_on_switches", "looks_to_hold", "made_of", "mark_of", "may_write", "midnight",
    "monday_of", "my_day", "names_of_groups", "narrowed", "norm_minutes", "norms_on", "norms_row_on", "norms_rows",
    "on_chart", "only_wanted", "open_actions", "open_checklists_of", "open_first", "open_parts", "open_retros",
    "open_till", "overdue_checks", "own_cards", "own_cards_of", "own_votes", "owner_for", "paces_by",
    "pages_of_regulations", "people_of", "people_on", "places_of_day", "plan_imports_visible_to", "plan_of",
    "planned_days", "planned_weeks", "problem_norms", "problems_of", "problems_visible_to", "project_key",
    "promised_to", "promises_of", "readers", "readings_of", "recent_duties", "records_told_to", "report_of",
    "retro_actions_visible_to", "retros_of_looks", "retros_visible_to", "returned_to", "ruled_projects", "running_now",
    "running_sprint", "running_sprints", "running_timer", "scheduled_of", "sees_estimating", "sees_whole", "shares",
    "shown_clocks", "skipped_on", "spent_today", "sprints_visible_to", "stands", "submitted", "tasks", "tasks_in",
    "tasks_of", "tasks_of_sprint", "tasks_to_do", "the_timer", "ties_after", "ties_before", "timed_duties", "to_lock",
    "to_read", "to_time", "told_of", "topics_of", "unanswered", "unchecked_weeks", "untouched", "velocity_of",
    "visible_to", "waiting_for", "waits_for", "waits_of", "watch_of", "week_grid", "week_on", "weeks_on_page",
    "weeks_that_wait", "with_parts", "words_on", "words_on_weeks", "works_to_name", "written_by",
    "wrote_alone",
]  # fmt: skip
