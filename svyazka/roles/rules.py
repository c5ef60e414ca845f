"""Schemes in words: letters of the matrix, places of seats, the four ready schemes, and what is wrong with a scheme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from svyazka.people.rules import Track

READY_NAMES = (
    _("Head"), _("Finance"), _("Sales"), _("AM"), _("PM"), _("Manager"), _("Reviewer"), _("Specialist"), _("Client"),
    _("Everyone"), _("The person concerned"), _("Triangle"), _("Sales + PM"), _("PM + AM"), _("One person"),
)  # fmt: skip
"""The names of the ready schemes and their seats: read in the reader's language; an agency's own stand as written."""


class Raci(TextChoices):
    """A letter of the responsibility matrix."""

    R = "R", _("does")
    A = "A", _("answers")
    C = "C", _("is asked before")
    I = "I", _("is told")  # noqa: E741


class Place(TextChoices):
    """Where a seat stands: on each engagement, in the whole agency, at the client, or with everyone."""

    ENGAGEMENT = "engagement", _("On the engagement")
    AGENCY = "agency", _("In the agency")
    CLIENT = "client", _("At the client")
    EVERYONE = "everyone", _("Everyone inside")
    SELF = "self", _("The person concerned")


MANAGERS = ("am", "pm", "sales")
"""The tracks of one half of a pair: each may sit in, or stand in for, the other half; one person may be both."""


def reasons_not_to_sit(name: str, seat_tracks: Iterable[str], tracks: Iterable[str], *, for_a_while: bool = False) -> list:
    """List why a person on these tracks may not take a seat meant for those; a manager's seat takes every manager.

    `for_a_while`: standing in, where any manager may take over any seat.
    """
    meant = set(seat_tracks)
    fits = meant | set(MANAGERS) if for_a_while or meant & set(MANAGERS) else meant
    if not meant or fits & set(tracks):
        return []
    told = ", ".join(str(Track(track).label) for track in Track.values if track in fits)
    return [_("%(name)s is on none of the tracks that may hold this seat: %(tracks)s.") % {"name": name, "tracks": told}]


class Scope(TextChoices):
    """What a scheme is put in force for; the narrower one wins."""

    ENGAGEMENT = "engagement", _("One engagement")
    CLIENT = "client", _("A client")
    DEPARTMENT = "department", _("A department")
    AGENCY = "agency", _("The agency")


NARROWEST_FIRST = (Scope.ENGAGEMENT, Scope.CLIENT, Scope.DEPARTMENT, Scope.AGENCY)


class SchemeState(TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready")
    RETIRED = "retired", _("Retired")


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


SHIPPED = Path(__file__).parent / "schemes.yaml"


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


def faults(plan: SchemePlan, *, duties: Mapping[str, bool], tracks_in_use: Iterable[str]) -> list:
    """List what is wrong with the scheme.

    `duties` maps each duty code to whether several seats may be responsible; `tracks_in_use` are the tracks
    somebody is on.
    """
    return [
        *_without_responsible(plan, duties),
        *_with_two(plan, duties),
        *_nobody_can_hold(plan, set(tracks_in_use)),
        *_same_eyes(plan),
        *_unknown_seats(plan),
        *_unknown_duties(plan, {*duties, *shipped_duties()}),
    ]


def _without_responsible(plan: SchemePlan, duties: Mapping[str, bool]) -> list:
    return [
        _("Nobody is responsible for %(duty)s.") % {"duty": duty}
        for duty in duties
        if not plan.holders(duty, Raci.R) and duty not in OFF_BY_DEFAULT
    ]


def _with_two(plan: SchemePlan, duties: Mapping[str, bool]) -> list:
    two_answer = [duty for duty in duties if len(plan.holders(duty, Raci.A)) > 1]
    two_do = [duty for duty, shared in duties.items() if len(plan.holders(duty, Raci.R)) > 1 and not shared]
    return [_("Two seats answer for %(duty)s.") % {"duty": duty} for duty in two_answer] + [
        _("Two seats are responsible for %(duty)s.") % {"duty": duty} for duty in two_do
    ]


def _nobody_can_hold(plan: SchemePlan, tracks: set[str]) -> list:
    needed = {seat for _duty, seat, letter in plan.cells if letter in (Raci.R, Raci.A)}
    return [
        _("Nobody in the agency can hold the seat %(seat)s.") % {"seat": seat.title}
        for seat in plan.seats
        if seat.code in needed and seat.tracks and not tracks & set(seat.tracks)
    ]


def _same_eyes(plan: SchemePlan) -> list:
    return [
        _("%(first)s and %(second)s need two people, but the seat %(seat)s holds both.")
        % {"first": first, "second": second, "seat": seat}
        for first, second in plan.four_eyes
        for seat in sorted(set(plan.holders(first)) & set(plan.holders(second)))
    ]


def _unknown_seats(plan: SchemePlan) -> list:
    known = {seat.code for seat in plan.seats}
    return [
        _("The matrix names a seat that the scheme has not: %(seat)s.") % {"seat": seat}
        for seat in sorted({seat for _duty, seat, _letter in plan.cells} - known)
    ]


def _unknown_duties(plan: SchemePlan, known: set[str]) -> list:
    return [
        _("The matrix names a duty that the agency does not have: %(duty)s.") % {"duty": duty}
        for duty in sorted({duty for duty, _seat, _letter in plan.cells} - known)
    ]


def warnings(plan: SchemePlan, people_on: Mapping[str, set[int]]) -> list:
    """List the pairs of duties for two people that only one person here could do; `people_on` maps tracks to people.

    A pair of which one side nobody could do at all is a fault of its own, and so is a seat that holds both.
    """
    return [
        _("%(first)s and %(second)s need two people, and only one here is on the tracks of both.") % {"first": first, "second": second}
        for first, second in plan.four_eyes
        if (one := _able(plan, first, people_on)) and (other := _able(plan, second, people_on)) and len(one | other) == 1
    ]


def _able(plan: SchemePlan, duty: str, people_on: Mapping[str, set[int]]) -> set[int]:
    """Return who could sit in a seat responsible for the duty."""
    holders = set(plan.holders(duty))
    tracks = {track for seat in plan.seats if seat.code in holders for track in seat.tracks}
    return {person for track in tracks for person in people_on.get(track, ())}


OFF_BY_DEFAULT = frozenset({"lead.cold"})


def differences(one: SchemePlan, other: SchemePlan) -> dict[str, tuple[list[str], list[str]]]:
    """Return the duties whose cells differ, each with its cells ("R pm") in the one and in the other."""
    changed = {}
    for duty in sorted({cell[0] for cell in (*one.cells, *other.cells)}):
        left, right = (sorted(f"{c} {s}" for d, s, c in plan.cells if d == duty) for plan in (one, other))
        if left != right:
            changed[duty] = (left, right)
    return changed


def reasons_not_to_combine(four_eyes: Sequence[tuple[str, str]], first: str, second: str, *, same: bool) -> list:
    """List why one person may not do both duties where the scheme asks for four eyes."""
    needs_two = (first, second) in four_eyes or (second, first) in four_eyes
    return [_("The scheme asks for a second person here.")] if same and needs_two else []
