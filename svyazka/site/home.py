"""Where an installation lives: its folder, its secret, its database, and one command at a time that makes them."""

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import fasteners
import psycopg
import psycopg.sql

from svyazka.kit.postgres import ensure, leave, started_here

DEMO_MARK = "demo"  # a file in the home of a demo
HALF = "the demo is being made"  # said by the schema itself, so that it is true of no other database
STANDING = """
    select to_regclass('django_migrations') is not null, to_regclass('people_agency') is not null,
           obj_description(to_regnamespace('public'), 'pg_namespace') is not distinct from %s
"""


class Wrong(Exception):
    """A command cannot be carried out; the message is a sentence that says why."""


def settle(place: Path) -> None:
    """Make the folder and the secret of this installation and put both into the environment."""
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ["SVYAZKA_HOME"] = str(place)
        os.environ.setdefault("SVYAZKA_SECRET_KEY", _secret(place))
    except OSError as error:
        raise Wrong(f"{place} cannot be the home of data: {error.strerror}.") from None


def home() -> Path:
    return Path(os.environ["SVYAZKA_HOME"])


def embedded() -> bool:
    """Tell whether the database is the application's own, or will be."""
    return "SVYAZKA_EMBEDDED" in os.environ or "DATABASE_URL" not in os.environ


def _secret(place: Path) -> str:
    key = place / "secret.key"
    if not (key.exists() and key.stat().st_size):
        with alone(place):
            _write_secret(key)
    return key.read_text().strip()


def _write_secret(key: Path) -> None:
    """Write the secret aside and name it when it is whole; whoever came second keeps the first one's."""
    if key.exists() and key.stat().st_size:
        return
    aside = key.with_suffix(".new")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    aside.replace(key)


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Let one command at a time make what is made once: the secret, the tables, the agency."""
    lock = fasteners.InterProcessLock(str(place / "lock"))
    if not lock.acquire(blocking=False):
        print("  another command is at work here; waiting for it …", flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def start_database() -> None:
    """Start or attach to the database."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = ensure(home())
        os.environ["SVYAZKA_EMBEDDED"] = "1"
    else:
        _call()


def _call() -> None:
    """Raises Wrong when the named database does not answer, before anything is asked of it."""
    try:
        psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10).close()
    except psycopg.Error as error:
        raise Wrong(f"the database named by DATABASE_URL does not answer: {str(error).strip()}") from None


def wake() -> None:
    """Start or attach to the database, then load the application."""
    start_database()
    load()


def load() -> None:
    """Load the application; it takes seconds, so that a start with nothing to make goes without."""
    import django

    django.setup()


def let_go() -> None:
    """Close what this process has open in the database."""
    from django.conf import settings

    if settings.configured:
        from django.db import connections

        connections.close_all()


def go() -> None:
    """Stop the database that this command has started, when nobody else works with it."""
    let_go()
    for _attempt in range(5):  # a connection that was closed is gone a moment later
        if "SVYAZKA_HOME" not in os.environ or not started_here(home()) or leave(home()):
            return
        time.sleep(0.1)


def has_tables() -> bool:
    return _standing()[0]


def founded() -> str:
    """Return the agency's name, or nothing where there is none yet."""
    if not _standing()[1]:
        return ""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        found = connection.execute("select name from people_agency").fetchone()
    return found[0] if found else ""


def _standing() -> tuple[bool, bool, bool]:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        return connection.execute(STANDING, [HALF]).fetchone()


def mark_as_demo() -> None:
    """Leave a word in the home that a demo lives here: its letters are to leave for nobody."""
    (home() / DEMO_MARK).touch()


def make_demo(build: Callable) -> None:
    """Make the demo whole: what a broken start has left of it is thrown away first."""
    if founded() and not _standing()[2]:
        return
    _say_of_schema(HALF)
    build()
    _say_of_schema(None)


def forget_half_a_demo() -> None:
    """Throw away the demo whose making was broken off; a database that does not say so of itself is never touched."""
    if _standing()[2]:
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            connection.execute("drop schema public cascade; create schema public")


def _say_of_schema(told: str | None) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute(psycopg.sql.SQL("comment on schema public is {}").format(psycopg.sql.Literal(told)))


def bring_tables_up_to_date() -> None:
    """Bring tables up to date; skipped when nothing changed since the last time."""
    stamp, now = home() / "migrated", _migrations_digest()
    if has_tables() and stamp.exists() and stamp.read_text() == now:
        return
    load()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    stamp.write_text(now)


def _migrations_digest() -> str:
    found = hashlib.sha256(os.environ["DATABASE_URL"].encode())
    for place in sorted(Path(__file__).parents[1].glob("*/migrations/*.py")):
        found.update(place.name.encode() + place.read_bytes())
    return found.hexdigest()
