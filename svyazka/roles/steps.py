"""Small writes on seats that other rooms' actions borrow: fill, leave, call for, stand in, follow a switch of scheme."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement
from svyazka.journal.steps import record, tell
from svyazka.kit.departures import when_leaving
from svyazka.kit.guard import DUTIES, Duty, acting
from svyazka.kit.memo import forget
from svyazka.people.models import Person
from svyazka.roles.models import DutyGrant, DutyRequest, RoleScheme, SchemeInForce, SchemeSeat, Seat, SeatCall, StandIn
from svyazka.roles.queries.holders import holder_of
from svyazka.roles.queries.moves import seat_moves
from svyazka.roles.queries.sitting import seated, sitting
from svyazka.roles.queries.standing import scheme_of, when_due
from svyazka.roles.rules import SchemePlan, SchemeState, shipped_schemes


def fill_seat(engagement: Engagement, seat: str, person: Person, *, at: datetime, reason: str = "") -> Seat:
    """Seat the person from `at` on; who sat there before leaves if the seat is single. Sitting already changes nothing."""
    scheme = scheme_of(engagement, at)
    single = scheme.seats[seat].single if scheme and seat in scheme.seats else True
    here = seated(engagement.pk, at).filter(seat=seat)
    mine = here.filter(person=person).first()
    if mine:
        return mine
    if single:
        here.update(ends_at=at)
    SeatCall.objects.filter(engagement=engagement, seat=seat, answered_at=None).update(answered_at=at)
    forget()
    return Seat.objects.create(
        engagement=engagement, seat=seat, person=person, single=single, starts_at=at, reason=reason
    )


def claim_seat(engagement: Engagement, duty: Duty, person: Person, *, at: datetime) -> Seat | None:
    """Seat the person in the seat that does the duty or answers for it, if it is vacant and they have just acted from it."""
    answer = acting()
    seat = answer.seat if answer else ""
    scheme = scheme_of(engagement, at)
    if scheme is None or seat not in scheme.opening(duty.code, "RA"):
        return None
    if scheme.seats[seat].place != "engagement" or sitting(engagement.pk, at).filter(seat=seat).exists():
        return None
    return fill_seat(engagement, seat, person, at=at)


def leave_seat(seat: Seat, *, at: datetime) -> None:
    """Let the person leave the seat at that moment; the row stays."""
    Seat.objects.filter(pk=seat.pk).update(ends_at=at)
    forget()


def call_for(engagement: Engagement, duty: Duty, *, at: datetime, is_new: bool = False, answers: str = "R") -> SeatCall | None:
    """Call for somebody to take the vacant seat responsible for the duty; people of its tracks now see the engagement.

    With `answers` "A" the seat of whoever answers for the duty is called for.

    On an engagement that `is_new`, opened by whoever calls, nobody sits yet and nobody was called.
    """
    scheme = scheme_of(engagement, at)
    for code in scheme.opening(duty.code, answers) if scheme else []:
        seat = scheme.seats[code]
        if seat.place == "engagement" and (is_new or not sitting(engagement.pk, at).filter(seat=code).exists()):
            told = {"duty": duty.code, "tracks": list(seat.tracks), "called_at": at}
            if is_new:
                return SeatCall.objects.create(engagement=engagement, seat=code, **told)
            return SeatCall.objects.get_or_create(engagement=engagement, seat=code, answered_at=None, defaults=told)[0]
    return None


def stop_calling(engagement: Engagement, *, at: datetime) -> None:
    """Nobody is called to the engagement any more."""
    SeatCall.objects.filter(engagement=engagement, answered_at=None).update(answered_at=at)


def tell_holder(engagement: Engagement, duty: Duty, verb: str, *, url: str, by: Person, at: datetime, **facts) -> None:
    """Send a word to whoever holds the duty on the engagement, unless it is they who act."""
    holder = holder_of(engagement, duty.code, at)
    if holder is not None and holder.pk != by.pk:
        tell(holder, verb, at=at, by=by, engagement=engagement, url=url, **facts)


def stand_in(seat: Seat, deputy: Person, *, starts_at: datetime, ends_at: datetime, approved_by: Person) -> StandIn:
    """Give the deputy the seat's rights for [starts_at, ends_at) and not a second longer."""
    forget()
    return StandIn.objects.create(
        engagement=seat.engagement, seat=seat.seat, absent=seat.person, deputy=deputy,
        starts_at=starts_at, ends_at=ends_at, approved_by=approved_by,
    )  # fmt: skip


