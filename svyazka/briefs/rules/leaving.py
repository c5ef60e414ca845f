"""The gate: why something does not leave the agency yet, and which promises a text repeats."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules.promise import LET_OUT

BLANKS, MARKS = re.compile(r"\s+"), re.compile(r"[«»“”„\"'.,;:!?…()]+")
VOICE, JUDGE = "client.talk", "tz.feasible"  # whose duty it is to accept conditions, and to give the PM's word


@dataclass(frozen=True)
class Held:
    """A promise that does not leave yet: without the PM's yes, or with `conditions` that nobody has accepted; `turn` is who does the next thing."""

    text: str
    conditions: str = ""
    turn: str = ""


def reasons_not_to_leave(*, held: Iterable[Held] = (), verdict: str | None = None, same_wording: bool = True,
                         enough: Iterable[str] = LET_OUT) -> list:  # fmt: skip
    """List why a proposal, a specification, a page of the portal or a contract stays inside; empty lets it out.

    `held` are the live promises that do not leave yet. `verdict` is the PM's word on the very edition that would leave, "" without
    one, None where no edition leaves; `same_wording` tells that nobody has changed its words since; `enough` are the verdicts that
    let it out.
    """
    reasons = [_with_turn(_why(one), one.turn) for one in held]
    if verdict is not None and verdict not in enough:
        reasons.append(_("The PM has not called this specification feasible."))
    elif verdict and not same_wording:
        reasons.append(_("The words have changed since the PM's verdict: ask for another one."))
    return reasons


def _why(one: Held):
    if one.conditions:
        return _("The promise “%(text)s” has the PM's yes on conditions that nobody has accepted: %(conditions)s.") % {
            "text": one.text, "conditions": one.conditions.rstrip(".")}  # fmt: skip
    return _("The promise “%(text)s” lacks the PM's yes.") % {"text": one.text}


def reasons_not_to_say(held: Iterable[Held]) -> list:
    """List why words that repeat these promises are not said to the client yet."""
    return [_with_turn(_why_unsaid(one), one.turn) for one in held]


def _why_unsaid(one: Held):
    if one.conditions:
        return _("These words hold the promise “%(text)s”: the PM's yes has conditions, accept them first and say them with it: %(conditions)s. The words are kept here.") % {
            "text": one.text, "conditions": one.conditions.rstrip(".")}  # fmt: skip
    return _("These words hold the promise “%(text)s”, which has no yes of the PM on this wording. Take it out, or wait for the verdict: the words are kept here.") % {
        "text": one.text}  # fmt: skip


def _with_turn(reason, turn: str):
    return format_lazy("{} {}", reason, _("The next word is that of: %(name)s.") % {"name": turn}) if turn else reason


def plain(text: str) -> str:
    """Return the words as they are compared: case, ё, marks and blanks do not tell two wordings apart."""
    return BLANKS.sub(" ", MARKS.sub(" ", text.lower().replace("ё", "е"))).strip()


def repeated(text: str, promises: Mapping[int, str]) -> list[int]:
    """Return the keys of the promises whose words stand in the text, whole words only."""
    told = f" {plain(text)} "
    return [key for key, words in promises.items() if plain(words) and f" {plain(words)} " in told]
