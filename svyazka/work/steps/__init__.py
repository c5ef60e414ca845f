"""Small writes on the work that others borrow, and what an agency begins with."""

from datetime import date

from svyazka.work.steps.parts import write_points
from svyazka.work.steps.problems import ship_problem_norms, wind_problem, wind_problems
from svyazka.work.steps.regulations import begin_checklists, ship_regulations
from svyazka.work.steps.tasks import add_task, move_task, seat_specialist
from svyazka.work.steps.templates import ship_task_templates, write_edition


def ship(since: date) -> None:
    """Write down the usual norms of problems, the usual regulations and tasks of services, once."""
    ship_problem_norms(since)
    ship_regulations(since)
    ship_task_templates(since)


__all__ = [
    "add_task", "begin_checklists", "move_task", "seat_specialist", "ship", "ship_problem_norms", "ship_regulations", "ship_task_templates", "wind_problem",
    "wind_problems", "write_edition", "write_points",
]  # fmt: skip
