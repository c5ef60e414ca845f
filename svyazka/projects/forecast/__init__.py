"""The forecast as plain computing: finished work and open tasks in, hours, days and the reasons for a drift out."""

from svyazka.projects.forecast.drift import Drift, Driver, Words, as_planned, drift, line, working_days
from svyazka.projects.forecast.forecaster import Forecaster
from svyazka.projects.forecast.habits import History, Manner
from svyazka.projects.forecast.shapes import Calendar, Estimate, Finished, Idle, Job, Link, Open, Ring
from svyazka.projects.forecast.simulate import LEVELS, Finish, simulate
from svyazka.projects.forecast.spread import Spread

__all__ = [
    "LEVELS", "Calendar", "Drift", "Driver", "Estimate", "Finish", "Finished", "Forecaster", "History", "Idle", "Job", "Link", "Manner",
    "Open", "Ring", "Spread", "Words", "as_planned", "drift", "line", "simulate", "working_days",
]  # fmt: skip
