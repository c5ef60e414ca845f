"""Questions about sources, events and demand."""

from svyazka.sources.queries.event import events
from svyazka.sources.queries.source import (
    lines,
    mix,
    mix_by_year,
    moments,
    sees_cost,
    sources,
    told,
    total_of,
    usual_period,
)

__all__ = ["events", "lines", "mix", "mix_by_year", "moments", "sees_cost", "sources", "told", "total_of", "usual_period"]
