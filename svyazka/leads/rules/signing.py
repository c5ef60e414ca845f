"""Who may send by a key: a signature over the moment and the body, or the key's secret in the address."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel

MOST_PER_MINUTE = 10_000
TOLERANCE = timedelta(minutes=5)


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a body sent at that moment: HMAC-SHA256 over the timestamp, a dot and the body."""
    told = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={told.hexdigest()}"


def reasons_unsigned(secret: str, body: bytes, *, timestamp: str, signature: str, at: datetime) -> list:
    """List what is wrong with the signature; empty when it is right. Takes the same time however wrong it is."""
    if not timestamp or not signature:
        return [_("Sign the call: X-Svyazka-Timestamp and X-Svyazka-Signature are needed.")]
    if not hmac.compare_digest(signature_of(secret, timestamp, body).encode(), signature.strip().encode("utf-8", "replace")):
        return [_("The signature does not fit the body.")]
    if not _is_now(timestamp, at):
        return [_("The signature is older than five minutes, or the sender's clock is wrong.")]
    return []


def reasons_wrong_token(secret: str, token: str, *, allowed: bool) -> list:
    """List why the secret in the address does not let in; empty when it does."""
    if not allowed:
        return [_("This key wants a signature: a secret in the address is not taken.")]
    right = hmac.compare_digest(secret.encode(), token.encode("utf-8", "replace"))
    return [] if right else [_("The secret in the address is wrong.")]


def _is_now(timestamp: str, at: datetime) -> bool:
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        return False
    return abs(int(timestamp) - at.timestamp()) <= TOLERANCE.total_seconds()


def reasons_not_to_issue(*, name: str, channel: str, per_minute: int) -> list:
    """List what is wrong with a new key; empty when it can be issued."""
    reasons = [] if name else [_("Give the key a name: whose program is it?")]
    if channel not in Channel.values:
        reasons.append(_("There is no such channel: %(channel)s.") % {"channel": channel})
    if not 1 <= per_minute <= MOST_PER_MINUTE:
        reasons.append(_("A key takes from 1 to %(most)s calls a minute.") % {"most": MOST_PER_MINUTE})
    return reasons
