"""What a switch of scheme would move: seats that change hands, seats that nobody would hold."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from svyazka.clients.models import Client, Engagement
from svyazka.clients.rules import OPEN
from svyazka.kit.burden import weekly_hours
from svyazka.kit.guard import DUTIES
from svyazka.people.models import Department, Person, TrackPeriod
from svyazka.people.queries import on_day, today
from svyazka.roles.models import RoleScheme, SchemeInForce, SchemeSeat, SchemeTransition, Seat
from svyazka.roles.rules import NARROWEST_FIRST, Place, Scope, faults, warnings


def in_scope(scope: str, scope_id: int, at: datetime) -> QuerySet[Engagement]:
    """Return the open engagements that a scheme put in force for this scope would rule: narrower ones stay apart."""
    open_ones = Engagement.objects.filter(state__in=OPEN).order_by("pk")
    fields = {Scope.ENGAGEMENT: "pk", Scope.CLIENT: "client_id", Scope.DEPARTMENT: "department_id"}
    if scope in fields:
        open_ones = open_ones.filter(**{fields[scope]: scope_id})
    for narrower in NARROWEST_FIRST[: NARROWEST_FIRST.index(Scope(scope))]:
        ruled = in_force_at(at).filter(scope=narrower).values_list("scope_id", flat=True)
        open_ones = open_ones.exclude(**{f"{fields[narrower]}__in": list(ruled)})
    return open_ones


def in_force_at(at: datetime) -> QuerySet[SchemeInForce]:
    """Return the schemes in force at that moment, the agency's first."""
    active = Q(ends_at=None) | Q(ends_at__gt=at)
    return SchemeInForce.objects.filter(active, starts_at__lte=at).select_related("scheme").order_by("scope", "pk")


def seat_moves(scheme: RoleScheme, scope: str, scope_id: int, at: datetime) -> list[dict]:
    """List, engagement by engagement, which seat each person would take, leave or keep, and what stays vacant.

    Two queries whatever the number of engagements.
    """
    engagements = list(in_scope(scope, scope_id, at))
    held: dict[int, dict[str, Seat]] = {}
    rows = Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), engagement__in=engagements, single=True, starts_at__lte=at,
                               person__is_active=True)  # fmt: skip
    for row in rows.select_related("person").order_by("pk"):
        held.setdefault(row.engagement_id, {})[row.seat] = row
    plan = scheme.plan()
    asked = weekly_hours([(key, row.person_id) for key, seats in held.items() for row in seats.values()], at)
    return [_move(engagement, plan, held.get(engagement.pk, {}), asked) for engagement in engagements]


def _move(engagement: Engagement, plan, held: dict[str, Seat], asked: dict) -> dict:
    seats = [seat for seat in plan.seats if seat.place == Place.ENGAGEMENT and seat.single]
    taken, vacant = [], []
    for seat in seats:
        follows = next((held[code] for code in (seat.code, *seat.follows) if code in held), None)
        if follows is None:
            vacant.append(seat.code)
        elif follows.seat != seat.code:
            taken.append({"seat": seat.code, "from": follows.seat, "login": follows.person.username,
                          "hours": str(asked.get((engagement.pk, follows.person_id), Decimal(0)))})  # fmt: skip
    left = [{"seat": code, "login": row.person.username} for code, row in held.items() if code not in {s.code for s in seats}]
    return {"engagement": engagement.pk, "title": engagement.title, "takes": taken, "leaves": left, "vacant": vacant}


def hours_of(moves: list[dict]) -> dict[str, Decimal]:
    """Return the hours a week that each person takes over in the moves, by login, the most first."""
    sums: dict[str, Decimal] = {}
    for move in moves:
        for step in move["takes"]:
            sums[step["login"]] = sums.get(step["login"], Decimal(0)) + Decimal(step.get("hours", "0"))
    return dict(sorted(sums.items(), key=lambda pair: -pair[1]))


def ruled_names(rules: QuerySet[SchemeInForce]) -> dict[tuple[str, int], str]:
    """Return the name of each department, client and engagement that has a scheme of its own, by scope and key."""
    keys: dict[str, list[int]] = {}
    for rule in rules:
        keys.setdefault(rule.scope, []).append(rule.scope_id)
    found = {(Scope.DEPARTMENT, one.pk): one.name for one in Department.objects.filter(pk__in=keys.get(Scope.DEPARTMENT, []))}
    found |= {(Scope.CLIENT, one.pk): one.name for one in Client.objects.filter(pk__in=keys.get(Scope.CLIENT, []))}
    engagements = Engagement.objects.filter(pk__in=keys.get(Scope.ENGAGEMENT, [])).select_related("client")
    return found | {(Scope.ENGAGEMENT, one.pk): f"{one.title} · {one.client.name}" for one in engagements}


def moves_told(transition: SchemeTransition) -> dict[str, dict]:
    """Return the names behind the logins and the seat codes of a dry run, and the hours a week that each person takes over."""
    moves = transition.plan["moves"]
    logins = {step["login"] for move in moves for step in (*move["takes"], *move["leaves"])}
    people = Person.objects.filter(username__in=logins).values_list("username", "name")
    seats = {seat.code: seat.plan().title for seat in SchemeSeat.objects.order_by("scheme__state", "-pk")}
    own = {seat.code: seat.plan().title for seat in transition.scheme.seats.all()}
    return {"people": dict(people), "seats": seats | own, "hours": hours_of(moves)}


def faults_of(scheme: RoleScheme, at: datetime) -> list:
    """List what is wrong with the scheme in this agency."""
    tracks = _on_tracks(at).values_list("track", flat=True)
    return faults(scheme.plan(), duties={code: duty.shared for code, duty in DUTIES.items()}, tracks_in_use=set(tracks))


def warnings_of(scheme: RoleScheme, at: datetime) -> list:
    """List what the scheme asks of this agency that its people cannot give now."""
    people: dict[str, set[int]] = {}
    for track, person in _on_tracks(at).values_list("track", "person"):
        people.setdefault(track, set()).add(person)
    return warnings(scheme.plan(), people)


def _on_tracks(at: datetime) -> QuerySet[TrackPeriod]:
    return TrackPeriod.objects.filter(on_day(today(at)), person__is_active=True)
