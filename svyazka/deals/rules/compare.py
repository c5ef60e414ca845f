"""Two editions of an estimate side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Change(TextChoices):
    ADDED = "added", pgettext_lazy("line", "Added")
    REMOVED = "removed", pgettext_lazy("line", "Removed")
    CHANGED = "changed", pgettext_lazy("line", "Changed")
    SAME = "same", pgettext_lazy("line", "The same")


@dataclass(frozen=True)
class Pair:
    """A line of the former edition and the same line of the later one; one of them may be missing."""

    before: Any
    after: Any

    @property
    def title(self) -> str:
        return (self.after or self.before).title

    @property
    def change(self) -> Change:
        if self.before is None or self.after is None:
            return Change.ADDED if self.before is None else Change.REMOVED
        told = ("title", "hours", "rate_kopecks", "group", "option", "specialism_id")
        return Change.SAME if all(getattr(self.before, name) == getattr(self.after, name) for name in told) else Change.CHANGED

    @property
    def price_apart(self) -> int:
        """By how many kopecks the later line costs more."""
        return (self.after.price_kopecks if self.after else 0) - (self.before.price_kopecks if self.before else 0)


def paired(before: Iterable[Any], after: Iterable[Any]) -> list[Pair]:
    """Match lines by the clause's key and specialism, else by title; each once, in the later order, what is gone last."""
    free = list(before)
    found = []
    for line in after:
        same = next((old for old in free if _named(old) == _named(line)), None) or next((old for old in free if old.title == line.title), None)
        if same is not None:
            free.remove(same)
        found.append(Pair(same, line))
    return found + [Pair(old, None) for old in free]


def _named(line: Any) -> tuple:
    return (line.clause.key, line.specialism_id, line.group, line.option) if line.clause else (None, line.title, line.specialism_id)
