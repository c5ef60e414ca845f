"""Questions about work: which tasks and hours a person sees, what waits for whom, how loaded the weeks are."""

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
from svyazka.work.queries.problems import open_first, problems_of, problems_visible_to
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
    "by_urgency",
    "clauses_to_do",
    "entries_visible_to",
    "hours_by_day",
    "hours_of",
    "hours_on_day",
    "load_of",
    "midnight",
    "monday_of",
    "open_actions",
    "open_first",
    "problems_of",
    "problems_visible_to",
    "retro_actions_visible_to",
    "retros_visible_to",
    "running_sprint",
    "sprints_visible_to",
    "tasks",
    "tasks_by_state",
    "tasks_in",
    "tasks_of",
    "tasks_to_do",
    "unchecked_weeks",
    "visible_to",
    "week_of_hours",
    "week_of_project",
]
