"""What the pages of sources cost among few leads and among many, beside their own statements asked bare.

`--data DIR` takes the leads from DIR/leads.csv (company, title, request, region, source, state), repeated as often as needed.
"""

from datetime import UTC, date, datetime

from _agency import options, page_cost, tell, wake

told = options(__doc__ or "", few=10_000, many=200_000, times=5)
wake()

import _leads  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from svyazka.leads.actions import receive_lead  # noqa: E402
from svyazka.people.models import Person  # noqa: E402
from svyazka.people.queries import system, the_agency  # noqa: E402
from svyazka.site import urls  # noqa: E402, F401  every room's duties are registered
from svyazka.site.founding import found  # noqa: E402

NOW = datetime.now(UTC)
PAGES = {"one line": "/sources/", "brand": "/sources/brand/", "search": "/sources/search/", "mix": "/sources/mix/", "enough": "/sources/sufficiency/"}
figures: dict[str, float] = {}


def measured(count: int) -> dict[str, float]:
    """Measure each page for the head among so many leads; return the seconds of each."""
    visitor = Client()
    visitor.force_login(Person.objects.get(username="head"))
    seconds = {}
    for name, address in PAGES.items():
        whole, bare = page_cost(visitor, address, told.times)
        seconds[name] = whole
        figures.update({f"{name} {count}": whole, f"{name} {count} floor": bare, f"{name} {count} ratio": whole / bare})
        print(f"{name} among {count}: {whole * 1000:,.0f} ms, bare {bare * 1000:,.0f} ms, ratio {whole / bare:.2f}", flush=True)
    return seconds


found({"name": "Старта", "scheme": "pm_am", "since": date(2019, 1, 1), "legal_entity": {"name": "ООО", "inn": "2460000003"},
       "people": [{"login": "head", "name": "Никита Седов", "track": "head", "since": date(2019, 1, 1)}]}, at=NOW)  # fmt: skip
first = receive_lead(the_agency(), source="search", title="Сайт", request="Нужен сайт", company="ООО «Первый»",
                     contact={"name": "Пётр", "email": "first@example.org"}, by=system(), at=NOW)  # fmt: skip
with connection.cursor() as cursor:
    pattern = _leads.Pattern(cursor, first, _leads.told(told.data))
    pattern.up_to(told.few)
    few = measured(told.few)
    pattern.up_to(told.many)
    many = measured(told.many)
tell(few=told.few, many=told.many, **figures, **{f"{name} growth": many[name] / few[name] for name in few})
