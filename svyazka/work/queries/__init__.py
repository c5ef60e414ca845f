"""Questions about work: which tasks and hours a person sees, what waits for whom, how loaded the weeks are."""

from svyazka.work.queries.calendar import due_of, promised_to, scheduled_of
from svyazka.work.queries.hours import (
    entries_visible_to,
    hours_by_day,
    hours_of,
    hours_on_day,
    monday_of,
    unchecked_weeks,
    week_of_hours,
    week_of_project,
)
from svyazka.work.queries.load import load_of, midnight
from svyazka.work.queries.plan import chart_of, on_chart, plan_imports_visible_to, plan_of, readings_of, sees_whole
from svyazka.work.queries.problem_clocks import all_clocks, calling_problems, norm_minutes, problem_norms, shown_clocks
from svyazka.work.queries.problem_clocks import running as running_now
from svyazka.work.queries.problem_figures import paces_by
from svyazka.work.queries.problems import narrowed, open_first, owner_for, problems_of, problems_visible_to
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

__all__ = [
    "HOURS",
    "ZERO",
    "all_clocks",
    "board",
    "by_urgency",
    "calling_problems",
    "chart_of",
    "checklists_visible_to",
    "clauses_to_do",
    "due_of",
    "editions_of",
    "entries_visible_to",
    "hours_by_day",
    "hours_of",
    "hours_on_day",
    "in_force_on",
    "load_of",
    "midnight",
    "monday_of",
    "narrowed",
    "norm_minutes",
    "on_chart",
    "open_actions",
    "open_checklists_of",
    "open_first",
    "owner_for",
    "paces_by",
    "pages_of_regulations",
    "plan_imports_visible_to",
    "plan_of",
    "problem_norms",
    "problems_of",
    "problems_visible_to",
    "promised_to",
    "readers",
    "readings_of",
    "retro_actions_visible_to",
    "retros_visible_to",
    "running_now",
    "running_sprint",
    "scheduled_of",
    "sees_whole",
    "shown_clocks",
    "skipped_on",
    "sprints_visible_to",
    "tasks",
    "tasks_by_state",
    "tasks_in",
    "tasks_of",
    "tasks_to_do",
    "to_read",
    "unchecked_weeks",
    "visible_to",
    "week_of_hours",
    "week_of_project",
]
