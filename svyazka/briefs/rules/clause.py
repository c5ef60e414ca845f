"""Clauses in words: how binding, and which of them is the same one in the next edition."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClauseKind(TextChoices):
    MUST = "must", _("Must")
    SHOULD = "should", _("Should")
    WONT = "wont", _("Will not")


MOST = 2000  # clauses of one specification
ALIKE = 0.75  # of the text, by which a reworded clause is still the same one


def keys_of(before: Sequence[tuple[int, str]], now: Sequence[str], *, last: int) -> list[int]:
    """Give each text of an edition its key: that of the same or a like clause (key, text) of the former one, else a new one.

    `last` is the highest key the engagement has given. Equal texts are matched first, in their order; a key is given once.
    """
    free, keys = dict(before), [0] * len(now)
    for n, text in enumerate(now):
        same = next((key for key, was in free.items() if was == text), None)
        if same is not None:
            keys[n] = same
            del free[same]
    for n, text in enumerate(now):
        if not keys[n]:
            like = _most_alike(free, text)
            if like is None:
                last += 1
            else:
                del free[like]
            keys[n] = last if like is None else like
    return keys


def _most_alike(texts: dict[int, str], text: str) -> int | None:
    found, best = None, ALIKE
    for key, was in texts.items():
        pair = SequenceMatcher(None, was, text)
        if pair.real_quick_ratio() >= best and pair.quick_ratio() >= best and pair.ratio() >= best:
            found, best = key, pair.ratio()
    return found


def reasons_too_many(count: int) -> list:
    """List why a specification does not have so many clauses."""
    return [_("A specification has at most %(most)s clauses.") % {"most": MOST}] if count > MOST else []
