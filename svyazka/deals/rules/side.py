"""What kind of side stands in a paper: a company, a sole proprietor, a person, or a company abroad; each has requisites of its own."""

import re

from svyazka.clients.rules import ClientKind
from svyazka.kit.requisites import is_sole

PROPRIETOR = re.compile(r"(ип|индивидуальный предприниматель)\b", re.I)
CYRILLIC = re.compile("[а-яё]", re.I)


def natural(side) -> bool:
    """Tell whether the side is a person who does no business: a client of that kind, without an OGRNIP."""
    named = side.full_name or side.name
    return getattr(side, "kind", "") == ClientKind.PERSON and not side.ogrn and not PROPRIETOR.match(named)


def sole(side) -> bool:
    """Tell whether the side is a sole proprietor."""
    return is_sole(inn=side.inn, ogrn=side.ogrn) and not natural(side)


def foreign(side) -> bool:
    """Tell whether the side is a company abroad: no Russian numbers, and a name in other letters."""
    return not (side.inn or side.ogrn or CYRILLIC.search(side.full_name or side.name))
