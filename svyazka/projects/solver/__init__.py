"""The schedule as plain computing: tasks and working hours in, moments and the critical chain out."""

from svyazka.projects.solver.forward import plan
from svyazka.projects.solver.shapes import Cycle, Late, Placed, Plan, PlannedTask

__all__ = ["Cycle", "Late", "Placed", "Plan", "PlannedTask", "plan"]
