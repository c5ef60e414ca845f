"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.bringing import counts_of, imports_visible_to, remembered_columns, rows_of
from svyazka.leads.queries.inbox import (
    TABS,
    dead_letters,
    dead_letters_for,
    matching,
    may_take,
    norm_minutes,
    tab,
    taken_by_another,
    visible_to,
    who_takes,
)

__all__ = [
    "TABS", "counts_of", "dead_letters", "dead_letters_for", "imports_visible_to", "matching", "may_take", "norm_minutes", "remembered_columns",
    "rows_of", "tab", "taken_by_another", "visible_to", "who_takes",
]  # fmt: skip
