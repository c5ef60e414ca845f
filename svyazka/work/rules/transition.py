"""Looks back on a switch of scheme in words: where each stands, and on which projects enough of them are held."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

OFFERED = timedelta(days=28)  # a look back that nobody took up till then is not offered any more


class LookState(TextChoices):
    """Where a look back so many days after a switch stands."""

    AHEAD = "ahead", pgettext_lazy("look", "Ahead")
    DUE = "due", pgettext_lazy("look", "Opens in working time")
    OPENED = "opened", pgettext_lazy("look", "Opened")
    PASSED = "passed", pgettext_lazy("look", "Passed over")
    MISSED = "missed", pgettext_lazy("look", "Not held")


def state_of(on: date, today: date, *, asked: bool | None, newest: bool) -> LookState:
    """Return where the look back of that day stands: `asked` is None until it was settled, `newest` if none came after it."""
    if asked is not None:
        return LookState.OPENED if asked else LookState.PASSED
    if today < on:
        return LookState.AHEAD
    return LookState.DUE if newest and today < on + OFFERED else LookState.MISSED


def covering(people: Mapping[int, frozenset[int]]) -> list[int]:
    """Return places enough for everybody to be in one of them, always the one next where most are left; of equal ones the first."""
    left, chosen = frozenset().union(*people.values()), []
    while left:
        best = max(people, key=lambda place: len(people[place] & left))
        chosen.append(best)
        left -= people[best]
    return chosen
