"""A body of bytes as fields with their paths: JSON in any Unicode, forms in any Russian charset, parts of a form."""

import email
import json
import re
from email.policy import compat32
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from svyazka.kit.errors import Refused
from svyazka.kit.mail import clean, decoded

Pairs = list[tuple[str, str]]
MOST_FIELDS, DEEPEST, LONGEST = 1000, 40, 20_000


def fields_of(raw: bytes, content_type: str) -> tuple[Pairs, object]:
    """Return the fields of the body as (path, value), and its JSON if it is one. Raises Refused when it is neither."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return _parts(raw, content_type), None
    if kind == "application/x-www-form-urlencoded":
        return _pairs(raw), None
    if "json" in kind or raw.lstrip(b"\xef\xbb\xbf \t\r\n\x00\xff\xfe")[:1] in (b"{", b"["):
        told = _json(raw)
        return _flat(told), told
    if kind in ("", "text/plain") and re.match(rb"[\w.\[\]%+-]{1,80}=", raw):
        return _pairs(raw), None
    raise Refused(_("This is neither JSON nor a form."))


def _json(raw: bytes):
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        raise Refused(_("This is no JSON.")) from None
    if isinstance(told, list) and len(told) == 1:
        told = told[0]
    if not isinstance(told, dict):
        raise Refused(_("One request is one JSON object with fields."))
    return told


def _flat(told: dict) -> Pairs:
    """List every value with the path to it: `contact[phone]`, `items[0][name]`."""
    found: Pairs = []
    waiting: list[tuple[str, object, int]] = [("", told, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
        if rows is None:
            found.append((clean(path), "" if value is None else clean(str(value))[:LONGEST]))
        elif depth < DEEPEST:
            inner = [(f"{path}[{name}]" if path else str(name), one, depth + 1) for name, one in rows]
            waiting += reversed(inner)
        if len(found) > MOST_FIELDS:
            raise Refused(_("There are more than %(most)s fields in it.") % {"most": MOST_FIELDS})
    return found


def _pairs(raw: bytes) -> Pairs:
    try:
        rows = parse_qsl(raw.decode("latin-1"), keep_blank_values=True, encoding="latin-1", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(_("There are more than %(most)s fields in it.") % {"most": MOST_FIELDS}) from None
    return [(_text(name.encode("latin-1")), _text(value.encode("latin-1"))) for name, value in rows]


def _text(raw: bytes) -> str:
    return clean(decoded(raw))[:LONGEST]


def _parts(raw: bytes, content_type: str) -> Pairs:
    """List the fields of a form sent in parts; of a file only its name."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("utf-8", "replace")
    message = email.message_from_bytes(head + raw, policy=compat32)
    found: Pairs = []
    for part in message.get_payload() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        value = part.get_filename() or _text(part.get_payload(decode=True) or b"")
        if isinstance(name, str) and len(found) < MOST_FIELDS:
            found.append((_text(name.encode("utf-8", "surrogateescape")), clean(str(value))))
    if not found:
        raise Refused(_("This is neither JSON nor a form."))
    return found
