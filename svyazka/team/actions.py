"""What can happen to absences and covers."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record, tell
from svyazka.kit.departures import be_away
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.states import after
from svyazka.people.models import Absence, Person
from svyazka.people.queries import today
from svyazka.people.rules import AbsenceKind, reasons_not_such_days, reasons_not_to_be_absent
from svyazka.roles.models import Seat
from svyazka.roles.steps import stand_in
from svyazka.team import queries, rules
from svyazka.team.models import Cover
from svyazka.team.rules import ABSENCE_MOVES, COVER_MOVES
from svyazka.team.steps import end_absence

REQUEST = Duty("absence.request", _("Ask for an absence"))
ACCEPT = Duty("cover.accept", _("Agree to stand in"))
ASSIGN = Duty("cover.assign", _("Approve covers and name deputies"))
FIT = Duty("team.fit", _("Say which role fits"))


@action(REQUEST, answers="RA", lock=False)
def request_absence(person: Person, *, kind: str, starts_on: date, ends_on: date, note: str = "", by: Person,
                    at: datetime) -> Absence:  # fmt: skip
    """Ask for days off: a cover of each seat is computed, and the other half of the pair is asked.

    Raises Refused if the days are wrong or overlap another absence of the person.
    """
    if kind not in AbsenceKind.values:
        raise Malformed(_("An absence is a vacation, a sick leave or other."))
    refuse_if(reasons_not_such_days(starts_on, ends_on, today(at)))
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)  # who asks twice at once is answered one after the other
    clash = Absence.objects.filter(person=person, state__in=("requested", "approved"), starts_on__lte=ends_on, ends_on__gte=starts_on)
    refuse_if(reasons_not_to_be_absent(starts_on, ends_on, overlaps=clash.exists()))
    absence = Absence.objects.create(person=person, kind=kind, starts_on=starts_on, ends_on=ends_on, note=note[:500], requested_at=at)
    for seat in queries.seats_to_cover(person, at):
        _ask(Cover.objects.create(absence=absence, engagement=seat.engagement, seat=seat.seat, absent=person,
                                  deputy=queries.partner_of(seat, absence), asked_at=at), by=by, at=at)  # fmt: skip
    for cover in absence.covers.all():
        _compute(cover, at)
    record(absence, "team.absence_requested", by=by, at=at, person=person.name, starts=str(starts_on), ends=str(ends_on))
    return absence


def _ask(cover: Cover, *, by: Person, at: datetime) -> None:
    if cover.deputy:
        tell(cover.deputy, "team.cover_asked", at=at, by=by, engagement=cover.engagement, url="/team/", title=cover.engagement.title)


def _compute(cover: Cover, at: datetime) -> Cover:
    cover.days = queries.judged(cover, today(at))
    cover.verdict = rules.worst(cover.days) if cover.deputy_id else rules.DayVerdict.RED.value
    cover.save(update_fields=["days", "verdict"])
    return cover


@action(ACCEPT)
def accept_cover(cover: Cover, *, accepted: bool = True, reason: str = "", by: Person, at: datetime) -> Cover:
    """Agree to stand in, or not, with a reason."""
    refuse_if(rules.reasons_not_to_cover(state=cover.absence.state))
    cover.state = after(COVER_MOVES, "accept" if accepted else "decline", cover.state)
    cover.reason, cover.decided_at = reason[:500], at
    cover.save(update_fields=["state", "reason", "decided_at"])
    record(cover, "team.cover_accepted" if accepted else "team.cover_declined", by=by, at=at, reason=reason)
    return cover


@action(ASSIGN)
def name_deputy(cover: Cover, *, deputy: Person, by: Person, at: datetime) -> Cover:
    """Name another deputy, who is asked in turn.

    Raises Refused for the absent person, for somebody away, and for a track that is neither a manager's nor the seat's.
    """
    refuse_if(rules.reasons_not_to_cover(state=cover.absence.state))
    refuse_if(rules.reasons_not_to_be_deputy(
        absent=deputy.pk == cover.absent_id, away=queries.is_away(deputy.pk, cover.absence),
        misfit=queries.misfit(deputy, cover.engagement, cover.seat, cover.absence, at),
    ))  # fmt: skip
    cover.state = after(COVER_MOVES, "reassign", cover.state)
    cover.deputy = deputy
    cover.save(update_fields=["state", "deputy"])
    _compute(cover, at)
    _ask(cover, by=by, at=at)
    record(cover, "team.deputy_named", by=by, at=at, deputy=deputy.name)
    return cover


@action(ASSIGN)
def approve_cover(cover: Cover, *, risk_signed: bool = False, by: Person, at: datetime) -> Cover:
    """Give the deputy the seat's rights for the days of the absence, midnight to midnight where the agency works.

    The absence is approved with its last cover. Raises Refused before the deputy accepts, or on red days unsigned.
    """
    refuse_if(rules.reasons_not_to_cover(state=cover.absence.state))
    _compute(cover, at)
    refuse_if(rules.reasons_not_to_approve(state=cover.state, deputy=cover.deputy_id is not None, verdict=cover.verdict,
                                           risk_signed=risk_signed))  # fmt: skip
    seat = Seat.objects.filter(engagement=cover.engagement, seat=cover.seat, person=cover.absent, ends_at=None).first()
    if seat is None:
        raise Refused(_("The absent person holds this seat no longer."))
    starts_at, ends_at = queries.span(cover.absence)
    stand_in(seat, cover.deputy, starts_at=starts_at, ends_at=ends_at, approved_by=by)
    cover.state, cover.risk_signed = after(COVER_MOVES, "approve", cover.state), risk_signed
    cover.save(update_fields=["state", "risk_signed"])
    if cover.absence.state == "requested" and not cover.absence.covers.exclude(state="approved").exists():
        _approve(cover.absence, by=by, at=at)
    record(cover, "team.cover_approved", by=by, at=at, deputy=cover.deputy.name, risk_signed=risk_signed)
    return cover


def _approve(absence: Absence, *, by: Person, at: datetime) -> None:
    absence.state, absence.decided_by, absence.decided_at = after(ABSENCE_MOVES, "approve", absence.state), by, at
    absence.save(update_fields=["state", "decided_by", "decided_at"])
    be_away(absence, by=by, at=at)


@action(ASSIGN)
def approve_absence(absence: Absence, *, by: Person, at: datetime) -> Absence:
    """Approve an absence whose covers are all settled. Raises Refused while a cover waits."""
    if absence.state != "requested":
        raise Refused(_("This absence has been decided already."))
    if absence.covers.exclude(state="approved").exists():
        raise Refused(_("Some covers are not approved yet."))
    _approve(absence, by=by, at=at)
    record(absence, "team.absence_approved", by=by, at=at, person=absence.person.name)
    return absence


@action(ASSIGN)
def decline_absence(absence: Absence, *, reason: str, by: Person, at: datetime) -> Absence:
    """Decline days off that were asked for, with a reason, and tell the person; the covers asked for lapse."""
    if not reason.strip():
        raise Refused(_("Say why the days off are declined."))
    end_absence(absence, "decline", by=by, at=at)
    tell(absence.person, "team.absence_declined", at=at, by=by, url="/team/", starts=str(absence.starts_on), reason=reason[:500])
    record(absence, "team.absence_declined", by=by, at=at, person=absence.person.name, reason=reason[:500])
    return absence


@action(REQUEST, answers="RA")
def cancel_absence(absence: Absence, *, by: Person, at: datetime) -> Absence:
    """Cancel one's days off; who stands in has the rights no longer from that moment. Raises Refused once they are over."""
    refuse_if(rules.reasons_not_to_cancel(over=absence.ends_on < today(at)))
    end_absence(absence, "cancel", by=by, at=at)
    if absence.person_id != by.pk:
        tell(absence.person, "team.absence_cancelled", at=at, by=by, url="/team/", starts=str(absence.starts_on))
    record(absence, "team.absence_cancelled", by=by, at=at, person=absence.person.name)
    return absence
