"""Small writes on the work that others borrow, and what an agency begins with."""

from datetime import date

from svyazka.work.steps.problems import ship_problem_norms, wind_problem, wind_problems
from svyazka.work.steps.regulations import begin_checklists, ship_regulations
from svyazka.work.steps.retros import count_votes, forget_authors, ship_retro_formats, shuffle_cards
from svyazka.work.steps.sprints import count_day
from svyazka.work.steps.tasks import add_task, move_task, seat_specialist


def ship(since: date) -> None:
    """Write down the usual norms of problems, regulations and forms of looking back, once."""
    ship_problem_norms(since)
    ship_regulations(since)
    ship_retro_formats(since)


__all__ = [
    "add_task", "begin_checklists", "count_day", "count_votes", "forget_authors", "move_task", "seat_specialist",
    "ship", "ship_problem_norms", "ship_regulations", "ship_retro_formats", "shuffle_cards", "wind_problem",
    "wind_problems",
]  # fmt: skip
