"""The server of a home: made, started or attached to, left and stopped."""

from pathlib import Path
from urllib.parse import quote

import fasteners
import psycopg
import psycopg.sql

from svyazka.kit.postgres.cluster import USER, answers, connect, make_cluster, make_database, start
from svyazka.kit.postgres.places import base_of, own_folder, socket_folder
from svyazka.kit.postgres.programs import binary, run

OTHERS = "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
_started: set[Path] = set()  # by this process


def ensure(home: Path, *, options: tuple[str, ...] = (), database: str = USER) -> str:
    """Make, start or attach to the server of this home and return its DATABASE_URL.

    Several processes may call this at once. Raises NoPostgres when no binaries of version 15 or newer are found, or
    the server does not start.
    """
    base = base_of(home)
    base.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    own_folder(base)
    socket = socket_folder(base)
    with fasteners.InterProcessLock(str(base / "lock")):
        make_cluster(base)
        if not answers(socket):
            start(base, socket, options)
            _started.add(base)
        make_database(socket, database)
    return f"postgresql://{USER}@/{database}?host={quote(str(socket))}"


def started_here(home: Path) -> bool:
    """Tell whether this process has started the server of this home."""
    return base_of(home) in _started


def leave(home: Path) -> bool:
    """Stop the server of this home if this process has started it and nobody else is connected; tell whether it did."""
    base = base_of(home)
    if base not in _started:
        return False
    with fasteners.InterProcessLock(str(base / "lock")):
        if _in_use(socket_folder(base)):
            return False
        stop(home)
    _started.discard(base)
    return True


def _in_use(socket: Path) -> bool:
    try:
        with connect(socket) as connection:
            return connection.execute(OTHERS).fetchone() != (0,)
    except psycopg.OperationalError:
        return False


def stop(home: Path, *, immediate: bool = False) -> None:
    """Stop the server of this home, if it runs: fast, or at once as a crash would."""
    base = base_of(home)
    if not (base / "data" / "postmaster.pid").exists():
        return
    mode = "immediate" if immediate else "fast"
    run([binary("pg_ctl"), "-D", str(base / "data"), "-m", mode, "-w", "-t", "30", "stop"], check=False)
