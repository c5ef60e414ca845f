"""What is chosen about a file, and one row of it in our own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from svyazka.leads.rules.bringing.words import Outcome


@dataclass(frozen=True)
class Choices:
    """What a person has chosen about a file: the preset, columns by field, stages and sources by the file's words."""

    preset: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()  # the file's word -> the code of ours
    source: str = ""  # the code of the source of every row that names none

    @classmethod
    def of(cls, told: Mapping) -> "Choices":
        """Return the choices kept as JSON."""
        pairs = {name: tuple(sorted((told.get(name) or {}).items())) for name in ("columns", "stages", "sources")}
        return cls(preset=told.get("preset", ""), source=told.get("source", ""), **pairs)


@dataclass(frozen=True)
class Brought:
    """One row in our words; `wrong` lists (heading, reason), `remarks` what was read otherwise than it stands."""

    number: int
    kind: str
    key: str
    title: str = ""
    words: str = ""
    company: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    position: str = ""
    region: str = ""
    source: str = ""
    channel: str = "form"
    stage: str = ""
    outcome: str = Outcome.NEW
    received_at: datetime | None = None
    closed_at: datetime | None = None
    reason: str = ""
    value_kopecks: int = 0
    owner: str = ""
    note: str = ""
    touch: Mapping[str, str] | None = None
    wrong: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
