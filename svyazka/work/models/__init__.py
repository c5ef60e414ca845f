"""Tasks and what they wait for, hours, sprints, looks back, and problems."""

from svyazka.work.models.carry import SprintCarry
from svyazka.work.models.hours import TimeEntry
from svyazka.work.models.norms import HoursNorms, WeekWord
from svyazka.work.models.problem import Problem
from svyazka.work.models.retro import Retro, RetroAction, RetroCard
from svyazka.work.models.sprint import Sprint
from svyazka.work.models.task import Task, TaskDependency
from svyazka.work.models.timer import Timer

__all__ = [
    "HoursNorms",
    "Problem",
    "Retro",
    "RetroAction",
    "RetroCard",
    "Sprint",
    "SprintCarry",
    "Task",
    "TaskDependency",
    "TimeEntry",
    "Timer",
    "WeekWord",
]
