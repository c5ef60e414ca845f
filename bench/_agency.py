"""A throw-away agency for benchmarks, on a durable PostgreSQL of its own that is gone when the benchmark ends."""

import argparse
import atexit
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


def options(told: str, **more) -> argparse.Namespace:
    """Read the command line: `--data DIR` with other data of the same form, and what the benchmark adds."""
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--data", type=Path, help="a folder with other data of the same form")
    for name, default in more.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


def wake() -> None:
    """Start the database, make the tables, load the application as the server does."""
    from svyazka.kit.postgres import ensure, stop

    home = Path(tempfile.mkdtemp(prefix="svyazka-bench-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    atexit.register(stop, home)
    os.environ.update(SVYAZKA_HOME=str(home), SVYAZKA_TEST="1", DATABASE_URL=ensure(home), SVYAZKA_SECRET_KEY="known-to-both-processes-of-a-benchmark")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svyazka.site.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.urls import get_resolver

    from svyazka.site.serving import keep_what_is_loaded

    call_command("migrate", verbosity=0)
    get_resolver().url_patterns  # noqa: B018  read once, as by the server
    keep_what_is_loaded()


def median_of(act: Callable, times: int) -> float:
    """Return the median of so many runs, in seconds."""
    runs = []
    for _n in range(times):
        began = time.perf_counter()
        act()
        runs.append(time.perf_counter() - began)
    return statistics.median(runs)


def tell(**figures) -> None:
    """Print the figures as JSON, the last line of the benchmark."""
    print(json.dumps({name: round(told, 6) if isinstance(told, float) else told for name, told in figures.items()}))


def said_by(act: Callable) -> list[tuple]:
    """Return the statements that the act asks of the database, each with its values."""
    from django.db import connection

    kept: list[tuple] = []

    def keep(execute, sql, params, many, context):
        kept.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        act()
    return kept


def replayed(statements: list[tuple]) -> None:
    """Ask the same statements through psycopg, bare: the floor of a page."""
    from django.db import connection

    with connection.connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def page_cost(visitor, address: str, times: int) -> tuple[float, float]:
    """Return the median seconds of a page for this visitor, and of its statements asked bare."""

    def page() -> None:
        answer = visitor.get(address, headers={"accept-language": "ru"})
        assert answer.status_code == 200, (address, answer.status_code)

    page()
    statements = said_by(page)
    return median_of(page, times), median_of(lambda: replayed(statements), times)
