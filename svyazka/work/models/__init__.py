"""Tasks and what they wait for, hours, sprints, looks back, and problems."""

from svyazka.work.models.carry import SprintCarry
from svyazka.work.models.estimating import EstimateRecord
from svyazka.work.models.hours import TimeEntry
from svyazka.work.models.load import Levelling
from svyazka.work.models.norms import HoursNorms, WeekWord
from svyazka.work.models.plan import PlanImport
from svyazka.work.models.planning import AgencyPlan, PlanLook, PlanningNorms, ProjectShare, ProjectWeight
from svyazka.work.models.point import TaskPoint
from svyazka.work.models.problem import Problem, ProblemCall, ProblemNorm
from svyazka.work.models.regulation import Acknowledgement, ChecklistRun, ChecklistStep, Regulation
from svyazka.work.models.retro import Retro, RetroAction, RetroCard, RetroFormat, RetroVote
from svyazka.work.models.saved import SavedFilter
from svyazka.work.models.sprint import Sprint, SprintDay
from svyazka.work.models.task import Task, TaskDependency
from svyazka.work.models.template import TaskTemplate
from svyazka.work.models.timer import Timer
from svyazka.work.models.transition import TransitionLook

__all__ = [
    "Acknowledgement", "AgencyPlan", "ChecklistRun", "ChecklistStep", "EstimateRecord", "HoursNorms", "Levelling",
    "PlanImport", "PlanLook", "PlanningNorms", "Problem", "ProblemCall", "ProblemNorm", "ProjectShare", "ProjectWeight",
    "Regulation", "Retro", "RetroAction", "RetroCard", "RetroFormat", "RetroVote", "SavedFilter", "Sprint",
    "SprintCarry", "SprintDay", "Task", "TaskDependency", "TaskPoint", "TaskTemplate", "TimeEntry", "Timer",
    "TransitionLook", "WeekWord",
]  # fmt: skip
