"""Where a subject belongs, and in which seats a person stands towards it."""

from svyazka.roles.queries.compiled import Compiled
from svyazka.roles.queries.standing import Standing
from svyazka.roles.rules import Place, SeatPlan


def seats_for(standing: Standing, scheme: Compiled, subject) -> dict[str, int | None]:
    """Return the seats the person holds towards the subject, each with whom they stand in for."""
    engagement_id, client_id, _department = place_of(subject)
    found: dict[str, int | None] = {}
    here = standing.by_client.get(client_id or 0) if engagement_id is None else standing.by_engagement.get(engagement_id)
    for held in here or ():
        if held.seat not in found or held.instead_of is None:
            found[held.seat] = held.instead_of
    for seat in scheme.seats.values():
        if _by_place(seat, standing, client_id, subject) or (
            engagement_id is None and client_id is None and seat.place == Place.ENGAGEMENT
            and set(seat.tracks) & set(standing.tracks)
        ):  # fmt: skip
            found.setdefault(seat.code, None)
    return found


def _by_place(seat: SeatPlan, standing: Standing, client_id: int | None, subject) -> bool:
    if seat.place == Place.AGENCY:
        return bool(set(seat.tracks) & set(standing.tracks))
    if seat.place == Place.CLIENT:
        return client_id in standing.contact_of
    if seat.place == Place.EVERYONE:
        return bool(standing.tracks)
    if seat.place == Place.SELF:
        return getattr(subject, "owner_id", None) == standing.person_id
    return False


def place_of(subject) -> tuple[int | None, int | None, int | None]:
    """Return the keys of the engagement, the client and the department that the subject belongs to."""
    engagement = getattr(subject, "engagement", None)
    if engagement is not None:
        return engagement.pk, engagement.client_id, engagement.department_id
    return None, getattr(subject, "client_id", None), getattr(subject, "department_id", None)
