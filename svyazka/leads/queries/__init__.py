"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.inbox import (
    TABS,
    matching,
    may_take,
    norm_minutes,
    tab,
    taken_by_another,
    visible_to,
    who_takes,
)
from svyazka.leads.queries.raw import (
    came_lately,
    dead_letters,
    dead_letters_for,
    file_name,
    keys,
    keys_for,
    left_unread,
    live_key,
    mailboxes,
    mailboxes_for,
    may_keep_channels,
    preview,
    put_away_for,
    reasons_of,
    sees_intake,
    taken_lately,
    unread,
    waiting_for,
)

__all__ = [
    "TABS", "came_lately", "dead_letters", "dead_letters_for", "file_name", "keys", "keys_for", "left_unread", "live_key", "mailboxes",
    "mailboxes_for", "matching", "may_keep_channels", "may_take", "norm_minutes", "preview", "put_away_for", "reasons_of", "sees_intake",
    "tab", "taken_by_another", "taken_lately", "unread", "visible_to", "waiting_for", "who_takes",
]  # fmt: skip
