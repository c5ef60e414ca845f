"""How two editions of a specification differ, clause by clause: by the key that a clause bears for life."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from svyazka.briefs.rules.words import Said, word_diff

PARTS = ("kind", "text", "criterion", "section")


@dataclass(frozen=True)
class Wording:
    """A clause as an edition says it; `number` is how that edition calls it."""

    key: int
    kind: str
    text: str
    criterion: str = ""
    section: str = ""
    number: str = ""


@dataclass(frozen=True)
class Change:
    """What has become of one clause: `was` is None for a new one, `now` for a removed one; `place` counts from 0."""

    key: int
    was: Wording | None
    now: Wording | None
    place: int
    moved: bool = False

    @property
    def what(self) -> tuple[str, ...]:
        """Name what has changed: added, removed, moved, kind, text, criterion, section."""
        if self.was is None or self.now is None:
            return ("added",) if self.was is None else ("removed",)
        changed = [part for part in PARTS if getattr(self.was, part) != getattr(self.now, part)]
        return (*changed, *(["moved"] if self.moved and "section" not in changed else []))

    @property
    def text(self) -> list[Said]:
        return word_diff(self.was.text if self.was else "", self.now.text if self.now else "")

    @property
    def criterion(self) -> list[Said]:
        return word_diff(self.was.criterion if self.was else "", self.now.criterion if self.now else "")


def difference(before: Sequence[Wording], now: Sequence[Wording]) -> list[Change]:
    """Return the changes from one edition to another, in the order of the new one; a removed clause stands where it stood.

    Only what has really gone elsewhere is told as moved: as few clauses as can be.
    """
    old = {one.key: one for one in before}
    here = {one.key: n for n, one in enumerate(now)}
    stayed = _in_order([here[one.key] for one in before if one.key in here])
    found = [(n, 1, Change(one.key, old.get(one.key), one, n, moved=one.key in old and n not in stayed)) for n, one in enumerate(now)]
    found += [(place, 0, Change(one.key, one, None, n)) for n, (one, place) in enumerate(_gone(before, here))]
    return [change for _place, _order, change in sorted(found, key=lambda row: row[:2]) if change.what]


def _gone(before: Sequence[Wording], here: dict[int, int]) -> list[tuple[Wording, int]]:
    """Pair each removed clause with the place in the new edition before which it is told: after the one it followed."""
    found, place = [], 0
    for one in before:
        if one.key in here:
            place = here[one.key] + 1
        else:
            found.append((one, place))
    return found


def _in_order(places: Sequence[int]) -> set[int]:
    """Return the longest run of places that grow: those who kept their order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [n]
        before.append(ends[at - 1] if at else -1)
    kept, n = set(), ends[-1] if ends else -1
    while n >= 0:
        kept.add(places[n])
        n = before[n]
    return kept


def applied(before: Sequence[Wording], changes: Iterable[Change]) -> list[Wording]:
    """Return the old edition with the changes done to it: the new one."""
    told = {change.key: change for change in changes}
    elsewhere = [change for change in told.values() if change.now and (change.was is None or change.moved)]
    away = {change.key for change in elsewhere} | {key for key, change in told.items() if change.now is None}
    rows = [told[one.key].now if one.key in told else one for one in before if one.key not in away]
    for change in sorted(elsewhere, key=lambda one: one.place):
        rows.insert(change.place, change.now)
    return [row for row in rows if row is not None]
