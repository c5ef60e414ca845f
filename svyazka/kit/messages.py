"""The translations: each room has its own catalogue; every visible word is in it, in Russian.

    python -m svyazka.kit.messages update|compile|check [ROOM …]
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOMS = Path(__file__).parents[1]
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_now": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
METHODS = [("**/tests/**", "ignore"), ("**/migrations/**", "ignore"), ("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trimmed": "false", "newstyle_gettext": "true", "silent": "false"}}
HEADER = "# Русский перевод комнаты «{room}».\n"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def rooms() -> list[str]:
    """List the rooms that have anything to say."""
    return sorted(place.parent.name for place in ROOMS.glob("*/apps.py"))


def place_of(room: str) -> Path:
    return ROOMS / room / "locale/ru/LC_MESSAGES/django.po"


def extracted(room: str) -> Catalog:
    """Return the words that the room's code and pages say."""
    found = Catalog(locale="ru", project="svyazka")
    for name, _line, message, comments, context in extract_from_dir(str(ROOMS / room), METHODS, OPTIONS, keywords=KEYWORDS):
        found.add(message, None, [(f"svyazka/{room}/{name}", 0)], auto_comments=comments, context=context)
    return found


def kept(room: str) -> Catalog:
    """Return the room's catalogue as it stands."""
    place = place_of(room)
    return read_po(BytesIO(place.read_bytes()), locale="ru") if place.exists() else Catalog(locale="ru")


def update(room: str) -> None:
    """Bring the room's catalogue up to what the room says, keeping every translation."""
    words, catalogue = extracted(room), kept(room)
    catalogue.update(words, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if not len(catalogue):
        return
    write(room, catalogue)


def write(room: str, catalogue: Catalog) -> None:
    """Write the room's catalogue calmly: sorted, without dates, places and unused words."""
    catalogue.header_comment, catalogue.fuzzy = HEADER.format(room=room), False
    out = BytesIO()
    write_po(out, catalogue, width=0, no_location=True, omit_header=False, sort_output=True, ignore_obsolete=True)
    kept_lines = [line for line in out.getvalue().decode().splitlines() if not re.match(r'"(POT|PO|Generated|Last|Report|Project)', line)]
    place_of(room).parent.mkdir(parents=True, exist_ok=True)
    place_of(room).write_text("\n".join(kept_lines).rstrip() + "\n", "utf-8")


def compile_room(room: str) -> None:
    """Write the form that is read at run time."""
    if place_of(room).exists():
        with place_of(room).with_suffix(".mo").open("wb") as file:
            write_mo(file, kept(room))


def faults(names: list[str]) -> Iterator[str]:
    """Yield a sentence for every word untranslated, gone, wrongly filled, or said differently in two rooms."""
    said: dict[tuple, tuple[str, str]] = {}
    for room in names:
        words, catalogue = extracted(room), kept(room)
        for message in words:
            if message.id:
                yield from _faults_of(room, message, catalogue.get(message.id, message.context), said)
        for message in catalogue:
            if message.id and words.get(message.id, message.context) is None:
                yield f"{room}: no longer said: {message.id!r}"


def _faults_of(room: str, message, found, said: dict) -> Iterator[str]:
    strings = (found.string if isinstance(found.string, tuple | list) else (found.string,)) if found else ()
    if not strings or not all(strings) or found.fuzzy:
        yield f"{room}: untranslated: {message.id!r}"
        return
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    wanted = {name for match in PLACEHOLDER.findall(ids[-1]) for name in match if name}
    for string in strings:
        if {name for match in PLACEHOLDER.findall(string) for name in match if name} != wanted:
            yield f"{room}: other placeholders: {message.id!r}"
    key = (message.context, tuple(ids))
    before = said.setdefault(key, (room, tuple(strings)))
    if before[1] != tuple(strings):
        yield f"{room} and {before[0]} translate {message.id!r} differently"


def main(words: list[str]) -> int:
    """Run one command over the named rooms, or all of them."""
    act, names = words[0], words[1:] or rooms()
    if act == "check":
        found = list(faults(names))
        print("\n".join(found) or "every word is translated")
        return 1 if found else 0
    for room in names:
        {"update": update, "compile": compile_room}[act](room)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
