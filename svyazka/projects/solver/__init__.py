"""The schedule as plain computing: tasks, people and working hours in; moments, slack and reasons out. See docs/solver.md."""

from svyazka.projects.solver.apart import improving_apart
from svyazka.projects.solver.budget import Budget
from svyazka.projects.solver.clashes import explain
from svyazka.projects.solver.effort import Effort
from svyazka.projects.solver.planning import best, first, improving
from svyazka.projects.solver.refusals import Clashing, Cycle, NotPlannable, Reason, Thing
from svyazka.projects.solver.shapes import (
    Agenda,
    Dependency,
    Engaged,
    Kind,
    Late,
    Move,
    Placed,
    Plan,
    Share,
    Task,
    ThreePoint,
    Why,
    Worker,
)
from svyazka.projects.solver.stability import moves

__all__ = [
    "Agenda", "Budget", "Clashing", "Cycle", "Dependency", "Effort", "Engaged", "Kind", "Late", "Move", "NotPlannable", "Placed", "Plan",
    "Reason", "Share", "Task", "Thing", "ThreePoint", "Why", "Worker", "best", "explain", "first", "improving",
    "improving_apart", "moves",
]  # fmt: skip
