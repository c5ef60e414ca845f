"""Small writes that later rooms' actions borrow: move a stage along its table, keep a computed schedule and a forecast, call to a drift."""

from svyazka.projects.steps.forecast import keep_forecasts, ship
from svyazka.projects.steps.ghost import tell_of_drifts
from svyazka.projects.steps.project import (
    deadline_follows,
    finish_if_nothing_is_left,
    follow_amendment,
    keep_schedule,
    move_project,
    move_stage,
)

__all__ = [
    "deadline_follows",
    "finish_if_nothing_is_left",
    "follow_amendment",
    "keep_forecasts",
    "keep_schedule",
    "move_project",
    "move_stage",
    "ship",
    "tell_of_drifts",
]
