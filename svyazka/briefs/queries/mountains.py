"""Golden mountains and kept promises: counted by person, source, client and month in one question, and the promises behind a figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from svyazka.briefs.models import Promise
from svyazka.briefs.rules import LET_OUT
from svyazka.briefs.rules.mountains import DIMENSIONS, Tally
from svyazka.people.queries import the_agency

HEARD = """
    with told as (
        select p.id, p.state, p.due_on, p.said_verdict, (p.said_at at time zone %(zone)s)::date as said_on,
               (p.settled_at at time zone %(zone)s)::date as settled_on,
               p.said_by_id as person, l.source_id as source, e.client_id as client
        from briefs_promise p join clients_engagement e on e.id = p.engagement_id left join leads_lead l on l.engagement_id = e.id
        where p.said_at is not null and p.id in ({seen})
    ), heard as (
        select id, person, source, client, said_on, state = 'withdrawn' as disowned, state <> 'withdrawn' as said,
               state <> 'withdrawn' and said_verdict = '' as without,
               state <> 'withdrawn' and said_verdict <> '' and said_verdict <> all(%(let_out)s) as against,
               case when state = 'withdrawn' then null when due_on < %(today)s then due_on else settled_on end as due_day,
               state = 'kept' or (state = 'changed' and (due_on is null or settled_on <= due_on)) as kept
        from told
    )
"""  # one promise a row: when the client heard it, whether the PM had spoken, when it fell due, how it ended; heard and withdrawn, it was none
TALLIES = """
    , counted as (
        select person, source, client, date_trunc('month', said_on)::date as month, said::int as said, without::int as without,
               against::int as against, 0 as due, 0 as kept, disowned::int as disowned
        from heard where said_on between %(first)s and %(last)s
        union all
        select person, source, client, date_trunc('month', due_day)::date, 0, 0, 0, 1, kept::int, 0
        from heard where due_day between %(first)s and %(last)s
    )
    select grouping(c.person, c.source, c.client, c.month), coalesce(c.person, c.source, c.client), coalesce(u.name, s.name, k.name), c.month,
           sum(c.said), sum(c.without), sum(c.against), sum(c.due), sum(c.kept), sum(c.disowned)
    from counted c left join people_person u on u.id = c.person left join sources_source s on s.id = c.source
         left join clients_client k on k.id = c.client
    group by grouping sets ((c.person, u.name), (c.source, s.name), (c.client, k.name), (c.month), ())
"""
WHICH = {
    "said": "said_on between %(first)s and %(last)s and said",
    "disowned": "said_on between %(first)s and %(last)s and disowned",
    "golden": "said_on between %(first)s and %(last)s and (without or against)",
    "without": "said_on between %(first)s and %(last)s and without",
    "against": "said_on between %(first)s and %(last)s and against",
    "due": "due_day between %(first)s and %(last)s",
    "unkept": "due_day between %(first)s and %(last)s and not kept",
}
SETS = {0b0111: "person", 0b1011: "source", 0b1101: "client", 0b1110: "month", 0b1111: "all"}  # by what is folded away


@dataclass(frozen=True)
class Group:
    """The figures of one person, source, client or month; `key` names it in an address, blank where there is none."""

    key: str
    label: str | date
    tally: Tally


def board(promises: QuerySet[Promise], *, first: date, last: date, today: date) -> dict[str, list[Group]]:
    """Return the figures of [first, last] as a whole ("all") and by each dimension, the largest first. One query."""
    found: dict[str, list[Group]] = {name: [] for name in ("all", *DIMENSIONS)}
    for folded, key, name, month, *counts in _asked(promises, TALLIES, first=first, last=last, today=today):
        tally = Tally(*(count or 0 for count in counts))
        found[SETS[folded]].append(Group(f"{month:%Y-%m}" if month else str(key or ""), month or name or "", tally))
    for name, rows in found.items():
        rows.sort(key=lambda row: (row.key,) if name == "month" else (-row.tally.said - row.tally.due, str(row.label)), reverse=name == "month")
    return found


def whole(promises: QuerySet[Promise], *, first: date, last: date, today: date) -> Tally:
    """Return the figures of [first, last] of all these promises."""
    return board(promises, first=first, last=last, today=today)["all"][0].tally


def behind(promises: QuerySet[Promise], which: str, *, dimension: str = "", key: str = "", first: date, last: date, today: date) -> QuerySet[Promise]:
    """Return the very promises that a figure counts: those said, the golden ones, those due, those not kept."""
    rows = _asked(promises, f"select id from heard where {WHICH[which]} and {_of(dimension, which)}", key=key or None, first=first, last=last, today=today)
    return promises.filter(pk__in=[row[0] for row in rows])


def _of(dimension: str, which: str) -> str:
    if dimension == "month":
        return f"to_char({'said_on' if which not in ('due', 'unkept') else 'due_day'}, 'YYYY-MM') = %(key)s"
    return f"{dimension} is not distinct from %(key)s::bigint" if dimension in DIMENSIONS else "true"


def _asked(promises: QuerySet[Promise], sql: str, **told: Any) -> Iterable[tuple]:
    """Ask of these promises alone; what the reader does not see is counted nowhere."""
    seen, values = promises.order_by().values("pk").query.sql_with_params()
    names = {f"seen_{n}": value for n, value in enumerate(values)}
    whole_sql = HEARD.replace("{seen}", seen % tuple(f"%({name})s" for name in names)) + sql
    with connection.cursor() as cursor:
        cursor.execute(whole_sql, {**names, **told, "zone": the_agency().zone, "let_out": list(LET_OUT)})
        return cursor.fetchall()
