"""Small writes on covers that happen by themselves: they go along with a seat that moves, and lapse with who leaves."""

from datetime import datetime

from svyazka.journal.steps import record
from svyazka.kit.departures import when_leaving
from svyazka.kit.states import after
from svyazka.people.models import Absence, Person
from svyazka.people.queries import today
from svyazka.roles.steps import end_stand_ins, when_a_seat_moves
from svyazka.team import queries
from svyazka.team.models import Cover
from svyazka.team.rules import ABSENCE_MOVES, ALIVE, COVER_MOVES, CoverState


def end_absence(absence: Absence, event: str, *, by: Person, at: datetime) -> Absence:
    """Decline or cancel an absence: its covers lapse, and what stand-ins got by them ends at that moment."""
    absence.state = after(ABSENCE_MOVES, event, absence.state)
    absence.decided_by, absence.decided_at = by, at
    absence.save(update_fields=["state", "decided_by", "decided_at"])
    for cover in absence.covers.exclude(state=CoverState.DECLINED):
        end_stand_ins(queries.given_by(cover), at=at)
        cover.state = after(COVER_MOVES, "lapse", cover.state)
        cover.save(update_fields=["state"])
    return absence


@when_leaving
def let_covers_lapse(person: Person, *, by: Person, at: datetime) -> None:
    """Cancel the absences of a person who leaves; where they were to stand in, somebody else has to be named."""
    for absence in Absence.objects.filter(person=person, state__in=ALIVE, ends_on__gte=today(at)):
        end_absence(absence, "cancel", by=by, at=at)
        record(absence, "team.absence_cancelled", by=by, at=at, person=person.name)
    promised = Cover.objects.filter(deputy=person, absence__state__in=ALIVE, absence__ends_on__gte=today(at))
    for cover in promised:
        cover.state = after(COVER_MOVES, "lapse", cover.state)
        cover.deputy = None
        cover.save(update_fields=["state", "deputy"])


@when_a_seat_moves
def carry_covers(engagement_id: int, seat: str, person: Person, *, into: list[str], stays: bool, at: datetime) -> None:
    """Let the covers of a seat follow it into the seats that the person takes instead; without any they are void."""
    agreed = Cover.objects.filter(engagement=engagement_id, seat=seat, absent=person, absence__state__in=ALIVE, absence__ends_on__gte=today(at))
    for cover in agreed:
        kept, *others = [seat, *into] if stays else [*into] or [""]
        for code in others:
            _copied(cover, code)
        if kept and kept != seat and not Cover.objects.filter(absence=cover.absence_id, engagement=engagement_id, seat=kept).exists():
            Cover.objects.filter(pk=cover.pk).update(seat=kept)
        elif kept != seat:
            cover.delete()


def _copied(cover: Cover, seat: str) -> None:
    told = {name: getattr(cover, name) for name in ("absent", "deputy", "state", "days", "verdict", "reason", "risk_signed", "asked_at", "decided_at")}
    Cover.objects.get_or_create(absence=cover.absence, engagement=cover.engagement, seat=seat, defaults=told)