def end_stand_ins(stand_ins: QuerySet[StandIn], *, at: datetime) -> None:
    """End these stand-ins at that moment; one that has not begun gives no rights any more."""
    forget()
    live = stand_ins.filter(ends_at__gt=at)
    live.filter(starts_at__gte=at).delete()
    live.update(ends_at=at)


@when_leaving
def free_all_seats(person: Person, *, by: Person, at: datetime) -> None:
    """Free every seat that a person who leaves holds on open engagements, and end their stand-ins, on both sides."""
    held = Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), person=person, starts_at__lte=at, engagement__closed_at=None)
    for seat in held.select_related("engagement"):
        leave_seat(seat, at=at)
        record(seat.engagement, "roles.unseated", by=by, at=at, seat=seat.seat, person=person.name, reason=_("no longer works here"))
    end_stand_ins(StandIn.objects.filter(Q(absent=person) | Q(deputy=person)), at=at)


# ---- a switch of scheme: seats change their names, and what is agreed about them goes along ------------------------

CARRIERS: list[Callable] = []


def when_a_seat_moves(function: Callable) -> Callable:
    """Mark function(engagement_id, seat, person, *, into, stays, at): what a later room has agreed about a seat moves too.

    `into` are the seats that the person takes by holding this one; `stays` tells whether they keep this one as well.
    """
    CARRIERS.append(function)
    return function


@when_due
def move_due_seats(at: datetime) -> None:
    """Move the seats of every switch whose day has come, as of its day; who asks at the same time waits and finds it done."""
    with transaction.atomic():
        due = SchemeInForce.objects.select_for_update(of=("self",), no_key=True).filter(seats_wait=True, starts_at__lte=at)
        for rule in due.select_related("scheme").order_by("starts_at", "pk"):
            move_seats(seat_moves(rule.scheme, rule.scope, rule.scope_id, rule.starts_at), at=rule.starts_at)
            SchemeInForce.objects.filter(pk=rule.pk).update(seats_wait=False)


def move_seats(moves: list[dict], *, at: datetime) -> None:
    """Let people take and leave seats as a switch says; whoever sat keeps their history."""
    logins = {step["login"] for move in moves for step in (*move["takes"], *move["leaves"])}
    people = {person.username: person for person in Person.objects.filter(username__in=logins)}
    for move in moves:
        here = seated(move["engagement"], at)
        left = {step["seat"] for step in move["leaves"]}
        here.filter(seat__in=left, single=True).update(ends_at=at)
        for step in move["takes"]:
            Seat.objects.create(engagement_id=move["engagement"], seat=step["seat"], person=people[step["login"]], starts_at=at)
        for seat, login in sorted({(step["from"], step["login"]) for step in move["takes"]} | {(s["seat"], s["login"]) for s in move["leaves"]}):
            into = [step["seat"] for step in move["takes"] if step["from"] == seat]
            _carry(move["engagement"], seat, people[login], into=into, stays=seat not in left, at=at)
    forget()


def _carry(engagement_id: int, seat: str, person: Person, *, into: list[str], stays: bool, at: datetime) -> None:
    agreed = StandIn.objects.filter(engagement=engagement_id, seat=seat, absent=person, ends_at__gt=at)
    StandIn.objects.bulk_create(
        StandIn(engagement_id=engagement_id, seat=code, absent=person, deputy_id=one.deputy_id, ends_at=one.ends_at,
                starts_at=max(one.starts_at, at), approved_by_id=one.approved_by_id)
        for one in agreed for code in into
    )  # fmt: skip
    if not stays:
        end_stand_ins(agreed, at=at)
    for carry in CARRIERS:
        carry(engagement_id, seat, person, into=into, stays=stays, at=at)


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


def answer_asked(asked: DutyRequest, *, agreed: bool, answer: str, url: str, by: Person, at: datetime) -> DutyRequest:
    """Answer a colleague's request, in words or by what was done at `url`; who asked is told."""
    asked.answered_at, asked.agreed, asked.answer = at, agreed, answer[:1000]
    asked.save(update_fields=["answered_at", "agreed", "answer"])
    tell(asked.asked_by, "roles.answered", at=at, by=by, engagement=asked.engagement, url=url, duty=str(DUTIES[asked.duty].label), agreed=agreed, note=answer)
    record(asked, "roles.answered", by=by, at=at, agreed=agreed)
    return asked
