"""Tasks and what they wait for, hours, sprints, looks back, and problems."""

from svyazka.work.models.carry import SprintCarry
from svyazka.work.models.hours import TimeEntry
from svyazka.work.models.norms import HoursNorms, WeekWord
from svyazka.work.models.plan import PlanImport
from svyazka.work.models.problem import Problem, ProblemCall, ProblemNorm
from svyazka.work.models.regulation import Acknowledgement, ChecklistRun, ChecklistStep, Regulation
from svyazka.work.models.retro import Retro, RetroAction, RetroCard
from svyazka.work.models.sprint import Sprint
from svyazka.work.models.task import Task, TaskDependency
from svyazka.work.models.timer import Timer

__all__ = [
    "Acknowledgement", "ChecklistRun", "ChecklistStep", "HoursNorms", "PlanImport", "Problem", "ProblemCall",
    "ProblemNorm", "Regulation", "Retro", "RetroAction", "RetroCard", "Sprint", "SprintCarry", "Task", "TaskDependency",
    "TimeEntry", "Timer", "WeekWord",
]  # fmt: skip
