"""The single answer: may this person do this, to this, now, and if not, why and who may?"""

from datetime import datetime

from django.utils.translation import gettext as _

from svyazka.kit.guard import Answer, Duty, Why, doors_of
from svyazka.people.models import Person
from svyazka.people.rules import Kind
from svyazka.roles.queries.compiled import Compiled
from svyazka.roles.queries.holders import holders
from svyazka.roles.queries.place import place_of, seats_for
from svyazka.roles.queries.sitting import sitting
from svyazka.roles.queries.standing import Standing, standing_of
from svyazka.roles.rules import Place


def decide(person: Person, duty: Duty, subject, at: datetime, answers: str = "R") -> Answer:
    """Say yes, or no with the reasons and the holders. One query a request, and some more to say why not."""
    if person.kind == Kind.SYSTEM:
        return Answer(True, seat="system") if duty.by_system else Answer(False, (_("No clock may do this."),))
    if not person.is_active:
        return Answer(False, (_("This person has left."),))
    standing = standing_of(person, at)
    engagement_id, client_id, department_id = place_of(subject)
    scheme = standing.scheme_for(engagement_id=engagement_id, client_id=client_id, department_id=department_id)
    if scheme is None:
        return Answer(False, (_("No scheme of roles is in force."),))
    return _by_seat(standing, scheme, duty, subject, answers) or _no(scheme, duty, subject, at, answers, standing)


def _by_seat(standing: Standing, scheme: Compiled, duty: Duty, subject, answers: str) -> Answer | None:
    held = seats_for(standing, scheme, subject)
    opening = [seat for seat in scheme.opening(duty.code, answers) if seat in held]
    if not opening:
        return None
    seat = min(opening, key=lambda code: held[code] is not None)
    return Answer(True, seat=seat, instead_of=held[seat])


def _no(scheme: Compiled, duty: Duty, subject, at: datetime, answers: str, standing: Standing) -> Answer:
    if duty.claims and (seat := _claimable(scheme, duty, subject, at, answers, standing)):
        return Answer(True, seat=seat)
    return Answer(False, why=lambda: _why_not(scheme, duty, subject, at, answers))


def _why_not(scheme: Compiled, duty: Duty, subject, at: datetime, answers: str) -> Why:
    held_by = holders(scheme, duty, subject, at, answers)
    return (_reason(scheme, duty, held_by, answers),), tuple(held_by)


def _claimable(scheme: Compiled, duty: Duty, subject, at: datetime, answers: str, standing: Standing) -> str:
    engagement_id, _client, _department = place_of(subject)
    if engagement_id is None:
        return ""
    for code in scheme.opening(duty.code, answers):
        seat = scheme.seats[code]
        fits = seat.place == Place.ENGAGEMENT and seat.single and set(seat.tracks) & set(standing.tracks)
        if fits and not _taken(engagement_id, code, at, standing):
            return code
    return ""


def _taken(engagement_id: int, code: str, at: datetime, standing: Standing) -> bool:
    near = standing.seats_taken(engagement_id)
    return code in near if near is not None else sitting(engagement_id, at).filter(seat=code).exists()


def opened(person: Person, duty: Duty, subject, at: datetime) -> tuple[Answer, list[str]]:
    """Say whether any door of the duty opens for the person here, and which; a duty without doors asks who does it."""
    letters = {door.name: door.answers for door in doors_of(duty)}
    answers = {letter: decide(person, duty, subject, at, letter) for letter in dict.fromkeys(letters.values())}
    said = next((one for one in answers.values() if one), None) or next(iter(answers.values()), None)
    doors = sorted(name for name, letter in letters.items() if answers[letter])
    return said or decide(person, duty, subject, at), doors


def _reason(scheme: Compiled, duty: Duty, held_by: list[dict], answers: str) -> str:
    names = (scheme.seats[c].title for c in scheme.opening(duty.code, answers) if c in scheme.seats)
    seats = ", ".join(dict.fromkeys(name if name.isupper() else _("“%(seat)s”") % {"seat": name} for name in names))
    if not seats:
        return _("In this scheme nobody holds the duty “%(duty)s”.") % {"duty": duty.label}
    if not held_by:
        return _("“%(duty)s” is the duty of %(seats)s, and the seat is vacant.") % {"duty": duty.label, "seats": seats}
    people = ", ".join(dict.fromkeys(who["name"] for who in held_by[:4]))
    return _("“%(duty)s” is the duty of %(seats)s: %(people)s.") % {
        "duty": duty.label,
        "seats": seats,
        "people": people,
    }
