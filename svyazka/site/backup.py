"""A backup that proves itself: the database, the files, and a list of what must be in it."""

import contextlib
import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, transaction

from svyazka.journal import head
from svyazka.kit.postgres import candidates
from svyazka.site.home import Wrong

FORMAT = 1


class Damaged(Wrong):
    """The backup, or the place for it, is not as it must be."""


def keep(place: Path) -> str:
    """Write database and files into one file, read it back, and only then say it is kept. Raises Damaged.

    What stood in the place before stays there until then.
    """
    aside = place.with_name(f"{place.name}.being-made")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            listed = _write(file)
        read(aside)
        aside.replace(place)
    except OSError as error:
        raise Damaged(f"{place} cannot be written: {error.strerror}.") from None
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()
    if not head.differences():
        head.keep()
    return f"kept: {len(listed['files'])} files, {sum(listed['rows'].values())} rows, read back and whole"


def _write(file: IO[bytes]) -> dict:
    """Write the backup and return its list. Rows are counted in the very state that is dumped, work may go on."""
    listed: dict = {"format": FORMAT, "files": {}}
    with tempfile.TemporaryDirectory() as folder, transaction.atomic(), tarfile.open(fileobj=file, mode="w") as tar:
        snapshot = _one_state()
        dump = Path(folder) / "database.dump"
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={dump}", _url())
        listed["rows"] = _row_counts()
        listed["database"] = _add(tar, dump, "database.dump")
        for kept in sorted(Path(settings.FILES_DIR).glob("??/*")):
            listed["files"][kept.name] = _add(tar, kept, f"files/{kept.parent.name}/{kept.name}")
        raw = json.dumps(listed).encode()
        info = tarfile.TarInfo("manifest.json")
        info.size = len(raw)
        tar.addfile(info, io.BytesIO(raw))
    return listed


def _one_state() -> str:
    """Let this transaction see one state of the database to its end, and return the name by which pg_dump sees it too."""
    with connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read")
        cursor.execute("select pg_export_snapshot()")
        return cursor.fetchone()[0]


def _add(tar: tarfile.TarFile, place: Path, name: str) -> str:
    tar.add(place, name)
    return hashlib.sha256(place.read_bytes()).hexdigest()


def read(place: Path) -> dict:
    """Return the list of a backup after comparing every hash in it. Raises Damaged."""
    if not place.is_file():
        raise Damaged(f"there is no file {place}.")
    try:
        with tarfile.open(place) as tar:
            found = {member.name: tar.extractfile(member).read() for member in tar if member.isfile()}
        listed = json.loads(found["manifest.json"])
    except (OSError, tarfile.TarError, KeyError, ValueError, EOFError) as error:
        raise Damaged(f"{place} is not a whole backup: {error}") from None
    if listed.get("format") != FORMAT:
        raise Damaged(f"{place} was made by another version.")
    wanted = {"database.dump": listed["database"], **{f"files/{n[:2]}/{n}": h for n, h in listed["files"].items()}}
    for name, digest in wanted.items():
        if hashlib.sha256(found.get(name, b"")).hexdigest() != digest:
            raise Damaged(f"{place}: {name} is missing or altered.")
    return listed


def bring_back(place: Path) -> str:
    """Restore into an empty database and compare every table's count. Raises Damaged, before anything is written."""
    listed = read(place)
    if _tables():
        raise Damaged("The database is not empty: restore into a fresh home.")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(place) as tar:
            tar.extractall(folder, filter="data")
        _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_url()}", f"{folder}/database.dump")
        for name in listed["files"]:
            from svyazka.kit import files

            files.keep((Path(folder) / "files" / name[:2] / name).read_bytes())
    if _row_counts() != listed["rows"]:
        raise Damaged("The restored tables do not have the rows that were kept.")
    return f"restored: {len(listed['files'])} files, {sum(listed['rows'].values())} rows, compared"


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        return [row[0] for row in cursor.fetchall()]


def _row_counts() -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'select count(*) from "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts


def _url() -> str:
    return os.environ["DATABASE_URL"]


def _run(program: str, *words: str) -> None:
    folder = next((place for place in candidates() if (place / program).exists()), None)
    if folder is None:
        raise Damaged(f"{program} is not on this machine.")
    done = subprocess.run([str(folder / program), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Damaged(f"{program}: {done.stderr.strip()}")
