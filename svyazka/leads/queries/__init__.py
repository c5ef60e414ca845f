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
from svyazka.leads.queries.likeness import (
    alike_among,
    face_of,
    likenesses_found,
    likenesses_of,
    likenesses_visible_to,
    to_look_at,
)
from svyazka.leads.queries.merging import (
    Preview,
    living,
    mergings_of,
    mergings_visible_to,
    preview,
    reasons_against_undoing,
    values_after,
)
from svyazka.leads.queries.search import matching

__all__ = [
    "TABS", "Preview", "alike_among", "dead_letters", "dead_letters_for", "face_of", "likenesses_found", "likenesses_of",
    "likenesses_visible_to", "living", "matching", "may_take", "mergings_of", "mergings_visible_to", "norm_minutes", "preview",
    "reasons_against_undoing", "tab", "taken_by_another", "to_look_at", "values_after", "visible_to", "who_takes",
]  # fmt: skip
