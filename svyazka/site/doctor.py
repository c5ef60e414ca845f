"""Tells the truth about an installation: what could lose data is never called ready."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from svyazka.kit.post import count_waiting

DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_checksums": "on"}
EXTENSIONS = {"btree_gist", "pg_trgm", "unaccent"}


@dataclass(frozen=True)
class Finding:
    """One thing examined."""

    what: str
    found: str
    well: bool


def examine() -> list[Finding]:
    """Examine the database, its durable settings, the tables, the files and the build."""
    return [*_database(), *_tables(), *_places(), *_mail(), *_build()]


def _database() -> list[Finding]:
    version = connection.cursor().connection.info.server_version
    findings = [Finding("PostgreSQL", f"{version // 10000}.{version % 10000}", version >= 150000)]
    for name, wanted in DURABLE.items():
        found = _one(f"show {name}")
        findings.append(Finding(name, found, found == wanted))
    missing = EXTENSIONS - {row[0] for row in _rows("select extname from pg_extension")}
    return [*findings, Finding("extensions", "all there" if not missing else f"missing {sorted(missing)}", not missing)]


def _one(sql: str) -> str:
    return _rows(sql)[0][0]


def _rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _tables() -> list[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [Finding("tables", "up to date" if not waiting else f"{len(waiting)} migrations wait", not waiting)]


def _mail() -> list[Finding]:
    waiting, given_up = count_waiting()
    found = settings.EMAIL_HOST or "no server is set (SVYAZKA_SMTP_HOST)"
    told = f"{found}; {waiting} letters wait, {given_up} given up"
    return [Finding("mail", told, not given_up and (settings.MAIL_READY or not waiting or settings.DEMO))]


def _places() -> list[Finding]:
    home = Path(settings.HOME)
    private = home.exists() and home.stat().st_mode & 0o077 == 0
    secret = settings.SECRET_KEY != "not-for-use-outside-of-tests"
    files = Path(settings.FILES_DIR)
    files.mkdir(parents=True, exist_ok=True, mode=0o700)
    return [
        Finding("home", f"{home}{'' if private else ' is open to others'}", private),
        Finding("secret key", "its own" if secret else "the one of the tests", secret),
        Finding("files", str(files), os.access(files, os.W_OK)),
    ]


def _build() -> list[Finding]:
    dist = Path(__file__).parent / "static/dist"
    catalogues = list(Path(__file__).parents[1].glob("*/locale/ru/LC_MESSAGES/django.po"))
    compiled = [place for place in catalogues if place.with_suffix(".mo").exists()]
    return [
        Finding("front end", "built" if dist.exists() else "not built", dist.exists()),
        Finding("translations", f"{len(compiled)} of {len(catalogues)} compiled", len(compiled) == len(catalogues)),
        Finding("Python", sys.version.split()[0], sys.version_info >= (3, 11)),
    ]
