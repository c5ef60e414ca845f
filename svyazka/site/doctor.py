"""Tells the truth about an installation: what could lose data is never called ready."""

import email.utils
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from svyazka.kit import imap
from svyazka.kit.post import count_waiting
from svyazka.leads.models import Mailbox
from svyazka.people.models import Agency
from svyazka.site.home import DEMO_MARK

DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_checksums": "on"}
EXTENSIONS = {"btree_gist", "pg_trgm", "unaccent"}


@dataclass(frozen=True)
class Finding:
    """One thing examined; a doubt is told and stops nothing."""

    what: str
    found: str
    well: bool
    doubt: bool = False

    @property
    def mark(self) -> str:
        return "BAD" if not self.well else "?? " if self.doubt else "ok "


def examine() -> list[Finding]:
    """Examine the database, its durable settings, the tables, the files and the build."""
    tables = _tables()
    mail = [*_mail(), *_mailboxes()] if all(finding.well for finding in tables) else []
    return [*_database(), *tables, *_places(), *mail, *_build()]


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
    if waiting:
        return [Finding("tables", f"{len(waiting)} migrations wait: svyazka migrate", False)]
    name = Agency.objects.values_list("name", flat=True).first()
    return [Finding("tables", "up to date", True), Finding("agency", name or "none yet: svyazka init", True, doubt=not name)]


def _mail() -> list[Finding]:
    waiting, given_up = count_waiting()
    demo = settings.DEMO or (Path(settings.HOME) / DEMO_MARK).exists()  # its letters are for nobody
    found = settings.EMAIL_HOST or "no server is set (SVYAZKA_SMTP_HOST)"
    told = f"{found}; {waiting} letters wait, {given_up} given up"
    return [Finding("mail", told, not given_up and (settings.MAIL_READY or not waiting or demo))]


def _mailboxes() -> list[Finding]:
    """Tell of each mailbox that is read: when it was looked into and what went wrong; its password is never told."""
    known = {mailbox.name: mailbox for mailbox in Mailbox.objects.all()}
    wrong = [Finding("mailbox", reason, False) for reason in imap.wrong_addresses()]
    return [*wrong, *(_mailbox(address.name, known.get(address.name)) for address in imap.addresses())]


def _mailbox(name: str, row: Mailbox | None) -> Finding:
    if row is None or row.checked_at is None:
        return Finding("mailbox", f"{name}: not looked into yet", True, doubt=True)
    if row.error:
        since = f"well until {row.well_at:%Y-%m-%d %H:%M} UTC" if row.well_at else "never well"
        return Finding("mailbox", f"{name}: {row.error} ({since})", True, doubt=True)
    return Finding("mailbox", f"{name}: {row.taken} letters taken, looked into {row.checked_at:%Y-%m-%d %H:%M} UTC", True)


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
        _python(),
    ]


def _python() -> Finding:
    """Name the interpreter, and what its later releases have mended of the libraries that read strangers' mail and files."""
    unmended = []
    if not getattr(email.utils, "supports_strict_parsing", False):
        unmended.append("addresses of letters (CVE-2023-27043)")
    if sys.version_info < (3, 11, 8) or (3, 12) <= sys.version_info < (3, 12, 2):
        unmended.append("zip files (CVE-2024-0450)")
    told = f"{sys.version.split()[0]} at {sys.executable}"
    if unmended:
        told += f"; a later {sys.version_info.major}.{sys.version_info.minor} has mended the reading of {' and of '.join(unmended)}"
    return Finding("Python", told, sys.version_info >= (3, 11), doubt=bool(unmended))
