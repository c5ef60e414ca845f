"""A file read to the end: by which preset it is understood, and each row of it in our own words or with what is wrong in it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from svyazka.kit.errors import Refused
from svyazka.leads.rules.bringing import presets
from svyazka.leads.rules.bringing.brought import Brought, Choices
from svyazka.leads.rules.bringing.presets import HAND, PRESETS, Preset
from svyazka.leads.rules.bringing.reader import Reader
from svyazka.leads.rules.bringing.record import Record
from svyazka.leads.rules.bringing.sheet import Sheet
from svyazka.leads.rules.bringing.table import read_sheets
from svyazka.leads.rules.bringing.words import plain

ENOUGH = {"title", "words", "company", "name", "phone", "email"}  # one of these tells what a row is about


@dataclass(frozen=True)
class Plan:
    """A file as it is understood: by which preset, its rows, and how many rows its tables hold."""

    preset: Preset
    rows: tuple[Brought, ...]
    sheets: tuple[Sheet, ...]

    @property
    def table_rows(self) -> int:
        """How many rows that are not empty the file holds."""
        return sum(len(sheet.rows) for sheet in self.sheets)

    @property
    def repeated(self) -> int:
        """How many rows tell more of what an earlier row with the same ID tells: they are read as one."""
        return self.table_rows - len(self.rows)

    @property
    def empty(self) -> int:
        """How many empty rows stand between the others; they are counted nowhere else."""
        return sum(sheet.empty for sheet in self.sheets)


def recognised(raw: bytes) -> tuple[Preset | None, tuple[Sheet, ...]]:
    """Return the preset that the headings tell, or None, and the tables. Raises Refused if the file cannot be read."""
    sheets = read_sheets(raw)
    return presets.preset_for(sheets[0].headings), sheets


def plan_of(raw: bytes, choices: Choices, *, zone: str) -> Plan:
    """Read the whole file. Raises Refused if it cannot be read, or nobody has said what its columns hold."""
    found, sheets = recognised(raw)
    if choices.preset == HAND or (choices.columns and not choices.preset):
        found = _by_hand(choices, sheets[0].headings)
    elif choices.preset and choices.preset != (found.code if found else ""):
        found = _chosen(choices.preset, sheets)
    if found is None:
        raise Refused(_("Nobody knows these headings yet: %(headings)s. Say which column holds what.")
                      % {"headings": ", ".join(sheets[0].headings)[:500] or "—"})  # fmt: skip
    rows = [row for sheet in sheets for row in _rows_of(sheet, presets.preset_for(sheet.headings) if len(sheets) > 1 else found, choices, zone)]
    return Plan(found, tuple(rows), sheets)


def _by_hand(choices: Choices, headings: tuple[str, ...]) -> Preset:
    known = {plain(heading) for heading in headings}
    if missing := [heading for _field, heading in choices.columns if plain(heading) not in known]:
        raise Refused(_("The file has no column “%(heading)s”.") % {"heading": missing[0]})
    if not ENOUGH & {field for field, _heading in choices.columns}:
        raise Refused(_("Say at least which column holds what is needed, the company or a contact."))
    return presets.by_hand(dict(choices.columns), prefix=_prefix(headings))


def _chosen(code: str, sheets: tuple[Sheet, ...]) -> Preset:
    preset = PRESETS.get(code)
    if preset is None:
        raise Refused(_("There is no preset “%(preset)s”; there are %(presets)s.") % {"preset": code, "presets": ", ".join((*PRESETS, HAND))})
    if missing := sorted(preset.needs - {plain(heading) for heading in sheets[0].headings}):
        raise Refused(_("This is no export of %(system)s: it has no column “%(heading)s”.") % {"system": preset.label, "heading": missing[0]})
    return preset


def headings_key(headings: Iterable[str]) -> str:
    """Return what a set of headings is remembered by."""
    return hashlib.sha256("\n".join(sorted({plain(heading) for heading in headings})).encode()).hexdigest()


def _prefix(headings: Iterable[str]) -> str:
    return f"file:{headings_key(headings)[:12]}"


def _rows_of(sheet: Sheet, preset: Preset | None, choices: Choices, zone: str) -> list[Brought]:
    if preset is None:
        return []
    records = [Record(sheet.headings, row) for row in sheet.rows]
    groups: dict[str, list[Record]] = {}
    for record in records:
        key = record.first(preset.fields.get("key", ()))[1] if preset.joined else ""
        groups.setdefault(key or f"row {record.number}", []).append(record)
    stages = dict(choices.stages)
    return [Reader(preset, group, stages, zone, len(sheet.headings)).brought() for group in groups.values()]
