"""Questions about work: which tasks and hours a person sees, what waits for whom, how loaded the weeks are."""

from svyazka.work.queries.board import board_of, choices_of, last_act
from svyazka.work.queries.day import Day, Slot, day_of, handed_to
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
from svyazka.work.queries.parts import OfParts, hours_of_parts, open_parts, with_parts
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
    tasks_in,
    tasks_of,
    tasks_to_do,
    visible_to,
)
from svyazka.work.queries.templates import Laid, as_laid, in_force
from svyazka.work.queries.wanted import filters_for, only_wanted

__all__ = [
    "HOURS",
    "ZERO",
    "Day",
    "Laid",
    "OfParts",
    "Slot",
    "all_clocks",
    "as_laid",
    "board",
    "board_of",
    "by_urgency",
    "calling_problems",
    "checklists_visible_to",
    "choices_of",
    "clauses_to_do",
    "day_of",
    "editions_of",
    "entries_visible_to",
    "filters_for",
    "handed_to",
    "hours_by_day",
    "hours_of",
    "hours_of_parts",
    "hours_on_day",
    "in_force",
    "in_force_on",
    "last_act",
    "load_of",
    "midnight",
    "monday_of",
    "narrowed",
    "norm_minutes",
    "only_wanted",
    "open_actions",
    "open_checklists_of",
    "open_first",
    "open_parts",
    "owner_for",
    "paces_by",
    "pages_of_regulations",
    "problem_norms",
    "problems_of",
    "problems_visible_to",
    "readers",
    "retro_actions_visible_to",
    "retros_visible_to",
    "running_now",
    "running_sprint",
    "shown_clocks",
    "skipped_on",
    "sprints_visible_to",
    "tasks",
    "tasks_in",
    "tasks_of",
    "tasks_to_do",
    "to_read",
    "unchecked_weeks",
    "visible_to",
    "week_of_hours",
    "week_of_project",
    "with_parts",
]
