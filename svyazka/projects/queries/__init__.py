"""Questions about projects: which this person sees, where they stand, what was scheduled, what was promised to whom."""

from svyazka.projects.queries.ghost import (
    Ghost,
    drifting,
    forecast_of,
    ghosts,
    ghosts_of,
    ghosts_seen_by,
    projects_to_alert,
    promised_of,
    to_alert,
)
from svyazka.projects.queries.project import (
    Outlook,
    StageView,
    baseline_of,
    contracts_to_start,
    latest_schedule,
    listed,
    outlook,
    project_of,
    stages,
    stages_visible_to,
    visible_to,
)

__all__ = [
    "Ghost",
    "Outlook",
    "StageView",
    "baseline_of",
    "contracts_to_start",
    "drifting",
    "forecast_of",
    "ghosts",
    "ghosts_of",
    "ghosts_seen_by",
    "latest_schedule",
    "listed",
    "outlook",
    "project_of",
    "projects_to_alert",
    "promised_of",
    "stages",
    "stages_visible_to",
    "to_alert",
    "visible_to",
]
