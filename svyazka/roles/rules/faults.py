"""What is wrong with a scheme, and what in it deserves a warning."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from svyazka.roles.rules.plan import SchemePlan, shipped_duties
from svyazka.roles.rules.words import Raci


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
    """List the seats that somebody has to hold and nobody can; a duty that another seat does or answers for as well needs neither."""
    unable = {seat.code for seat in plan.seats if seat.tracks and not tracks & set(seat.tracks)}
    needed = {seat for duty, seat, letter in plan.cells if letter in (Raci.R, Raci.A) and unable.issuperset(plan.holders(duty, letter))}
    return [_("Nobody in the agency can hold the seat %(seat)s.") % {"seat": seat.title} for seat in plan.seats if seat.code in needed & unable]


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
