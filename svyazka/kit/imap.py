"""Mailboxes that are read over IMAP: where each is stands in the environment, nothing on the server is changed unless asked."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

FAULTS = (imaplib.IMAP4.error, ImapToolsError, OSError, ValueError)
TIMEOUT_SECONDS = 30
MOST_BYTES = 40 * 2**20  # of one letter; a longer one is cut here, and its end stays on the server
PORTS = {"imaps": 993, "imap": 143}


@dataclass(frozen=True)
class Address:
    """Where a mailbox is: `imaps://user:password@host:993/INBOX?source=search&since=2026-11-01&mark=1`.

    `imap://` is taken on loopback, or with `starttls=1`. `mark` marks what was taken as seen on the server.
    """

    user: str
    password: str = field(repr=False)
    host: str
    port: int
    folder: str
    tls: bool
    starttls: bool = False
    source: str = ""
    since: date | None = None
    mark: bool = False

    @property
    def name(self) -> str:
        port = "" if self.port in PORTS.values() else f":{self.port}"
        return f"{self.user} · {self.host}{port}/{self.folder}"


@dataclass(frozen=True)
class Fetched:
    """A letter as it lies on the server, and when it came there."""

    uid: int
    raw: bytes
    came_at: datetime | None


def addresses() -> list[Address]:
    """Return the mailboxes that the environment names; what cannot be read there is told by `wrong_addresses`."""
    return [found for url in settings.MAILBOXES if isinstance(found := _address_or_reason(url), Address)]


def wrong_addresses() -> list[str]:
    """Return what is wrong with the mailboxes that the environment names, without their secrets."""
    return [found for url in settings.MAILBOXES if isinstance(found := _address_or_reason(url), str)]


def _address_or_reason(url: str) -> Address | str:
    try:
        return address_of(url)
    except ValueError as wrong:
        return str(wrong)


def address_of(url: str) -> Address:
    """Read the address of a mailbox. Raises ValueError with what is wrong with it, the password left out."""
    told = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(told.query).items()}
    if told.scheme not in PORTS or not told.hostname or not told.username:
        raise ValueError(_("A mailbox is written so: imaps://name:password@host/INBOX."))
    if told.scheme == "imap" and asked.get("starttls") != "1" and not _is_loopback(told.hostname):
        raise ValueError(_("The password would travel openly to %(host)s: write imaps://, or add starttls=1.") % {"host": told.hostname})
    return Address(
        user=unquote(told.username), password=unquote(told.password or ""), host=told.hostname, port=told.port or PORTS[told.scheme],
        folder=unquote(told.path.lstrip("/")) or "INBOX", tls=told.scheme == "imaps", starttls=asked.get("starttls") == "1",
        source=asked.get("source", ""), since=date.fromisoformat(asked["since"]) if "since" in asked else None, mark=asked.get("mark") == "1",
    )  # fmt: skip


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Box:
    """An open mailbox; `uidvalidity` tells whether its numbers still mean the same letters."""

    def __init__(self, address: Address, mailbox: BaseMailBox):
        self.address, self._mailbox = address, mailbox
        told = mailbox.client.response("UIDVALIDITY")[1]
        self.uidvalidity = int(told[0]) if told and told[0] else 0

    def letters(self, after_uid: int) -> Iterator[Fetched]:
        """Yield the letters with higher numbers, one at a time, the lowest number first."""
        since = f" SINCE {self.address.since:%d-%b-%Y}" if self.address.since else ""
        found = self._mailbox.uids(f"UID {after_uid + 1}:*{since}", charset=None)
        for uid in sorted(number for number in map(int, found) if number > after_uid):  # `n:*` names the last one even if it is lower
            fetched = self._fetched(uid)
            if fetched is not None:
                yield fetched
                if self.address.mark:
                    self._mailbox.flag(str(uid), "\\Seen", True)

    def _fetched(self, uid: int) -> Fetched | None:
        """Return the letter, or None when somebody has deleted it meanwhile."""
        status, answer = self._mailbox.client.uid("FETCH", str(uid), f"(INTERNALDATE BODY.PEEK[]<0.{MOST_BYTES}>)")
        if status != "OK":
            raise imaplib.IMAP4.error(f"letter {uid}: {status}")
        parts = [part for part in answer if isinstance(part, tuple)]
        if not parts:
            return None
        heads = b" ".join(part[0] if isinstance(part, tuple) else part for part in answer if part)
        return Fetched(uid, b"".join(part[1] for part in parts), _came_at(heads))


def _came_at(head: bytes) -> datetime | None:
    found = imaplib.Internaldate2tuple(head)
    if found is None:
        return None
    try:
        told = head.partition(b'INTERNALDATE "')[2].partition(b'"')[0].decode("ascii").replace("-", " ", 2)
        return parsedate_to_datetime(told.strip()).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


@contextmanager
def opened(address: Address) -> Iterator[Box]:
    """Open the mailbox; only to look, unless what was taken is to be marked. Raises one of FAULTS."""
    mailbox = _connected(address)
    try:
        mailbox.login_utf8(address.user, address.password, None) if _has_plain(mailbox) else mailbox.login(address.user, address.password, None)
        mailbox.folder.set(address.folder, readonly=not address.mark)
        yield Box(address, mailbox)
    finally:
        try:
            mailbox.client.logout()
        except FAULTS:
            mailbox.client.shutdown()


def _has_plain(mailbox: BaseMailBox) -> bool:
    return "AUTH=PLAIN" in mailbox.client.capabilities


def _connected(address: Address) -> BaseMailBox:
    safe = ssl.create_default_context()  # the libraries' own check nothing
    if address.tls:
        return MailBox(address.host, address.port, timeout=TIMEOUT_SECONDS, ssl_context=safe)
    if address.starttls:
        return MailBoxStartTls(address.host, address.port, timeout=TIMEOUT_SECONDS, ssl_context=safe)
    return MailBoxUnencrypted(address.host, address.port, timeout=TIMEOUT_SECONDS)


def reason_of(fault: Exception, address: Address) -> str:
    """Tell a fault of the mailbox so that a person can mend it; the password is never in it."""
    told = str(fault).replace(address.password, "…") if address.password else str(fault)
    if isinstance(fault, MailboxLoginError) or "AUTHENTICATIONFAILED" in told.upper() or "invalid credentials" in told.lower():
        return _("The server did not let us in: check the name and the password.")
    if isinstance(fault, MailboxFolderSelectError):
        return _("There is no folder %(folder)s in the mailbox.") % {"folder": address.folder}
    if isinstance(fault, ssl.SSLError):
        return _("The server's certificate was not accepted: %(fault)s.") % {"fault": told[:200]}
    if isinstance(fault, OSError):
        return _("The server does not answer: %(fault)s.") % {"fault": told[:200] or type(fault).__name__}
    return _("The server answered with an error: %(fault)s.") % {"fault": told[:200]}
