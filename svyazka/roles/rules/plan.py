"""A scheme as a plan of seats and cells, and the four that are shipped."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext

from svyazka.roles.rules.words import Place, Raci


@dataclass(frozen=True)
class SeatPlan:
    """A seat as a scheme defines it: who can hold it, where it stands, whose place it takes after a switch."""

    code: str
    name: str
    tracks: tuple[str, ...] = ()
    place: str = Place.ENGAGEMENT
    single: bool = True
    follows: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return gettext(self.name)


@dataclass(frozen=True)
class SchemePlan:
    """A whole scheme: seats, cells of the matrix (duty, seat, letter), pairs that need four eyes."""

    code: str
    name: str
    seats: tuple[SeatPlan, ...]
    cells: tuple[tuple[str, str, str], ...]
    four_eyes: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        return gettext(self.name)

    def holders(self, duty: str, letter: str = Raci.R) -> list[str]:
        """List the seats with this letter for the duty."""
        return [seat for code, seat, cell in self.cells if code == duty and cell == letter]


SHIPPED = Path(__file__).parents[1] / "schemes.yaml"


@cache
def shipped_schemes() -> tuple[SchemePlan, ...]:
    """Read the four ready schemes (domain: who does, answers, is asked, is told)."""
    told = yaml.safe_load(SHIPPED.read_text("utf-8"))
    return tuple(_plan(code, scheme, told) for code, scheme in told["schemes"].items())


@cache
def shipped_duties() -> frozenset[str]:
    """Return the duties that the ready schemes know."""
    return frozenset(yaml.safe_load(SHIPPED.read_text("utf-8"))["duties"])


def _plan(code: str, scheme: Mapping, told: Mapping) -> SchemePlan:
    seats = tuple(_seat(seat, told["seats"][seat]) for seat in scheme["seats"])
    cells = [cell for duty, row in told["duties"].items() for cell in _cells(duty, row, code)]
    pairs = tuple((a, b) for a, b in told["four_eyes"])
    return SchemePlan(code, scheme["name"], seats, tuple(cells), pairs)


def _seat(code: str, told: Mapping) -> SeatPlan:
    return SeatPlan(
        code,
        told["name"],
        tuple(told.get("tracks", ())),
        told.get("place", Place.ENGAGEMENT),
        told.get("single", True),
        tuple(told.get("follows", ())),
    )


def _cells(duty: str, row: Mapping, scheme: str) -> list[tuple[str, str, str]]:
    letters = row.get(scheme, row.get("all", ""))
    found = []
    for word in letters.split():
        letter, _colon, seats = word.partition(":")
        found += [(duty, seat, letter) for seat in seats.split(",")]
    return found


def differences(one: SchemePlan, other: SchemePlan) -> dict[str, tuple[list[str], list[str]]]:
    """Return the duties whose cells differ, each with its cells ("R pm") in the one and in the other."""
    changed = {}
    for duty in sorted({cell[0] for cell in (*one.cells, *other.cells)}):
        left, right = (sorted(f"{c} {s}" for d, s, c in plan.cells if d == duty) for plan in (one, other))
        if left != right:
            changed[duty] = (left, right)
    return changed
