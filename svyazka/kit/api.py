"""What every room's API shares: shapes of money and hours, lists by cursor, problems by RFC 9457."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from functools import wraps
from http import HTTPStatus
from inspect import signature
from typing import Annotated, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.parser import Parser
from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.fields import PLAIN
from svyazka.kit.mail import clean
from svyazka.kit.money import MOST_KOPECKS
from svyazka.kit.workclock import WorkClock, shown_clock

LIMIT, MOST = 50, 200
PROBLEM = "application/problem+json"


def staff_only(request):
    """Return whoever asks if they are of the agency; for anybody else there is nothing here."""
    if request.user.kind != "staff":
        raise Http404
    return request.user


class In(Schema):
    """A body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    def __init_subclass__(cls, **kwargs):
        """Name the body in OpenAPI by its room and noun: two rooms may have a verdict each."""
        super().__init_subclass__(**kwargs)
        parts = [part.title().replace("_", "") for part in cls.__module__.split(".")[1:] if part != "api"]
        cls.__qualname__ = "".join(part for part in dict.fromkeys(parts) if not cls.__name__.startswith(part)) + cls.__name__


class Money(In):
    """Whole kopecks with their currency."""

    kopecks: int = Field(strict=True, gt=-MOST_KOPECKS, lt=MOST_KOPECKS)
    currency: str = Field("RUB", pattern="^RUB$")


def money(kopecks: int | None) -> dict | None:
    """Return the amount as the API says it."""
    return None if kopecks is None else {"kopecks": kopecks, "currency": "RUB"}


def plain(hours: Decimal | None) -> str | None:
    """Return hours as a decimal string without trailing zeros."""
    if hours is None:
        return None
    text = format(hours, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def digits_only(value):
    """Refuse a number written with an exponent, which nobody means in hours and per cents."""
    if isinstance(value, str) and not PLAIN.fullmatch(value.strip()):
        raise PydanticCustomError("decimal_parsing", "This is a number.")
    return value


Hours = Annotated[Decimal, BeforeValidator(digits_only), Field(ge=0, le=100000, max_digits=8, decimal_places=2),
                  PlainSerializer(plain, return_type=str, when_used="json")]  # fmt: skip
Lag = Annotated[Decimal, BeforeValidator(digits_only), Field(ge=-10_000, le=10_000, max_digits=7, decimal_places=2)]  # hours, to and fro
Percent = Annotated[Decimal, BeforeValidator(digits_only), Field(ge=0, le=100, max_digits=5, decimal_places=2)]
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]  # what a row is found by
Number = Annotated[int, Field(ge=0, le=1_000_000)]  # days, rounds, heads: whatever is counted
Text = Annotated[str, StringConstraints(min_length=1, max_length=20000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Note = Annotated[str, StringConstraints(max_length=1000)]  # a reason or a remark, which may be left out


def upto(length: int, *, least: int = 0):
    """Return the type of a text that its column keeps whole."""
    return Annotated[str, StringConstraints(min_length=least, max_length=length)]


def kept(model, name: str, *, least: int = 0):
    """Return the type of a text as long as this column of the model keeps."""
    return upto(model._meta.get_field(name).max_length, least=least)


class Reading(Parser):
    """Reads bodies and queries so that whatever text they hold can be kept: no NUL, no half of a surrogate pair."""

    def parse_body(self, request):
        return keepable(super().parse_body(request))

    def parse_querydict(self, data, list_fields, request):
        return keepable(super().parse_querydict(data, list_fields, request))


def keepable(value):
    """Return the value with every text in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [keepable(one) for one in value]
    return {clean(name): keepable(one) for name, one in value.items()} if isinstance(value, dict) else value


def overwrites_nobody(view: Callable) -> Callable:
    """Mark a call that writes anew only what is the caller's own: it is taken though no version of the thing is named."""
    view.overwrites_nobody = True  # type: ignore[attr-defined]
    return view


class Out(Schema):
    """An answer of whatever fields the room tells; named rooms' answers extend it."""

    model_config = ConfigDict(extra="allow")


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


def papers_at(router, path: str):
    """Mark a function(request, …, form) as the answer to …/pdf and …/docx: one paper in both its forms."""

    def mark(function):
        for form in ("pdf", "docx"):
            router.get(f"{path}/{form}", operation_id=f"{function.__module__.split('.')[1]}_{function.__name__}_{form}")(_in_form(function, form))
        return function

    return mark


def _in_form(function: Callable, form: str) -> Callable:
    @wraps(function)
    def call(request, *args, **kwargs):
        return function(request, *args, form=form, **kwargs)

    told = signature(function)
    call.__signature__ = told.replace(parameters=[one for one in told.parameters.values() if one.name != "form"])  # type: ignore[attr-defined]
    return call


def problem(status: int, title: str, *, reasons=(), duty: str = "", held_by=(), **more) -> HttpResponse:
    """Answer with a problem document (RFC 9457)."""
    body = {
        "type": "about:blank",
        "title": str(title),
        "status": status,
        "reasons": [str(reason) for reason in reasons],
        "duty": duty or None,
        "held_by": list(held_by),
        **more,
    }
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)


def title(status: int) -> str:
    """Return what a refusal with this status is called, in the reader's language."""
    titles = {
        400: _("This cannot be read"), 401: _("Who are you?"), 403: _("Not your duty"), 404: _("Not found"), 405: _("This is not done here"),
        409: _("This was not done"), 410: _("Gone"), 412: _("Changed meanwhile"), 413: _("Too big"), 422: _("Malformed"),
        428: _("Which version have you seen?"), 429: _("Too often"), 500: _("Something broke on our side"),
    }  # fmt: skip
    return titles.get(status) or HTTPStatus(status).phrase


def refusal(error: Refused) -> HttpResponse:
    """Tell a refusal as a problem document."""
    links = {"links": [{"title": name, "href": href} for name, href in error.links]} if error.links else {}
    response = problem(error.status, title(error.status), reasons=error.reasons, duty=error.duty, held_by=error.held_by, **links)
    if error.status == 429:
        response["Retry-After"] = "60"
    return response


def clock_told(clock: WorkClock, at: datetime, levels: Iterable[int] = ()) -> dict:
    """Tell how a clock of working time stands, and when it reaches these levels."""
    seen = shown_clock(clock, at)
    return {
        "norm_minutes": clock.minutes, "used_seconds": int(seen.used.total_seconds()), "left_seconds": int(seen.left.total_seconds()),
        "used_percent": seen.share, "due_at": seen.due_at, "done_at": seen.done_at, "paused": seen.is_paused, "opens_at": seen.opens_at,
        **({"levels_at": {str(level): clock.reaches(level) for level in levels}} if levels else {}),
    }  # fmt: skip


def told(moment: datetime | None) -> str | None:
    """Return the moment as RFC 3339."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
