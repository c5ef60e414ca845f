"""Projects, their stages, what was promised and what was said about drifts, computed schedules."""

from svyazka.projects.models.ghost import CauseLine, DriftAlert
from svyazka.projects.models.project import DriftNote, Project, PromiseMove, Schedule, ScheduledTask, Stage

__all__ = ["CauseLine", "DriftAlert", "DriftNote", "Project", "PromiseMove", "Schedule", "ScheduledTask", "Stage"]
