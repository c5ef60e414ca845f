"""Small writes on seats that other rooms' actions borrow: fill, leave, call for, stand in."""

from datetime import datetime

from svyazka.clients.models import Engagement
from svyazka.kit.guard import Duty, acting
from svyazka.kit.memo import forget
from svyazka.people.models import Person
from svyazka.roles.models import DutyGrant, RoleScheme, SchemeSeat, Seat, SeatCall, StandIn
from svyazka.roles.queries.rights import scheme_of, seated
from svyazka.roles.rules import SchemePlan, SchemeState, shipped_schemes


def fill_seat(engagement: Engagement, seat: str, person: Person, *, at: datetime, reason: str = "") -> Seat:
    """Seat the person from `at` on; who sat there before leaves if the seat is single. Sitting already changes nothing."""
    scheme = scheme_of(engagement, at)
    single = scheme.seats[seat].single if scheme and seat in scheme.seats else True
    sitting = seated(engagement.pk, at).filter(seat=seat)
    mine = sitting.filter(person=person).first()
    if mine:
        return mine
    if single:
        sitting.update(ends_at=at)
    SeatCall.objects.filter(engagement=engagement, seat=seat, answered_at=None).update(answered_at=at)
    forget()
    return Seat.objects.create(
        engagement=engagement, seat=seat, person=person, single=single, starts_at=at, reason=reason
    )


def claim_seat(engagement: Engagement, duty: Duty, person: Person, *, at: datetime) -> Seat | None:
    """Seat the person in the responsible seat of the duty, if it is vacant and they have just acted from it."""
    answer = acting()
    seat = answer.seat if answer else ""
    scheme = scheme_of(engagement, at)
    if scheme is None or seat not in scheme.opening(duty.code, "R"):
        return None
    if scheme.seats[seat].place != "engagement" or seated(engagement.pk, at).filter(seat=seat).exists():
        return None
    return fill_seat(engagement, seat, person, at=at)


def leave_seat(seat: Seat, *, at: datetime) -> None:
    """Let the person leave the seat at that moment; the row stays."""
    Seat.objects.filter(pk=seat.pk).update(ends_at=at)
    forget()


def call_for(engagement: Engagement, duty: Duty, *, at: datetime) -> SeatCall | None:
    """Call for somebody to take the vacant seat responsible for the duty; people of its tracks now see the engagement."""
    scheme = scheme_of(engagement, at)
    for code in scheme.opening(duty.code, "R") if scheme else []:
        seat = scheme.seats[code]
        if seat.place == "engagement" and not seated(engagement.pk, at).filter(seat=code).exists():
            call, _made = SeatCall.objects.get_or_create(
                engagement=engagement, seat=code, answered_at=None,
                defaults={"duty": duty.code, "tracks": list(seat.tracks), "called_at": at},
            )  # fmt: skip
            return call
    return None


def stop_calling(engagement: Engagement, *, at: datetime) -> None:
    """Nobody is called to the engagement any more."""
    SeatCall.objects.filter(engagement=engagement, answered_at=None).update(answered_at=at)


def stand_in(seat: Seat, deputy: Person, *, starts_at: datetime, ends_at: datetime, approved_by: Person) -> StandIn:
    """Give the deputy the seat's rights for [starts_at, ends_at) and not a second longer."""
    forget()
    return StandIn.objects.create(
        engagement=seat.engagement, seat=seat.seat, absent=seat.person, deputy=deputy,
        starts_at=starts_at, ends_at=ends_at, approved_by=approved_by,
    )  # fmt: skip


def ship_schemes(*, at: datetime) -> dict[str, RoleScheme]:
    """Write down the four ready schemes, once; return them by code."""
    return {plan.code: ship_scheme(plan, at=at) for plan in shipped_schemes()}


def ship_scheme(plan: SchemePlan, *, at: datetime, edition: int = 1, made_by=None, based_on=None,
                state: str = SchemeState.READY) -> RoleScheme:  # fmt: skip
    """Store a scheme with its seats and cells; one already stored comes back as it is."""
    scheme, made = RoleScheme.objects.get_or_create(
        code=plan.code, edition=edition,
        defaults={"name": plan.name, "state": state, "four_eyes": [list(pair) for pair in plan.four_eyes],
                  "made_at": at, "made_by": made_by, "based_on": based_on},
    )  # fmt: skip
    if made:
        SchemeSeat.objects.bulk_create(
            SchemeSeat(scheme=scheme, position=n, code=s.code, name=s.name, tracks=list(s.tracks), place=s.place,
                       single=s.single, follows=list(s.follows))
            for n, s in enumerate(plan.seats)
        )  # fmt: skip
        DutyGrant.objects.bulk_create(DutyGrant(scheme=scheme, duty=d, seat=s, raci=r) for d, s, r in plan.cells)
    return scheme
