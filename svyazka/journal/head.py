"""The head of the journal kept outside of the database: a signed file in the installation's home.

The table alone cannot tell that its tail was cut, that it was emptied, or that every entry was sealed anew: what is left
is a chain without a fault. Two witnesses stand beside it. The row `journal_head` is moved by the database with each
entry; the file `journal.head` holds the head of a moment when the journal was whole, signed with the installation's
secret key, and every later journal must still contain it.

What remains possible: whoever rules the database may change what was written since the file was last kept (each hour, by
`svyazka verify`, with each backup) if they move the row too; whoever also reads the secret key, or may take the file away,
may rewrite everything. A copy of the file on another machine, or a backup, is the remedy.
"""

import hmac
import json
import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

from svyazka.journal.models import Entry, Head


def place() -> Path:
    """Return where the signed head lies."""
    return Path(settings.HOME) / "journal.head"


def keep() -> dict | None:
    """Write the head down outside of the database, durably; return it. Call it only while the journal is whole."""
    head = Head.objects.first()
    if head is None:
        return None
    told = {"seq": head.seq, "hash": head.hash, "entries": head.entries}
    _write_synced(place(), json.dumps({**told, "seal": _seal(told)}, sort_keys=True))
    return told


def _seal(told: dict) -> str:
    return _signed("head", json.dumps(told, sort_keys=True, separators=(",", ":")))


def _signed(use: str, text: str) -> str:
    key = sha256(f"svyazka.journal.{use}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text.encode(), sha256).hexdigest()


def told_of(entry: Entry) -> str:
    """Return by what readers see that an entry is still the one they saw: its hash signed, not the hash itself.

    From the hash of any later entry whoever reads all rows would find by trial who wrote one that is told without its author.
    """
    return _signed("told", entry.hash)


def _write_synced(target: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.rename(temporary, target)


def differences() -> list[str]:
    """List in what the table differs from its two witnesses: the row and the signed file (none yet is no difference)."""
    return [*_from_the_row(), *_from_the_file()]


BOTH = """
    select last.seq, last.hash, (select count(*) from journal_entry), head.seq, head.hash, head.entries
    from (select 1) one
    left join (select seq, hash from journal_entry order by seq desc limit 1) last on true
    left join journal_head head on true
"""  # in one statement, so that an entry written meanwhile is in both or in neither


def _from_the_row() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(BOTH)
        seq, digest, count, *head = cursor.fetchone()
    if [seq, digest, count] == head or (count == 0 and head == [None, None, None]):
        return []
    return [f"the journal has {count} entries, its head says {head[2] or 0}: entries are gone or were put in"]


def _from_the_file() -> list[str]:
    if not place().exists():
        return []
    try:
        told = json.loads(place().read_text("utf-8"))
        seal = told.pop("seal")
    except (ValueError, KeyError, AttributeError):
        return [f"{place()} is not a head of a journal"]
    if not hmac.compare_digest(seal, _seal(told)):
        return [f"{place()} is not signed by this installation"]
    up_to = Entry.objects.filter(seq__lte=told["seq"])
    found = up_to.filter(seq=told["seq"]).values_list("hash", flat=True).first()
    if found is None or up_to.count() != told["entries"]:
        return [f"the journal ended at entry {told['seq']} when its head was kept; now {up_to.count()} of {told['entries']} are there"]
    return [] if found == told["hash"] else [f"entry {told['seq']} is not the one whose head was kept: the journal was sealed anew"]
