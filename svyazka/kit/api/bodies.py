"""What comes in: bodies that refuse unknown fields, texts that can be kept, and who may ask."""

from collections.abc import Callable
from typing import Annotated

from django.http import Http404
from ninja import Schema
from ninja.parser import Parser
from pydantic import ConfigDict, StringConstraints

from svyazka.kit.mail import clean


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
