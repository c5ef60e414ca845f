"""Numbers that an address or a form names: read the same everywhere, and never so long that no key of a table is."""

from collections.abc import Iterable

MOST_DIGITS = 18  # one more could pass what a key of a table holds


def whole(said, digits: int = MOST_DIGITS) -> int | None:
    """Return the whole number that is said; None if it says none, or one of more digits."""
    said = str(said)
    return int(said) if said.isdecimal() and len(said) <= digits else None


def wholes(said: Iterable, most: int | None = None) -> list[int]:
    """Return the whole numbers among what is said, each once, in its order, at most so many; the rest is passed over."""
    return [key for each in dict.fromkeys(said) if (key := whole(each)) is not None][:most]


def page_in(said: str) -> int:
    """Return the number of the page that is asked for, the first unless another is named."""
    return max(whole(said, digits=6) or 1, 1)
