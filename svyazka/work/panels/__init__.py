"""What work shows on others' pages: the chart of a project, tasks of an engagement, what waits on Today, found tasks."""

from svyazka.work.panels import (
    asked,
    chart,
    engagement,
    forecast,
    foretold,
    hours,
    looks,
    moved,
    plan,
    search,
    timer,
    today,
)

__all__ = [
    "asked", "chart", "engagement", "forecast", "foretold", "hours", "looks", "moved", "plan", "search", "timer", "today",
]  # fmt: skip
