"""Small writes on the work and its hours that others borrow, and what an agency begins with."""

from datetime import date

from svyazka.work.steps.hours import one_writer, write_entry
from svyazka.work.steps.problems import ship_problem_norms, wind_problem, wind_problems
from svyazka.work.steps.regulations import begin_checklists, ship_regulations
from svyazka.work.steps.reminders import remind
from svyazka.work.steps.shipping import ship_hours_norms
from svyazka.work.steps.tasks import add_task, move_task, seat_specialist
from svyazka.work.steps.timer import stop
from svyazka.work.steps.weeks import say_of_week, turn


def ship(since: date) -> None:
    """Write down the usual norms of problems and of hours, and the usual regulations, once."""
    ship_problem_norms(since)
    ship_hours_norms(since)
    ship_regulations(since)


__all__ = [
    "add_task", "begin_checklists", "move_task", "one_writer", "remind", "say_of_week", "seat_specialist", "ship", "ship_hours_norms",
    "ship_problem_norms", "ship_regulations", "stop", "turn", "wind_problem", "wind_problems", "write_entry",
]  # fmt: skip
