"""A lead said in one line: «лид Ромашка, сайт, +7 912 345-67-89, #поиск»."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from svyazka.kit.regions import region_named
from svyazka.leads.rules.touch import as_code

SAID = re.compile(r"^\s*(?:лид|lead|kbl|дуфв)(?:[\s:,]+(?P<rest>.*))?$", re.IGNORECASE | re.DOTALL)
EMAIL = re.compile(r"[^\s,;<>@]+@[^\s,;<>@]+\.[^\s,;<>@]+")
PHONE = re.compile(r"(?<![\w+])(?:\+\d|8|7)[\d\s().-]{8,18}\d(?!\w)")
BEFORE = re.compile(r"^(по|из|от|с|через|from|by)\s+", re.IGNORECASE)
SHORTEST, ENDS_FROM = 4, 8  # letters of a word that tells a source; of one whose ending may be another
HASH = re.compile(r"#([\w-]+)")


@dataclass(frozen=True)
class Quick:
    """What one line says of a lead; a part that is not said is empty."""

    company: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""
    region: str = ""
    named: str = ""
    code: str = ""

    @property
    def told(self) -> dict[str, str]:
        """Return the said parts by the names of the form's fields."""
        parts = {name: getattr(self, name) for name in ("company", "title", "phone", "email", "region", "code")}
        return {name: value for name, value in parts.items() if value}


def quick_in(text: str) -> Quick | None:
    """Read one line that begins with «лид» or “lead”, typed in either layout; None if it begins otherwise.

    The first part that is neither a phone, nor an e-mail, nor a #source, nor a code is the company, the rest what is needed;
    a single part is what is needed. A city or a region after the first part is where they are.
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
    where = next((part for part in parts[1:] if region_named(part)), "")
    parts = [part for part in parts if part != where]
    company, needs = (parts[0], parts[1:]) if len(parts) > 1 else ("", parts)
    return Quick(company=company[:300], title=", ".join(needs)[:200], phone=phone.strip(), email=email, region=region_named(where), named=named, code=code)


def _first(pattern: re.Pattern, text: str) -> str:
    found = pattern.search(text)
    return found[found.lastindex or 0] if found else ""


def source_named(word: str, sources: Iterable[tuple[str, str]], *, anywhere: bool = True) -> str:
    """Return the code of the source whose code or name the word begins, of (code, name), or a later word of the name if
    `anywhere`; nothing if none or several do."""
    word = word.lower().replace("-", " ")
    before = " " if anywhere else "^"
    fitting = {code for code, name in sources if word and (code.startswith(word) or f"{before}{word}" in f"{before}{name.lower()}")}
    return fitting.pop() if len(fitting) == 1 else ""


def with_source(said: Quick, sources: Iterable[tuple[str, str]]) -> tuple[Quick, str]:
    """Return what is said and the code of the source: of the #word, else of a part that tells a source, taken out of the need."""
    sources, needs = list(sources), said.title.split(", ")
    told = [(part, source_named(_stem(part), sources, anywhere=False)) for part in (needs if len(needs) > 1 else ()) if len(part) >= SHORTEST]
    part, code = next(((part, code) for part, code in told if code), ("", ""))
    if said.named or not code:
        return said, source_named(said.named, sources)
    return replace(said, title=", ".join(one for one in needs if one != part)), code


def _stem(part: str) -> str:
    """Return the word without the preposition before it and the ending that cases change: «по рекомендации» → рекомендац."""
    word = BEFORE.sub("", part.lower())
    return word[:-2] if len(word) > ENDS_FROM else word
