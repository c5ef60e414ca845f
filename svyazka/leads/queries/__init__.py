"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.bringing import (
    Colleagues,
    counts_of,
    counts_of_many,
    imports_visible_to,
    look_at,
    people_of,
    plan_for,
    remembered_columns,
    rows_of,
    sees_imports,
    wrong_as_csv,
)
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
    "TABS", "Colleagues", "counts_of", "counts_of_many", "dead_letters", "dead_letters_for", "imports_visible_to", "look_at", "matching", "may_take", "norm_minutes", "people_of", "plan_for",
    "remembered_columns", "rows_of", "sees_imports", "tab", "taken_by_another", "visible_to", "who_takes", "wrong_as_csv",
]  # fmt: skip
