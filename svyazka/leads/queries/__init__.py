"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.clock import burning_first, clock_of, clocks_of, norm_minutes, paused, shown_clock
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
from svyazka.leads.queries.likeness import (
    Pair,
    alike_among,
    face_of,
    in_order,
    likeness_between,
    likenesses_found,
    likenesses_held_by,
    likenesses_of,
    likenesses_visible_to,
    of_lead,
    pair_of,
    side_of,
    to_look_at,
)
from svyazka.leads.queries.merging import (
    Preview,
    living,
    may_give_away,
    mergings_of,
    mergings_visible_to,
    preview,
    reasons_against_undoing,
    touches_of,
    values_after,
)
from svyazka.leads.queries.reasons import closing_reasons, in_force, level_rows, norm_rows, reasons_in_use
from svyazka.leads.queries.search import matching

__all__ = [
    "TABS", "Pair", "Preview", "alike_among", "burning_first", "clock_of", "clocks_of", "closing_reasons", "dead_letters",
    "dead_letters_for", "face_of", "in_force", "in_order", "level_rows", "likeness_between", "likenesses_found",
    "likenesses_held_by", "likenesses_of", "likenesses_visible_to", "living", "matching", "may_give_away", "may_take",
    "mergings_of", "mergings_visible_to", "norm_minutes", "norm_rows", "of_lead", "pair_of", "paused", "preview",
    "reasons_against_undoing", "reasons_in_use", "shown_clock", "side_of", "tab", "taken_by_another", "to_look_at",
    "touches_of", "values_after", "visible_to", "who_takes",
]  # fmt: skip
