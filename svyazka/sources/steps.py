"""Small writes on sources that others borrow."""

from svyazka.sources.models import Source
from svyazka.sources.rules import SHIPPED


def ship_sources() -> dict[str, Source]:
    """Write down the usual sources, once; return them by code."""
    return {
        code: Source.objects.get_or_create(code=code, defaults={"name": name, "kind": code})[0] for code, name in SHIPPED
    }
