"""How those stand who may be asked to take a lead: who they are, days off, hours, leads in work, the last lead; by one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import connection

from svyazka.kit.burden import weekly_hours
from svyazka.leads.rules import ALIVE, Away, OfferState
from svyazka.people.rules import ABSENCE_COUNTS, Kind


@dataclass(frozen=True)
class Stands:
    """A person as the choice sees them; `takes` tells whether they may sit in the seat of the lead."""

    key: int
    name: str
    active: bool
    takes: bool
    away: tuple[Away, ...]
    week: tuple[Decimal, ...] | None
    open_leads: int
    last_at: datetime | None
    engagements: list[int] = field(default_factory=list)


SQL = """
select p.id, p.name, p.is_active, p.takes,
  (select json_agg(json_build_array(a.kind, a.starts_on, a.ends_on) order by a.starts_on) from people_absence a
    where a.person_id = p.id and a.state = any(%(counts)s) and a.starts_on <= %(last)s and a.ends_on >= %(first)s),
  (select n.hours from people_normhours n where n.person_id = p.id and n.starts_on <= %(first)s order by n.starts_on desc limit 1),
  (select count(*) from roles_seat s join leads_lead l on l.engagement_id = s.engagement_id
    where s.person_id = p.id and s.seat = any(%(seats)s) and s.starts_at <= %(at)s and (s.ends_at is null or s.ends_at > %(at)s)
      and l.state = any(%(alive)s))
  + (select count(*) from roles_standin d join leads_lead l on l.engagement_id = d.engagement_id
    where d.deputy_id = p.id and p.is_active and d.seat = any(%(seats)s) and d.starts_at <= %(at)s and d.ends_at > %(at)s
      and l.state = any(%(alive)s))
  + (select count(*) from leads_leadoffer o where o.to_id = p.id and o.state = %(offered)s),
  (select max(l.taken_at) from leads_lead l where l.taken_by_id = p.id),
  (select array_agg(s.engagement_id) from roles_seat s join clients_engagement e on e.id = s.engagement_id and e.closed_at is null
    where s.person_id = p.id and s.starts_at <= %(at)s and (s.ends_at is null or s.ends_at > %(at)s))
from (
  select p.id, p.name, p.is_active, p.kind = %(staff)s and p.is_active and p.id is distinct from %(holder)s and exists (
    select from people_trackperiod t where t.person_id = p.id and t.track = any(%(tracks)s)
      and t.starts_on <= %(first)s and (t.ends_on is null or t.ends_on > %(first)s)) as takes
  from people_person p) p
where p.id = any(%(keys)s) or (%(takers)s and p.takes)
"""


def standing_of_takers(*, seats: list[str], tracks: Iterable[str], holder: int | None, first: date, last: date, at: datetime,
                       keys: Iterable[int], takers: bool) -> list[Stands]:  # fmt: skip
    """Return how these people stand on [first, last], and with `takers` everybody who may sit in these seats, but for the holder."""
    told = {
        "seats": seats, "tracks": list(tracks), "holder": holder, "first": first, "last": last, "at": at, "keys": list(keys),
        "takers": takers, "counts": list(ABSENCE_COUNTS), "alive": [str(state) for state in ALIVE], "offered": str(OfferState.OFFERED),
        "staff": str(Kind.STAFF),
    }  # fmt: skip
    with connection.cursor() as cursor:
        rows = cursor.execute(SQL, told).fetchall()
    return [Stands(*row[:4], _away(row[4]), tuple(row[5]) if row[5] else None, *row[6:8], row[8] or []) for row in rows]


def _away(told: list | None) -> tuple[Away, ...]:
    return tuple(Away(kind, date.fromisoformat(starts), date.fromisoformat(ends)) for kind, starts, ends in told or ())


def hours_a_week(people: Iterable[Stands], at: datetime) -> dict[int, Decimal]:
    """Return the hours a week that the open engagements of each person ask of them."""
    pairs = [(engagement, person.key) for person in people for engagement in person.engagements]
    found = {person.key: Decimal(0) for person in people}
    for (_engagement, key), hours in weekly_hours(pairs, at).items() if pairs else ():
        found[key] += hours
    return found
