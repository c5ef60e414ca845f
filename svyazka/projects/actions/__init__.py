"""What can happen to a project: it is started, its promised days move, its drift is explained, answered for, told to the client."""

from svyazka.clients.actions import TALK
from svyazka.deals.actions import CONTRACT
from svyazka.leads.actions import NORMS
from svyazka.projects.actions.forecast import set_drift_norm
from svyazka.projects.actions.ghost import alert_drift, say_why, warn_client
from svyazka.projects.actions.project import (
    CHANGE_PLAN,
    PLAN,
    SIGNED,
    WATCH,
    move_promise,
    note_drift,
    start_project,
    stop_project,
    widen_project,
)

__all__ = [
    "CHANGE_PLAN",
    "CONTRACT",
    "NORMS",
    "PLAN",
    "SIGNED",
    "TALK",
    "WATCH",
    "alert_drift",
    "move_promise",
    "note_drift",
    "say_why",
    "set_drift_norm",
    "start_project",
    "stop_project",
    "warn_client",
    "widen_project",
]
