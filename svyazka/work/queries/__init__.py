"""Questions about work: which tasks and hours a person sees, what waits for whom, how loaded the weeks are."""

from svyazka.work.queries.calendar import due_of, promised_to, scheduled_of
from svyazka.work.queries.exchange import chart_of, on_chart, plan_imports_visible_to, plan_of, readings_of, sees_whole
from svyazka.work.queries.hours import (
    drafts_of,
    entries_visible_to,
    hours_by_day,
    hours_of,
    hours_on_day,
    in_week,
    monday_of,
    week_of_project,
    written_by,
)
from svyazka.work.queries.lines import Line, duty_label, kinds_for, line_of, timed_duties
from svyazka.work.queries.load import load_of, midnight
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
from svyazka.work.queries.problems import narrowed, open_first, owner_for, problems_of, problems_visible_to
from svyazka.work.queries.reach import SEE_HOURS, entries_told_to, told_of
from svyazka.work.queries.regulations import (
    board,
    checklists_visible_to,
    editions_of,
    in_force_on,
    open_checklists_of,
    pages_of_regulations,
    readers,
    skipped_on,
    to_read,
)
from svyazka.work.queries.report import Asked, Figures, Group, Report, report_of
from svyazka.work.queries.retros import open_actions, retro_actions_visible_to, retros_visible_to
from svyazka.work.queries.sprints import running_sprint, sprints_visible_to
from svyazka.work.queries.tasks import (
    HOURS,
    ZERO,
    by_urgency,
    clauses_to_do,
    tasks,
    tasks_by_state,
    tasks_in,
    tasks_of,
    tasks_to_do,
    visible_to,
)
from svyazka.work.queries.timer import (
    Watch,
    day_of,
    days_of,
    first_day,
    forgotten,
    likely_hours,
    likely_task,
    running_timer,
    the_timer,
    to_time,
    watch_of,
)
from svyazka.work.queries.waiting import (
    agreed_weeks,
    open_till,
    projects_that_wait,
    to_lock,
    unchecked_weeks,
    weeks_that_wait,
)
from svyazka.work.queries.week import FILLS, Week, places_to_write, week_grid, words_on, words_on_weeks

__all__ = [
    "FILLS", "HOURS", "NORMS_FIELDS", "SEE_HOURS", "ZERO", "Asked", "Figures", "Group", "Line", "Report", "Watch",
    "Week", "agreed_weeks", "all_clocks", "board", "by_urgency", "calling_problems", "chart_of", "check_due",
    "checklists_visible_to", "clauses_to_do", "day_of", "days_of", "drafts_of", "due_of", "duty_label", "editions_of",
    "entries_told_to", "entries_visible_to", "first_day", "forgotten", "hours_by_day", "hours_of", "hours_on_day",
    "in_by", "in_force_on", "in_week", "kinds_for", "lateness", "likely_hours", "likely_task", "line_of", "load_of",
    "locked_until", "midnight", "monday_of", "narrowed", "norm_minutes", "norms_on", "norms_row_on", "norms_rows",
    "on_chart", "open_actions", "open_checklists_of", "open_first", "open_till", "owner_for", "paces_by",
    "pages_of_regulations", "places_to_write", "plan_imports_visible_to", "plan_of", "planned_days", "problem_norms",
    "problems_of", "problems_visible_to", "projects_that_wait", "promised_to", "readers", "readings_of", "report_of",
    "retro_actions_visible_to", "retros_visible_to", "running_now", "running_sprint", "running_timer", "scheduled_of",
    "sees_whole", "shown_clocks", "skipped_on", "sprints_visible_to", "tasks", "tasks_by_state", "tasks_in", "tasks_of",
    "tasks_to_do", "the_timer", "timed_duties", "to_lock", "to_read", "to_time", "told_of", "unchecked_weeks",
    "visible_to", "watch_of", "week_grid", "week_of_project", "weeks_that_wait", "words_on", "words_on_weeks",
    "written_by",
]  # fmt: skip
