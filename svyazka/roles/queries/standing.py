"""Where a person stands at a moment: tracks, seats, stand-ins and the schemes in force, by one query."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import connection

from svyazka.clients.models import Engagement
from svyazka.kit.memo import once
from svyazka.people.queries import today
from svyazka.roles.queries.compiled import Compiled, InForce, known, remember

IN_FORCE, NOBODY = "schemes in force", 0


@dataclass(frozen=True)
class Held:
    """A seat held on one engagement; `instead_of` is the absent person, if any."""

    seat: str
    engagement_id: int
    client_id: int
    instead_of: int | None = None


@dataclass
class Standing:
    """A person at a moment; `taken` are the seats in which anybody sits, on the engagements held or called to.

    `past` are the engagements that were closed while the person sat on them: their history.
    """

    person_id: int
    tracks: list[str]
    held: list[Held]
    contact_of: list[int]
    called: list[int]
    past: list[int]
    taken: dict[int, list[str]]
    in_force: InForce

    @cached_property
    def by_engagement(self) -> dict[int, list[Held]]:
        """The seats held on each engagement: a page asks about hundreds of them."""
        return _grouped(self.held, "engagement_id")

    @cached_property
    def by_client(self) -> dict[int, list[Held]]:
        """The seats held on the engagements of each client."""
        return _grouped(self.held, "client_id")

    def scheme_for(self, **where) -> Compiled | None:
        """Return the narrowest scheme in force."""
        return self.in_force.scheme_for(**where)

    def seats_taken(self, engagement_id: int) -> list[str] | None:
        """Return the seats of the engagement in which anybody sits; None if the person neither sits there nor is called."""
        near = engagement_id in self.by_engagement or engagement_id in self.called
        return self.taken.get(engagement_id, []) if near else None


def _grouped(held: list[Held], key: str) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = {}
    for one in held:
        found.setdefault(getattr(one, key), []).append(one)
    return found


def standing_of(person, at: datetime) -> Standing:
    """Return where the person stands; asked once in a request."""
    standing = once(("standing", person.pk), lambda: _ask(person.pk, at))
    once(IN_FORCE, lambda: standing.in_force)
    return standing


def schemes_in_force(at: datetime) -> InForce:
    """Return the schemes in force, known already if it was asked in this request where anybody stands."""
    return once(IN_FORCE, lambda: _ask(NOBODY, at).in_force)


def scheme_of(engagement: Engagement, at: datetime) -> Compiled | None:
    """Return the scheme in force for the engagement."""
    return schemes_in_force(at).scheme_for(
        engagement_id=engagement.pk, client_id=engagement.client_id, department_id=engagement.department_id
    )


_move_due: Callable[[datetime], None] = lambda at: None  # noqa: E731  until the steps of this room supply it


def when_due(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """Let function(at) move the seats of every switch whose day has come: done by whoever asks first after it."""
    global _move_due
    _move_due = function
    return function


SQL = """
select json_build_object(
  'tracks', (select coalesce(json_agg(track), '[]') from people_trackperiod
    where person_id = %(me)s and starts_on <= %(day)s and (ends_on is null or ends_on > %(day)s)),
  'seats', (select coalesce(json_agg(json_build_array(s.seat, s.engagement_id, e.client_id, null)), '[]')
    from roles_seat s join clients_engagement e on e.id = s.engagement_id
    where s.person_id = %(me)s and s.starts_at <= %(at)s and (s.ends_at is null or s.ends_at > %(at)s)),
  'stand_ins', (select coalesce(json_agg(json_build_array(d.seat, d.engagement_id, e.client_id, d.absent_id)), '[]')
    from roles_standin d join clients_engagement e on e.id = d.engagement_id
    where d.deputy_id = %(me)s and d.starts_at <= %(at)s and d.ends_at > %(at)s
      and exists (select 1 from roles_seat s where s.engagement_id = d.engagement_id and s.seat = d.seat
        and s.person_id = d.absent_id and s.starts_at <= %(at)s and (s.ends_at is null or s.ends_at > %(at)s))),
  'called', (select coalesce(json_agg(distinct c.engagement_id), '[]') from roles_seatcall c
    where c.answered_at is null and c.tracks && (select array_agg(track) from people_trackperiod
      where person_id = %(me)s and starts_on <= %(day)s and (ends_on is null or ends_on > %(day)s))),
  'past', (select coalesce(json_agg(distinct s.engagement_id), '[]')
    from roles_seat s join clients_engagement e on e.id = s.engagement_id
    where s.person_id = %(me)s and s.starts_at <= e.closed_at and (s.ends_at is null or s.ends_at >= e.closed_at)),
  'taken', (select coalesce(json_object_agg(t.engagement_id, t.seats), '{}') from (
    select s.engagement_id, array_agg(distinct s.seat) as seats
    from roles_seat s join people_person p on p.id = s.person_id and p.is_active
    where s.starts_at <= %(at)s and (s.ends_at is null or s.ends_at > %(at)s) and s.engagement_id in (
      select m.engagement_id from roles_seat m
        where m.person_id = %(me)s and m.starts_at <= %(at)s and (m.ends_at is null or m.ends_at > %(at)s)
      union select d.engagement_id from roles_standin d
        where d.deputy_id = %(me)s and d.starts_at <= %(at)s and d.ends_at > %(at)s
      union select c.engagement_id from roles_seatcall c where c.answered_at is null
        and c.tracks && (select array_agg(track) from people_trackperiod
          where person_id = %(me)s and starts_on <= %(day)s and (ends_on is null or ends_on > %(day)s)))
    group by s.engagement_id) t),
  'contact_of', (select coalesce(json_agg(client_id), '[]') from clients_contact
    where account_id = %(me)s and left_on is null),
  'due', (select exists (select 1 from roles_schemeinforce where seats_wait and starts_at <= %(at)s)),
  'in_force', (select coalesce(json_agg(json_build_array(f.scope, f.scope_id, f.scheme_id, r.version)), '[]')
    from roles_schemeinforce f join roles_rolescheme r on r.id = f.scheme_id
    where f.starts_at <= %(at)s and (f.ends_at is null or f.ends_at > %(at)s)),
  'schemes', (select coalesce(json_agg(json_build_object('id', r.id, 'version', r.version, 'code', r.code,
      'name', r.name, 'four_eyes', r.four_eyes,
      'cells', (select coalesce(json_agg(json_build_array(g.duty, g.seat, g.raci)), '[]')
        from roles_dutygrant g where g.scheme_id = r.id),
      'seats', (select coalesce(json_agg(json_build_array(c.code, c.name, c.tracks, c.place, c.single, c.follows)
        order by c.position), '[]') from roles_schemeseat c where c.scheme_id = r.id))), '[]')
    from roles_rolescheme r where (r.id::text || ':' || r.version) <> all(%(known)s)
      and r.id in (select scheme_id from roles_schemeinforce f
        where f.starts_at <= %(at)s and (f.ends_at is null or f.ends_at > %(at)s)))
)
"""


def _ask(person_id: int, at: datetime) -> Standing:
    told, kept = _told(person_id, at)
    if told["due"]:
        _move_due(at)
        told, kept = _told(person_id, at)
    return Standing(
        person_id,
        told["tracks"],
        [Held(*row) for row in told["seats"] + told["stand_ins"]],
        told["contact_of"],
        told["called"],
        told["past"],
        {int(key): seats for key, seats in told["taken"].items()},
        InForce({(scope, scope_id): kept[pk, version] for scope, scope_id, pk, version in told["in_force"]}),
    )


def _told(person_id: int, at: datetime) -> tuple[dict, dict[tuple[int, int], Compiled]]:
    kept = known()
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"me": person_id, "at": at, "day": today(at), "known": [f"{pk}:{version}" for pk, version in kept]})
        told = cursor.fetchone()[0]
    told = json.loads(told) if isinstance(told, str) else told
    return told, kept | remember(told["schemes"])
