"""A specification as it is read: clauses under their headings, each with the number people call it by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Part:
    """One section: its number, heading and hint, and the clauses under it, each with its number ("4.2")."""

    number: int
    heading: str
    hint: str = ""
    mark: str = ""
    clauses: list[tuple[str, Any]] = field(default_factory=list)


def arranged(sections: Sequence[tuple[str, str, str]], clauses: Iterable) -> list[Part]:
    """Put clauses (in their order, each with `section`) under the sections (heading, hint, mark) of the template.

    Sections that no template knows follow in the order in which they are met, clauses without one stand last. A document
    without any section is one part with the number 0, its clauses are numbered 1, 2, 3.
    """
    parts = {heading: Part(0, heading, hint, mark) for heading, hint, mark in sections}
    loose = Part(0, "")
    for clause in clauses:
        part = parts.setdefault(clause.section, Part(0, clause.section)) if clause.section else loose
        part.clauses.append(("", clause))
    found = [*parts.values(), *([loose] if loose.clauses or not parts else [])]
    for number, part in enumerate(found, start=1):
        part.number = number if parts else 0
        start = f"{part.number}." if part.number else ""
        part.clauses = [(f"{start}{n}", clause) for n, (_number, clause) in enumerate(part.clauses, start=1)]
    return found


def numbers(parts: Iterable[Part]) -> dict[int, str]:
    """Return the number of each clause by its key."""
    return {clause.key: number for part in parts for number, clause in part.clauses}


def moved(parts: Sequence[Part], key: int, to: str, section: str = "") -> list[int]:
    """Return the keys in their order once the clause has gone `up` or `down` by one, or `into` the end of a section.

    From the first place of a section it goes up to the end of the one before, from the last place down to the beginning
    of the one after; the section of the clause is then the other's: see `section_after`.
    """
    rows = [(part.heading, [clause.key for _number, clause in part.clauses if to != "into" or clause.key != key]) for part in parts]
    if to == "into":
        if all(heading != section for heading, _keys in rows):
            rows.append((section, []))
        return [one for heading, keys in rows for one in (*keys, *([key] if heading == section else []))]
    at, place = next((n, keys.index(key)) for n, (_heading, keys) in enumerate(rows) if key in keys)
    keys = rows[at][1]
    step = -1 if to == "up" else 1
    if 0 <= place + step < len(keys):
        keys[place], keys[place + step] = keys[place + step], keys[place]
    elif 0 <= at + step < len(rows):
        keys.remove(key)
        other = rows[at + step][1]
        other.insert(len(other) if to == "up" else 0, key)
    return [one for _heading, keys in rows for one in keys]


def section_after(parts: Sequence[Part], key: int, to: str) -> str:
    """Return under which heading the clause stands once it has gone up or down by one."""
    at = next(n for n, part in enumerate(parts) if any(clause.key == key for _number, clause in part.clauses))
    keys = [clause.key for _number, clause in parts[at].clauses]
    edge = keys[0] if to == "up" else keys[-1]
    beside = at + (-1 if to == "up" else 1)
    return parts[beside].heading if key == edge and 0 <= beside < len(parts) else parts[at].heading
