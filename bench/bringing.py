"""What bringing a file of 8,000 leads in costs, beside bare inserts of the rows that came of it.

`--data DIR` takes the real files of Olist from there; without it leads of the same form are made up. The floor writes
the same rows of the same tables, five hundred leads a transaction, through psycopg alone, into copies with the same indexes.
"""

import random
import time
from datetime import UTC, date, datetime, timedelta

from _agency import options, tell, wake

told = options(__doc__ or "", leads=8000)
wake()

from django.db import connection, transaction  # noqa: E402

from svyazka.leads.actions import bring_batch, keep_import, start_import, try_import, undo_import  # noqa: E402
from svyazka.leads.models import ImportRun, Lead  # noqa: E402
from svyazka.people.queries import system  # noqa: E402
from svyazka.site import urls  # noqa: E402, F401  every room's duties are registered
from svyazka.site.founding import found  # noqa: E402

NOW = datetime.now(UTC)
ORIGINS = ("organic_search", "paid_search", "social", "unknown", "direct_traffic", "email", "referral", "other", "display", "")
TABLES = ("clients_client", "clients_engagement", "leads_lead", "leads_touch", "leads_importrow", "journal_entry")


def file_of_leads() -> bytes:
    if told.data:
        return next(told.data.glob("*qualified_leads*.csv")).read_bytes()
    dice = random.Random(8000)
    rows = (f"{dice.randbytes(16).hex()},{date(2017, 6, 14) + timedelta(days=dice.randrange(350))},{dice.randbytes(16).hex()},{dice.choice(ORIGINS)}"
            for _n in range(told.leads))  # fmt: skip
    return "\n".join(["mql_id,first_contact_date,landing_page_id,origin", *rows]).encode()


def timed(act) -> tuple[float, float]:
    """Return how long it took, and how much of that this process computed itself."""
    began, worked = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - began, time.process_time() - worked


def brought(run: ImportRun) -> None:
    run = start_import(run, by=system(), at=NOW)
    while run.state == "running":
        run = bring_batch(run, by=system(), at=NOW)


def floor():
    """Make copies of the tables; return the act that inserts into them the rows that came of it."""
    with connection.cursor() as cursor:
        told = {}
        for table in TABLES:
            cursor.execute(f"create table floor_{table} (like {table} including all)")
            cursor.execute(f'select * from "{table}" order by id')
            told[table] = ([f'"{one.name}"' for one in cursor.description], cursor.fetchall())
    bare = connection.connection
    return lambda: _insert(bare, told)


def _insert(bare, told: dict) -> None:
    from psycopg.types.json import Jsonb

    for start in range(0, max(len(rows) for _names, rows in told.values()), 500):
        with transaction.atomic(), bare.cursor() as cursor:
            for table, (names, rows) in told.items():
                part = [[Jsonb(cell) if isinstance(cell, (dict, list)) else cell for cell in row] for row in rows[start : start + 500]]
                cursor.executemany(f"insert into floor_{table} ({', '.join(names)}) overriding system value values ({', '.join(['%s'] * len(names))})", part)


found({"name": "Старта", "scheme": "pm_am", "since": date(2015, 1, 1), "legal_entity": {"name": "ООО", "inn": "2460000003"},
       "people": [{"login": "head", "name": "head", "track": "head", "since": date(2015, 1, 1)}]}, at=NOW)  # fmt: skip
run = keep_import(ImportRun(name="leads.csv"), raw=file_of_leads(), by=system(), at=NOW)
trial = timed(lambda: try_import(run, by=system(), at=NOW))
bringing = timed(lambda: brought(run))
count = Lead.objects.count()
bare = timed(floor())
undoing = timed(lambda: undo_import(run, by=system(), at=NOW))
tell(
    leads=count, seconds=bringing[0], own_seconds=bringing[1], leads_a_second=round(count / bringing[0]), floor_seconds=bare[0],
    floor_own_seconds=bare[1], times_the_floor=bringing[0] / bare[0], trial_seconds=trial[0], undo_seconds=undoing[0],
)  # fmt: skip
