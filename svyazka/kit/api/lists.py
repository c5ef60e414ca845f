"""Lists by cursor."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from ninja import Schema

from svyazka.kit.errors import Malformed

LIMIT, MOST = 50, 200


class Page(Schema):
    """A part of a list; `next` is the cursor of the following part, or null."""

    items: list[Any]
    next: str | None


def narrowed(queryset, **wanted):
    """Keep the rows that are as wanted; what is not said narrows nothing."""
    return queryset.filter(**{name: value for name, value in wanted.items() if value is not None})


def listed(queryset, show: Callable[[Any], dict], *, cursor: str | None = None, limit: int = LIMIT) -> dict:
    """Return one part of the list, newest first, by keyset over the primary key."""
    limit = max(1, min(limit, MOST))
    if cursor:
        queryset = queryset.filter(pk__lt=_key_in(cursor))
    rows = list(queryset.order_by("-pk")[: limit + 1])
    more = rows[limit - 1].pk if len(rows) > limit else None
    return {"items": [show(row) for row in rows[:limit]], "next": _cursor_of(more)}


def _cursor_of(key: int | None) -> str | None:
    return None if key is None else base64.urlsafe_b64encode(str(key).encode()).decode().rstrip("=")


def _key_in(cursor: str) -> int:
    try:
        key = int(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise Malformed(_("cursor: this is not a cursor that a list has given.")) from None
    return max(0, min(key, 2**63 - 1))
