"""How long the page of sources takes with a million leads: each of its questions, timed on a filled database.

Run in a home of its own: `python bench/sources.py --home /tmp/bench-sources [--leads 1000000]`. It founds a demo agency there
if there is none, fills it, and prints seconds, the middle of five runs.
"""

import argparse
import os
import statistics
import time
from datetime import timedelta
from pathlib import Path

FILL = """
insert into clients_engagement (version, client_id, title, state, opened_at, reply_token)
select 1, (select max(id) from clients_client), 'Л' || n, 'lead', now() - (n %% 1800) * interval '1 day', 'bench' || n
from generate_series(1, %(leads)s) n;
insert into leads_lead (version, engagement_id, source_id, last_source_id, channel, title, request, company, region, state, received_at,
                        answer_due_at, closing_reason, won_kopecks, external_id, query_group_id)
select 1, e.id, s.ids[1 + e.id %% 5], s.ids[1 + e.id %% 3], 'form', e.title, '', '', r.names[1 + e.id %% 3], l.states[1 + e.id %% 20],
       e.opened_at, e.opened_at, 'нет', 1000000 * (e.id %% 20 = 0)::int, '', (select min(id) from sources_querygroup)
from clients_engagement e, (select array_agg(id order by id) ids from sources_source) s,
     (select array['Пермский край', 'Москва', 'г. Тула'] names) r,
     (select array['won'] || array_fill('lost'::text, array[9]) || array_fill('not_ours'::text, array[10]) states) l
where e.reply_token like 'bench%%';
analyze clients_engagement; analyze leads_lead;
"""


def main() -> None:
    """Fill once, then time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--leads", type=int, default=1_000_000)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svyazka.site.settings")
    os.environ["SVYAZKA_DEMO"] = "1"
    from svyazka.site import home

    home.settle(options.home.resolve())
    home.wake()
    from svyazka.site.demo import build

    build(lambda told, act: act())
    _fill(options.leads)
    for name, ask in _questions().items():
        print(f"{name}: {_middle(ask):.2f} s", flush=True)


def _fill(leads: int) -> None:
    from django.db import connection

    from svyazka.leads.models import Lead

    if Lead.objects.count() < leads:
        with connection.cursor() as cursor:
            cursor.execute(FILL, {"leads": leads})
    print(f"leads: {Lead.objects.count()}", flush=True)


def _questions() -> dict:
    from django.utils import timezone

    from svyazka.people.queries import today
    from svyazka.sources import queries
    from svyazka.sources.queries.demand import grid
    from svyazka.sources.queries.enough import enough
    from svyazka.sources.queries.event import events, told

    day = today(timezone.now())
    first, until = queries.usual_period(day)
    return {
        "lines, a year": lambda: queries.lines(first, until, day=day),
        "lines, five years": lambda: queries.lines(day - timedelta(days=1825), until, by="last", day=day),
        "mix by year": lambda: queries.mix("first", day),
        "grid of search, a year": lambda: grid(first, until, queries.moments(first, until)),
        "events": lambda: told(list(events()), day),
        "sufficiency": lambda: enough(day),
        "list by API": queries.told,
    }


def _middle(ask, runs: int = 5) -> float:
    spent = []
    for _run in range(runs):
        began = time.perf_counter()
        ask()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
