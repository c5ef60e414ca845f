"""Small writes on sources that others borrow."""

from svyazka.sources.models import Source
from svyazka.sources.rules import SHIPPED, SourceKind


def ship_sources() -> dict[str, Source]:
    """Write down the usual sources, once; return them by code."""
    return {
        code: Source.objects.get_or_create(code=code, defaults={"name": name, "kind": code})[0] for code, name in SHIPPED
    }


def make_source(name: str, *, code: str) -> Source:
    """Write down a source under this code, or the first of `code-2`, `code-3` … that is free."""
    taken = set(Source.objects.filter(code__startswith=code[:36]).values_list("code", flat=True))
    free = next(one for one in (code, *(f"{code[:36]}-{n}" for n in range(2, 1000))) if one not in taken)
    return Source.objects.create(code=free, name=name[:200], kind=SourceKind.OTHER)
