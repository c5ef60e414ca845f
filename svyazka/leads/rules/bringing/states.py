"""How far the bringing of a file has come, and what became of each of its rows."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves
from svyazka.leads.rules.bringing.presets import BY_HAND
from svyazka.leads.rules.bringing.words import Outcome


class RunState(TextChoices):
    """How far the bringing of a file has come."""

    READ = "read", pgettext_lazy("file", "Read")
    TRIED = "tried", pgettext_lazy("file", "Tried")
    RUNNING = "running", pgettext_lazy("file", "Being brought in")
    DONE = "done", pgettext_lazy("file", "Brought in")
    UNDONE = "undone", pgettext_lazy("file", "Taken back")
    FAILED = "failed", pgettext_lazy("file", "Stopped")


class RowState(TextChoices):
    """What became of a row of a file."""

    MADE = "made", pgettext_lazy("row", "Written down")
    KNOWN = "known", pgettext_lazy("row", "Known already")
    WRONG = "wrong", pgettext_lazy("row", "Wrong")
    KEPT = "kept", pgettext_lazy("row", "Kept, for it was touched")


BRINGING = Moves(RunState, {
    "choose": {"read": "read", "tried": "read", "undone": "read", "failed": "read"},
    "try": {"read": "tried", "tried": "tried", "undone": "tried", "failed": "tried"},
    "start": {"read": "running", "tried": "running", "running": "running", "done": "running", "undone": "running", "failed": "running"},
    "finish": {"running": "done"},
    "fail": {"running": "failed", "read": "failed", "tried": "failed"},
    "undo": {"running": "undone", "done": "undone", "failed": "undone", "undone": "undone"},
})


def reasons_not_to_choose(*, columns: Mapping[str, str], stages: Mapping[str, str]) -> list:
    """List why a file cannot be read as chosen: a field that we do not have, a meaning that no stage has."""
    reasons = [_("There is no field “%(field)s”; there are %(fields)s.") % {"field": one, "fields": ", ".join(BY_HAND)}
               for one in sorted(set(columns) - set(BY_HAND))]  # fmt: skip
    wrong = sorted(set(stages.values()) - set(Outcome.values))
    return reasons + [_("A stage means %(known)s, not “%(wrong)s”.") % {"known": ", ".join(Outcome.values), "wrong": one} for one in wrong]
