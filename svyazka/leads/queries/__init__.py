"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.inbox import (
    TABS,
    dead_letters,
    dead_letters_for,
    may_take,
    norm_minutes,
    tab,
    taken_by_another,
    visible_to,
    who_takes,
)
from svyazka.leads.queries.search import matching

__all__ = [
    "TABS", "dead_letters", "dead_letters_for", "matching", "may_take", "norm_minutes", "tab", "taken_by_another", "visible_to", "who_takes",
]  # fmt: skip
