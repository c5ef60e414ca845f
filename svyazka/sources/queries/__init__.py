"""Questions about sources, events and demand."""

from svyazka.sources.queries.event import events
from svyazka.sources.queries.source import (
    in_use,
    lines,
    mix,
    mix_by_year,
    moments,
    sees_cost,
    source_of,
    sources,
    told,
    total_of,
    usual_period,
)

__all__ = ["events", "in_use", "lines", "mix", "mix_by_year", "moments", "sees_cost", "source_of", "sources", "told", "total_of", "usual_period"]
