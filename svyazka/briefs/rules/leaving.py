"""The gate: why something does not leave the agency yet, and which promises a text repeats."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules.promise import LET_OUT

BLANKS, MARKS = re.compile(r"\s+"), re.compile(r"[«»“”„\"'.,;:!?…()]+")


def reasons_not_to_leave(*, unjudged: Iterable[str] = (), verdict: str | None = None, same_wording: bool = True,
                         enough: Iterable[str] = LET_OUT) -> list:  # fmt: skip
    """List why a proposal, a specification, a page of the portal or a message stays inside; empty lets it out.

    `unjudged` are the words of live promises whose present wording lacks a feasible or conditional verdict. `verdict` is the PM's
    word on the very edition that would leave, "" without one, None where no edition leaves; `same_wording` tells that nobody has
    changed its words since; `enough` are the verdicts that let it out.
    """
    reasons = [_("The promise “%(text)s” lacks the PM's yes.") % {"text": text} for text in unjudged]
    if verdict is not None and verdict not in enough:
        reasons.append(_("The PM has not called this specification feasible."))
    elif verdict and not same_wording:
        reasons.append(_("The words have changed since the PM's verdict: ask for another one."))
    return reasons


def plain(text: str) -> str:
    """Return the words as they are compared: case, ё, marks and blanks do not tell two wordings apart."""
    return BLANKS.sub(" ", MARKS.sub(" ", text.lower().replace("ё", "е"))).strip()


def repeated(text: str, promises: Mapping[int, str]) -> list[int]:
    """Return the keys of the promises whose words stand in the text, whole words only."""
    told = f" {plain(text)} "
    return [key for key, words in promises.items() if plain(words) and f" {plain(words)} " in told]
