"""What can happen to sources, events and demand."""

from svyazka.sources.actions.demand import keep_demand, load_demand, undo_load
from svyazka.sources.actions.event import EVENT, correct_event, forget_meeting, meet_people, write_down_event
from svyazka.sources.actions.source import (
    KEEP,
    add_source,
    bring_back_source,
    fade_source,
    rename_source,
    retire_source,
    set_cost,
)

__all__ = [
    "EVENT", "KEEP", "add_source", "bring_back_source", "correct_event", "fade_source", "forget_meeting", "keep_demand", "load_demand",
    "meet_people", "rename_source", "retire_source", "set_cost", "undo_load", "write_down_event",
]  # fmt: skip
