"""What can happen to schemes and seats: copy, edit, put in force, seat a person, ask whoever holds a duty."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Client, Engagement
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import DUTIES, Duty, action
from svyazka.kit.memo import forget
from svyazka.people.actions import OWN
from svyazka.people.models import Agency, Department, Person
from svyazka.people.queries import on_day, today
from svyazka.roles.models import DutyGrant, DutyRequest, RoleScheme, SchemeInForce, SchemeTransition, Seat
from svyazka.roles.queries.moves import faults_of, seat_moves
from svyazka.roles.queries.rights import scheme_of
from svyazka.roles.rules import SchemeState, Scope
from svyazka.roles.steps import fill_seat, leave_seat, ship_scheme

SWITCH = Duty("scheme.switch", _("Change the scheme of roles"))
SEAT = Duty("seat.fill", _("Seat people on engagements"))
ASK = Duty("duty.ask", _("Ask whoever holds a duty"))
RULED = {
    Scope.ENGAGEMENT: (Engagement, _("There is no such engagement.")),
    Scope.CLIENT: (Client, _("There is no such client.")),
    Scope.DEPARTMENT: (Department, _("There is no such department.")),
}


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
        reasons.append(_("This edition has been in force and is history: copy it and edit the copy."))
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
def draft_transition(scheme: RoleScheme, *, scope: str, scope_id: int, starts_at: datetime, reason: str = "",
                     by: Person, at: datetime) -> SchemeTransition:  # fmt: skip
    """Make a dry run of a switch: what would move and what nobody would hold; nothing changes yet."""
    refuse_if(_reasons_not_to_switch(scope, scope_id, starts_at, at))
    plan = {"moves": seat_moves(scheme, scope, scope_id, starts_at), "faults": [str(f) for f in faults_of(scheme, at)]}
    draft = SchemeTransition.objects.create(
        scheme=scheme, scope=scope, scope_id=scope_id, starts_at=starts_at, reason=reason, plan=plan,
        drafted_by=by, drafted_at=at,
    )  # fmt: skip
    record(draft, "roles.transition_drafted", by=by, at=at, scheme=scheme.title, scope=scope)
    return draft


def _reasons_not_to_switch(scope: str, scope_id: int, starts_at: datetime, at: datetime) -> list:
    reasons = []
    if scope not in Scope.values:
        reasons.append(_("A scheme is put in force for the agency, a department, a client or one engagement."))
    rows, missing = RULED.get(scope, (None, ""))
    if rows and not rows.objects.filter(pk=scope_id).exists():
        reasons.append(missing)
    if (at - starts_at).total_seconds() > 60:
        reasons.append(_("A switch cannot begin in the past."))
    return reasons


@action(SWITCH)
def carry_out_transition(transition: SchemeTransition, *, by: Person, at: datetime) -> SchemeTransition:
    """Put the scheme in force and move the seats, in one transaction; whoever sat keeps their history.

    Raises Refused if it was carried out already, or the scheme has faults.
    """
    if transition.carried_out_at:
        raise Refused(_("This switch has been carried out already."))
    refuse_if(faults_of(transition.scheme, at))
    starts_at = max(transition.starts_at, at)
    put_in_force(transition.scheme, scope=transition.scope, scope_id=transition.scope_id, starts_at=starts_at,
                 reason=transition.reason, by=by, at=at)  # fmt: skip
    transition.carried_out_at = at
    transition.save(update_fields=["carried_out_at"])
    return transition


@action(SWITCH)
def put_in_force(scheme: RoleScheme, *, scope: str, scope_id: int = 0, starts_at: datetime, reason: str = "",
                 by: Person, at: datetime) -> SchemeInForce:  # fmt: skip
    """Let the scheme rule the scope from that moment; the one before ends, seats follow, the next request obeys.

    Raises Refused if the scheme has faults, the scope is unknown, or another switch begins later.
    """
    refuse_if([*faults_of(scheme, at), *_reasons_not_to_switch(scope, scope_id, starts_at, at)])
    moves = seat_moves(scheme, scope, scope_id, starts_at)
    _end_current(scope, scope_id, starts_at)
    rule = SchemeInForce.objects.create(
        scheme=scheme, scope=scope, scope_id=scope_id, starts_at=starts_at, reason=reason, put_by=by
    )
    RoleScheme.objects.filter(pk=scheme.pk).update(state=SchemeState.READY)
    forget()
    _move_seats(moves, starts_at)
    subject = Engagement.objects.get(pk=scope_id) if scope == Scope.ENGAGEMENT else scheme
    record(subject, "roles.in_force", by=by, at=at, scheme=scheme.title, scope=scope, moved=len(moves))
    return rule


def _end_current(scope: str, scope_id: int, at: datetime) -> None:
    rules = SchemeInForce.objects.filter(scope=scope, scope_id=scope_id)
    if rules.filter(starts_at__gte=at).exists():
        raise Refused(_("Another switch of the same scope begins at that moment or later."))
    rules.filter(ends_at=None).update(ends_at=at)
    rules.filter(ends_at__gt=at).update(ends_at=at)


def _move_seats(moves: list[dict], at: datetime) -> None:
    logins = {step["login"] for move in moves for step in move["takes"]}
    people = {person.username: person for person in Person.objects.filter(username__in=logins)}
    for move in moves:
        for step in move["leaves"]:
            Seat.objects.filter(engagement=move["engagement"], seat=step["seat"], ends_at=None).update(ends_at=at)
        for step in move["takes"]:
            Seat.objects.create(
                engagement_id=move["engagement"], seat=step["seat"], person=people[step["login"]], starts_at=at
            )
    forget()


@action(SEAT, lock=False)
def seat_person(engagement: Engagement, *, seat: str, person: Person, reason: str = "", by: Person, at: datetime) -> Seat:
    """Seat a person on the engagement; who sat there before leaves, and both are told.

    Raises Refused if the scheme has no such seat, or the person's track does not fit it.
    """
    refuse_if(_reasons_not_to_seat(engagement, seat, person, at))
    before = Seat.objects.filter(engagement=engagement, seat=seat, ends_at=None, single=True).exclude(person=person)
    for left in before.select_related("person"):
        tell(left.person, "roles.unseated", at=at, by=by, engagement=engagement, url=f"/engagements/{engagement.pk}/",
             title=engagement.title, seat=seat)  # fmt: skip
    filled = fill_seat(engagement, seat, person, at=at, reason=reason)
    tell(person, "roles.seated", at=at, by=by, engagement=engagement, url=f"/engagements/{engagement.pk}/",
         title=engagement.title, seat=seat)  # fmt: skip
    record(engagement, "roles.seated", by=by, at=at, seat=seat, person=person.name, reason=reason)
    return filled


def _reasons_not_to_seat(engagement: Engagement, seat: str, person: Person, at: datetime) -> list:
    scheme = scheme_of(engagement, at)
    plan = scheme.seats.get(seat) if scheme else None
    if plan is None or plan.place != "engagement":
        return [_("The scheme of this engagement has no such seat.")]
    tracks = set(person.tracks.filter(on_day(today(at))).values_list("track", flat=True))
    if not person.is_active:
        return [_("This person has left.")]
    if plan.tracks and not tracks & {*plan.tracks, "am", "pm", "sales"}:
        return [_("The person's track does not fit this seat.")]
    return []


@action(SEAT, lock=False)
def free_seat(engagement: Engagement, *, seat: str, person: Person, reason: str, by: Person, at: datetime) -> None:
    """Let a person leave a seat without a successor; it is then vacant."""
    held = Seat.objects.filter(engagement=engagement, seat=seat, person=person, ends_at=None).first()
    if held is None:
        raise Refused(_("This person does not hold the seat."))
    leave_seat(held, at=at)
    record(engagement, "roles.unseated", by=by, at=at, seat=seat, person=person.name, reason=reason)


@action(ASK, lock=False)
def ask_for(agency: Agency, *, duty: str, of: Person, engagement: Engagement | None = None, note: str = "",
            url: str = "", by: Person, at: datetime) -> DutyRequest:  # fmt: skip
    """Ask the person who holds the duty to do it; it lands on their Today."""
    if duty not in DUTIES:
        raise Refused(_("There is no such duty."))
    request = DutyRequest.objects.create(
        duty=duty, engagement=engagement, asked_by=by, asked_of=of, note=note[:1000], url=url[:300], asked_at=at
    )
    tell(of, "roles.asked", at=at, by=by, engagement=engagement, url="/", duty=str(DUTIES[duty].label), note=note)
    record(request, "roles.asked", by=by, at=at, duty=duty, of=of.name)
    return request


@action(OWN)
def answer_request(request: DutyRequest, *, agreed: bool, answer: str = "", by: Person, at: datetime) -> DutyRequest:
    """Answer a colleague who asked: done, or no with a word why. Raises Refused if it was answered already."""
    if request.answered_at:
        raise Refused(_("This request has been answered already."))
    request.answered_at, request.agreed, request.answer = at, agreed, answer[:1000]
    request.save(update_fields=["answered_at", "agreed", "answer"])
    tell(request.asked_by, "roles.answered", at=at, by=by, engagement=request.engagement, url="/",
         duty=str(DUTIES[request.duty].label), agreed=agreed, note=answer)  # fmt: skip
    record(request, "roles.answered", by=by, at=at, agreed=agreed)
    return request
