"""Where the server of a home lies: its folder, closed to others, and its socket."""

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from svyazka.kit.postgres.programs import NoPostgres

LONGEST_SOCKET = 100  # a unix socket's path may have 107 bytes, its name included


def base_of(home: Path) -> Path:
    """Return the folder of the server of this home."""
    return (Path(home).resolve() / "postgres").resolve()


def socket_folder(base: Path) -> Path:
    """Return where the socket is: beside the data, or in a short folder where PostgreSQL could not name that path."""
    if len(os.fsencode(str(base))) <= LONGEST_SOCKET - len("/.s.PGSQL.5432") and "," not in str(base):
        return base
    short = Path(tempfile.gettempdir()) / _short_name(base)
    own_folder(short)
    return short


def _short_name(base: Path) -> str:
    return f"svyazka-{os.geteuid()}-{hashlib.sha256(os.fsencode(str(base))).hexdigest()[:16]}"


def own_folder(place: Path) -> None:
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
