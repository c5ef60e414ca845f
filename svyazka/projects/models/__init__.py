"""Projects, their stages, what was promised and what was said about drifts, computed schedules."""

from svyazka.projects.models.forecast import DriftNorm, Forecast
from svyazka.projects.models.ghost import CauseLine, DriftAlert
from svyazka.projects.models.project import DriftNote, Project, PromiseMove, Schedule, ScheduledTask, Stage

__all__ = ["CauseLine", "DriftAlert", "DriftNorm", "DriftNote", "Forecast", "Project", "PromiseMove", "Schedule", "ScheduledTask", "Stage"]
