"""What can happen to a scheme on the shelf: copied, its cells and its seats edited."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import DUTIES, Duty, action
from svyazka.people.models import Person
from svyazka.people.rules import Track
from svyazka.roles.models import DutyGrant, RoleScheme, SchemeSeat
from svyazka.roles.rules import Place, SchemeState
from svyazka.roles.steps import ship_scheme

SWITCH = Duty("scheme.switch", _("Change the scheme of roles"), by_system=True)  # a clock opens the looks back on it
IN_HISTORY = _("This edition has been in force and is history: copy it and edit the copy.")


@action(SWITCH)
def copy_scheme(scheme: RoleScheme, *, code: str, name: str, by: Person, at: datetime) -> RoleScheme:
    """Make a draft from a scheme: the same code is its next edition, another code is the agency's own hybrid."""
    editions = RoleScheme.objects.filter(code=code).order_by("-edition").values_list("edition", flat=True)
    edition = (editions.first() or 0) + 1
    plan = scheme.plan().__class__(**{**vars(scheme.plan()), "code": code, "name": name})
    copy = ship_scheme(plan, at=at, edition=edition, made_by=by, based_on=scheme, state=SchemeState.DRAFT)
    record(copy, "roles.copied", by=by, at=at, scheme=name, edition=edition)
    return copy


@action(SWITCH)
def edit_cells(scheme: RoleScheme, *, cells: list[tuple[str, str, str]], by: Person, at: datetime) -> RoleScheme:
    """Set the letters of a draft's cells: (duty, seat, letter), an empty letter clears the cell.

    Raises Refused if the scheme was ever in force, or a letter, duty or seat is unknown.
    """
    refuse_if(_reasons_not_to_edit(scheme, cells))
    for duty, seat, _letter in cells:
        DutyGrant.objects.filter(scheme=scheme, duty=duty, seat=seat).delete()
    DutyGrant.objects.bulk_create(
        DutyGrant(scheme=scheme, duty=duty, seat=seat, raci=letter) for duty, seat, letter in cells if letter
    )
    RoleScheme.objects.filter(pk=scheme.pk).update(state=SchemeState.DRAFT)
    record(scheme, "roles.edited", by=by, at=at, cells=[list(cell) for cell in cells])
    return scheme


def _reasons_not_to_edit(scheme: RoleScheme, cells: list[tuple[str, str, str]]) -> list:
    reasons = []
    if scheme.in_force.exists():
        reasons.append(IN_HISTORY)
    seats = {seat.code for seat in scheme.seats.all()}
    unknown = sorted({word for duty, seat, letter in cells for word, known in
                      ((duty, duty in DUTIES), (seat, seat in seats), (letter, letter in ("", "R", "A", "C", "I"))) if not known})  # fmt: skip
    if unknown:
        reasons.append(_("The matrix does not know: %(words)s.") % {"words": ", ".join(unknown)})
    answering = [duty for duty, _seat, letter in cells if letter == "A"]
    kept = DutyGrant.objects.filter(scheme=scheme, raci="A").values_list("duty", "seat")
    answering += [duty for duty, seat in kept if (duty, seat) not in {(d, s) for d, s, _l in cells}]
    for duty in sorted({duty for duty in answering if answering.count(duty) > 1}):
        reasons.append(_("Two seats answer for %(duty)s.") % {"duty": duty})
    return reasons


@action(SWITCH)
def add_seat(scheme: RoleScheme, *, code: str, name: str, tracks: Sequence[str] = (), place: str = Place.ENGAGEMENT,
             single: bool = True, follows: Sequence[str] = (), by: Person, at: datetime) -> SchemeSeat:  # fmt: skip
    """Add a seat of the agency's own to a draft: who may hold it by track, whose place it takes after a switch.

    Raises Refused if the scheme was ever in force, or the seat, its place, a track or whom it follows is wrong.
    """
    refuse_if(_reasons_not_to_add(scheme, code, name, tracks, place, follows))
    last = scheme.seats.order_by("-position").first()
    seat = SchemeSeat.objects.create(scheme=scheme, code=code, name=name.strip()[:100], tracks=list(tracks), place=place,
                                     single=single, follows=list(follows), position=last.position + 1 if last else 0)  # fmt: skip
    RoleScheme.objects.filter(pk=scheme.pk).update(state=SchemeState.DRAFT)
    record(scheme, "roles.seat_added", by=by, at=at, seat=code, name=seat.name)
    return seat


def _reasons_not_to_add(scheme: RoleScheme, code: str, name: str, tracks: Sequence[str], place: str, follows: Sequence[str]) -> list:
    reasons = [IN_HISTORY] if scheme.in_force.exists() else []
    if not code or not name.strip():
        reasons.append(_("A seat has a code and a name."))
    if scheme.seats.filter(code=code).exists():
        reasons.append(_("The scheme has this seat already: %(seat)s.") % {"seat": code})
    if place not in (Place.ENGAGEMENT, Place.AGENCY):
        reasons.append(_("A seat of one's own stands on the engagement or in the agency."))
    strange = sorted({*tracks} - {*Track.values}) + sorted({one for one in follows if not _known(one)})
    if strange:
        reasons.append(_("The scheme does not know: %(words)s.") % {"words": ", ".join(strange)})
    if not tracks:
        reasons.append(_("Say whose track may hold the seat."))
    return reasons


def _known(code: str) -> bool:
    return SchemeSeat.objects.filter(code=code).exists()


@action(SWITCH)
def remove_seat(scheme: RoleScheme, *, code: str, by: Person, at: datetime) -> RoleScheme:
    """Take a seat and its letters out of a draft. Raises Refused if the scheme was ever in force or has no such seat."""
    seat = scheme.seats.filter(code=code).first()
    reasons = [IN_HISTORY] if scheme.in_force.exists() else []
    if seat is None:
        reasons.append(_("The scheme has no such seat: %(seat)s.") % {"seat": code})
    elif seat.place not in (Place.ENGAGEMENT, Place.AGENCY):
        reasons.append(_("Every scheme has the client, everyone and the person concerned."))
    refuse_if(reasons)
    DutyGrant.objects.filter(scheme=scheme, seat=code).delete()
    scheme.seats.filter(code=code).delete()
    RoleScheme.objects.filter(pk=scheme.pk).update(state=SchemeState.DRAFT)
    record(scheme, "roles.seat_removed", by=by, at=at, seat=code)
    return scheme
