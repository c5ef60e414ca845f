"""Small writes on the work and its hours that others borrow, and what an agency begins with."""

from datetime import date

from svyazka.work.steps.forecast import ask_for_forecast
from svyazka.work.steps.hours import one_writer, write_entry
from svyazka.work.steps.parts import write_points
from svyazka.work.steps.problems import ship_problem_norms, wind_problem, wind_problems
from svyazka.work.steps.regulations import begin_checklists, ship_regulations
from svyazka.work.steps.reminders import remind
from svyazka.work.steps.retros import count_votes, forget_authors, ship_retro_formats, shuffle_cards
from svyazka.work.steps.shipping import ship_hours_norms
from svyazka.work.steps.sprints import count_day
from svyazka.work.steps.tasks import add_task, begin_task, move_task, note_origin, seat_specialist
from svyazka.work.steps.templates import ship_task_templates, write_edition
from svyazka.work.steps.timer import stop
from svyazka.work.steps.weeks import say_of_week, turn


def ship(since: date) -> None:
    """Write down the usual norms of problems and hours, regulations, templates of tasks and forms of looking back, once."""
    ship_problem_norms(since)
    ship_hours_norms(since)
    ship_regulations(since)
    ship_task_templates(since)
    ship_retro_formats(since)
__all__ = [
    "add_task", "ask_for_forecast", "begin_checklists", "begin_task", "count_day", "count_votes", "forget_authors", "move_task",
    "note_origin", "one_writer", "remind", "say_of_week", "seat_specialist", "ship", "ship_hours_norms",
    "ship_problem_norms", "ship_regulations", "ship_retro_formats", "ship_task_templates", "shuffle_cards", "stop",
    "turn", "wind_problem", "wind_problems", "write_edition", "write_entry", "write_points",
]  # fmt: skip
