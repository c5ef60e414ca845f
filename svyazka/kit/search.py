"""Search over all rooms: each room answers with the rows that this person sees."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

MOST_HITS = 8
PROVIDERS: list[tuple[int, Callable]] = []


@dataclass(frozen=True)
class Hit:
    """A found thing: its title, where it is, what kind of thing, and a word about it."""

    title: str
    url: str
    kind: str
    note: str = ""


def provider(*, order: int) -> Callable[[Callable], Callable]:
    """Mark function(person, at, text) -> list[Hit] as a room's answer to a search."""

    def mark(function: Callable) -> Callable:
        PROVIDERS.append((order, function))
        PROVIDERS.sort(key=lambda pair: pair[0])
        return function

    return mark


LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
SWAPPED = str.maketrans(LATIN + CYRILLIC, CYRILLIC + LATIN)


def other_layout(text: str) -> str:
    """Return what the same keys write on the other of the two layouts, «rkbtyn» for «клиент»."""
    return text.lower().translate(SWAPPED)


def search(person, at: datetime, text: str) -> list[Hit]:
    """Return what the person may find by this text, room by room; nothing for less than two letters."""
    text = " ".join(text.replace("\x00", " ").split())[:100]
    if len(text) < 2:
        return []
    return [hit for _order, ask in PROVIDERS for hit in ask(person, at, text)[:MOST_HITS]]
