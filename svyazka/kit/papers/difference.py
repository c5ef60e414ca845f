"""How two editions of a text differ, line by line."""

from collections.abc import Sequence
from difflib import SequenceMatcher


def differing(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Return the lines of two texts as (sign, line): "-" went, "+" came, " " stayed; long stretches that stayed are left out as "…"."""
    told: list[tuple[str, str]] = []
    for way, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if way == "equal":
            kept = [(" ", line) for line in before[a1:a2]]
            told += kept if len(kept) <= 4 else [*(kept[:2] if told else []), ("…", ""), *(kept[-2:] if a2 < len(before) or b2 < len(after) else [])]
        else:
            told += [("-", line) for line in before[a1:a2]] + [("+", line) for line in after[b1:b2]]
    return told
