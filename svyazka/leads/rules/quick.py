"""A lead said in one line: «лид Ромашка, сайт, +7 912 345-67-89, #поиск»."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from svyazka.leads.rules.touch import as_code

SAID = re.compile(r"^\s*(?:лид|lead|kbl|дуфв)(?:[\s:,]+(?P<rest>.*))?$", re.IGNORECASE | re.DOTALL)
EMAIL = re.compile(r"[^\s,;<>@]+@[^\s,;<>@]+\.[^\s,;<>@]+")
PHONE = re.compile(r"(?<![\w+])(?:\+\d|8|7)[\d\s().-]{8,18}\d(?!\w)")
HASH = re.compile(r"#([\w-]+)")


@dataclass(frozen=True)
class Quick:
    """What one line says of a lead; a part that is not said is empty."""

    company: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""
    named: str = ""
    code: str = ""

    @property
    def told(self) -> dict[str, str]:
        """Return the said parts by the names of the form's fields."""
        parts = {name: getattr(self, name) for name in ("company", "title", "phone", "email", "code")}
        return {name: value for name, value in parts.items() if value}


def quick_in(text: str) -> Quick | None:
    """Read one line that begins with «лид» or “lead”, typed in either layout; None if it begins otherwise.

    The first part that is neither a phone, nor an e-mail, nor a #source, nor a code is the company, the rest what is needed;
    a single part is what is needed.
    """
    said = SAID.match(text)
    if said is None:
        return None
    rest = said["rest"] or ""
    email, phone, named = (_first(pattern, rest) for pattern in (EMAIL, PHONE, HASH))
    for found in (email, phone, named and f"#{named}"):
        rest = rest.replace(found, ",", 1) if found else rest
    parts = [part for part in (" ".join(one.split()) for one in rest.split(",")) if part]
    code = next((as_code(part) for part in parts if as_code(part)), "") or as_code(named)
    parts = [part for part in parts if not as_code(part)]
    company, needs = (parts[0], parts[1:]) if len(parts) > 1 else ("", parts)
    return Quick(company=company[:300], title=", ".join(needs)[:200], phone=phone.strip(), email=email, named=named, code=code)


def _first(pattern: re.Pattern, text: str) -> str:
    found = pattern.search(text)
    return found[found.lastindex or 0] if found else ""


def source_named(word: str, sources: Iterable[tuple[str, str]]) -> str:
    """Return the code of the source that the word begins, of (code, name); nothing if none or several do."""
    word = word.lower().replace("-", " ")
    fitting = {code for code, name in sources if word and (code.startswith(word) or name.lower().startswith(word))}
    return fitting.pop() if len(fitting) == 1 else ""
