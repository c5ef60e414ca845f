"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.clock import (
    burning_first,
    clock_of,
    clocks_of,
    norm_minutes,
    paused,
    shown_clock,
    with_pauses,
)
from svyazka.leads.queries.inbox import (
    TABS,
    dead_letters,
    dead_letters_for,
    may_take,
    tab,
    taken_by_another,
    visible_to,
    who_takes,
)
from svyazka.leads.queries.reasons import closing_reasons, in_force, level_rows, norm_rows, reasons_in_use
from svyazka.leads.queries.search import matching

__all__ = [
    "TABS", "burning_first", "clock_of", "clocks_of", "closing_reasons", "dead_letters", "dead_letters_for", "in_force",
    "level_rows", "matching", "may_take", "norm_minutes", "norm_rows", "paused", "reasons_in_use", "shown_clock", "tab",
    "taken_by_another", "visible_to", "who_takes", "with_pauses",
]  # fmt: skip
