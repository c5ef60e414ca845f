"""Two people at one task: what of two changes goes in by itself, and what they have to choose."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from svyazka.briefs.rules.words import brought_together, word_diff
from svyazka.kit.errors import Stale

SAID = ("title", "assignee", "estimate_hours", "best_hours", "worst_hours", "due_on", "text")


class Overtaken(Stale):
    """Somebody has changed the same of the task meanwhile: nothing was written.

    `theirs` is how the task stands now, `mine` what was to be written, `agreed` what of both goes together, `contested`
    the names of what does not.
    """

    status = 409

    def __init__(self, *, version: int, theirs: Mapping, mine: Mapping, was: Mapping):
        super().__init__(_("Somebody has changed this task while you were writing. Nothing is lost: both are here."))
        self.version, self.theirs, self.mine, self.was = version, dict(theirs), dict(mine), dict(was)
        self.agreed, self.contested = told_apart(mine, theirs, was)

    @property
    def together(self) -> str:
        """Offer one text with both changes in it; without what was looked at, what both say counts as it."""
        theirs, mine = self.theirs["text"], self.mine["text"]
        common = "".join(text for sign, text in word_diff(theirs, mine) if sign == " ")
        return brought_together(self.was.get("text", common), theirs, mine)


def told_apart(mine: Mapping, theirs: Mapping, was: Mapping) -> tuple[dict[str, Any], list[str]]:
    """Return what the task says with both changes in it, and the names of what both have changed, each in another way.

    What was looked at and not changed by me is theirs; where `was` does not tell it, whatever differs is contested.
    """
    agreed: dict[str, Any] = {}
    contested = []
    for name in SAID:
        if mine[name] == theirs[name] or (name in was and mine[name] == was[name]):
            agreed[name] = theirs[name]
        elif name in was and theirs[name] == was[name]:
            agreed[name] = mine[name]
        else:
            contested.append(name)
    return agreed, contested
