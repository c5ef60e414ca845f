"""Two texts side by side, word by word; and two changes of one text brought together."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
MOST = 3_000_000  # of words times words, above which lines are compared instead

Said = tuple[str, str]  # " " kept, "-" gone, "+" new; and the text


def word_diff(was: str, now: str) -> list[Said]:
    """Tell how the text has changed; kept and gone together are the old text, kept and new the new one."""
    old, new = _tokens(was, now)
    found: list[Said] = []
    for tag, i, j, k, m in _matcher(old, new).get_opcodes():
        if tag == "equal":
            found.append((" ", "".join(old[i:j])))
            continue
        found += [(sign, text) for sign, text in (("-", "".join(old[i:j])), ("+", "".join(new[k:m]))) if text]
    return found


def old_of(said: Iterable[Said]) -> str:
    """Return the text as it was."""
    return "".join(text for sign, text in said if sign != "+")


def new_of(said: Iterable[Said]) -> str:
    """Return the text as it is."""
    return "".join(text for sign, text in said if sign != "-")


def _tokens(*texts: str) -> list[list[str]]:
    words = [TOKEN.findall(text) for text in texts]
    size = 1
    for row in words:
        size *= max(len(row), 1)
    return words if size <= MOST else [text.splitlines(keepends=True) for text in texts]


def _matcher(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher:
    return SequenceMatcher(str.isspace, old, new, autojunk=False)


def brought_together(base: str, theirs: str, mine: str) -> str:
    """Offer one text with both changes of the base in it; where both have changed the same words, both stand, theirs first.

    It is an offer: whoever reads it decides.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    old = TOKEN.findall(base)
    their_new, my_new = TOKEN.findall(theirs), TOKEN.findall(mine)
    if len(old) * max(len(their_new), len(my_new)) > MOST:
        return f"{theirs}\n\n{mine}"
    return "".join(_woven(old, _kept(old, their_new), their_new, _kept(old, my_new), my_new))


def _kept(old: list[str], new: list[str]) -> dict[int, int]:
    """Return where each word of the old text that was kept stands in the new one."""
    return {block.a + n: block.b + n for block in _matcher(old, new).get_matching_blocks() for n in range(block.size)}


def _woven(old, in_theirs, theirs, in_mine, mine) -> list[str]:
    found: list[str] = []
    at, i, k = 0, 0, 0
    stops = [n for n in range(len(old)) if n in in_theirs and n in in_mine]
    for stop in [*stops, len(old)]:
        last = stop == len(old)
        their_end, my_end = (len(theirs), len(mine)) if last else (in_theirs[stop], in_mine[stop])
        found += _span(old[at:stop], theirs[i:their_end], mine[k:my_end])
        if not last:
            found.append(old[stop])
        at, i, k = stop + 1, their_end + 1, my_end + 1
    return found


def _span(was: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    """Choose what stands between two words that all three texts have."""
    if mine in (was, theirs):
        return theirs
    if theirs == was:
        return mine
    apart = [" "] if theirs and mine and not theirs[-1].isspace() and not mine[0].isspace() else []
    return [*theirs, *apart, *mine]
