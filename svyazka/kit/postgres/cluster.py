"""The server itself: its data made, started, asked."""

import os
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import psycopg
import psycopg.sql

from svyazka.kit.postgres.programs import NoPostgres, as_nobody_special, binary, run, version

USER = "svyazka"


def make_cluster(base: Path) -> None:
    """Make the data folder aside and name it when it is whole, so that a crash leaves nothing half-made."""
    data = base / "data"
    if (data / "PG_VERSION").exists():
        return
    aside = base / "being-made"
    shutil.rmtree(aside, ignore_errors=True)
    locale = ["--locale=C.UTF-8"]
    if version() >= 18:
        locale = ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
    elif version() >= 17:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [binary("initdb"), "-D", aside.name, "-U", USER, "-E", "UTF8", "--auth=trust", "--data-checksums", *locale]
    made = run(command, within=base, check=False)
    if made.returncode:
        raise NoPostgres(f"PostgreSQL could not make its folder: {made.stderr.strip()}")
    aside.rename(data)


def start(base: Path, socket: Path, options: tuple[str, ...]) -> None:
    """Start the server; right after a kill its dead process may not be gone yet, so try for ten seconds.

    The shell of pg_ctl is told names within the folder, so that the folder itself may have any name.
    """
    said = shlex.join(["-k", str(socket), "-c", "listen_addresses=", *(word for option in options for word in ("-c", option))])
    command = [binary("pg_ctl"), "-D", "data", "-w", "-t", "60", "-l", "postgres.log", "-o", said, "start"]
    deadline = time.monotonic() + 10
    while True:
        with open(os.devnull, "wb") as nowhere:
            started = subprocess.run(
                [*as_nobody_special(), *command], cwd=base, stdout=nowhere, stderr=nowhere, start_new_session=True, check=False
            )
        if started.returncode == 0 or answers(socket):
            return
        if time.monotonic() > deadline:
            raise NoPostgres(f"PostgreSQL does not start; its log is {base / 'postgres.log'}")
        time.sleep(0.2)


def connect(socket: Path, database: str = "postgres") -> psycopg.Connection:
    """Return a connection to the server behind this socket."""
    return psycopg.connect(host=str(socket), user=USER, dbname=database, connect_timeout=3, autocommit=True)


def answers(socket: Path) -> bool:
    """Tell whether a server answers behind this socket."""
    try:
        connect(socket).close()
    except psycopg.OperationalError:
        return False
    return True


def make_database(socket: Path, database: str) -> None:
    """Make the database unless it is there."""
    with connect(socket) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            connection.execute(psycopg.sql.SQL("create database {}").format(psycopg.sql.Identifier(database)))
