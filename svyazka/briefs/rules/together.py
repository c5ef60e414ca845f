"""Several people at one clause: whose change goes in, which two are told apart, what each is shown."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from svyazka.briefs.rules.words import brought_together, word_diff
from svyazka.kit.errors import Stale

WORDING, PLACE = ("kind", "text", "criterion"), ("section", "need_id", "owner_id")


class Overtaken(Stale):
    """Somebody has changed the clause meanwhile: nothing was written, both texts are here.

    `theirs` is how the clause stands, None if it was removed; `mine` is what was to be written; `was` is what was looked at.
    """

    status = 409

    def __init__(self, *, key: int, theirs: Any, mine: Mapping, was: Mapping | None = None):
        gone = _("This clause was removed while you were writing. Your text is here.")
        super().__init__(_("This clause was changed while you were writing. Both texts are here.") if theirs else gone)
        self.key, self.theirs, self.mine, self.was = key, theirs, dict(mine), dict(was or {})


def agreeing(mine: Mapping, theirs: Mapping, was: Mapping) -> dict | None:
    """Return what is left to write of my change when theirs came first; None when the two contradict each other.

    Kind, text and criterion are one thing said: changed by both, they contradict. Section, need and owner are told apart.
    """
    changed = {name: value for name, value in mine.items() if name not in was or value != was[name]}
    by_them = {name for name in (*WORDING, *PLACE) if name not in was or theirs[name] != was[name]}
    apart = {name for name in changed if changed[name] != theirs[name]}
    said_by_both = apart & set(WORDING) and by_them & set(WORDING)
    return None if said_by_both or apart & by_them & set(PLACE) else changed


def offered(mine: Mapping, theirs: Mapping, was: Mapping) -> dict:
    """Offer the words of the clause with both changes in them; without what was looked at, what both say counts as it."""
    found = {}
    for name in ("text", "criterion"):
        my_words = mine.get(name, theirs[name])
        base = was[name] if name in was else "".join(text for sign, text in word_diff(theirs[name], my_words) if sign == " ")
        found[name] = brought_together(base, theirs[name], my_words)
    return found
