"""Questions about leads, always from the one who asks."""

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
from svyazka.leads.queries.likeness import alike_among, face_of, likenesses_found, likenesses_of, likenesses_visible_to, to_look_at

__all__ = [
    "TABS", "alike_among", "face_of", "likenesses_found", "likenesses_of", "likenesses_visible_to", "to_look_at", "dead_letters", "dead_letters_for", "matching", "may_take", "norm_minutes", "tab", "taken_by_another", "visible_to", "who_takes",
]  # fmt: skip
