"""A file read to the end: each row of it as a lead, a win or a contact in our own words, or with what is wrong in it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from svyazka.kit.errors import Refused
from svyazka.kit.regions import region_told
from svyazka.leads.rules.bringing import presets, values
from svyazka.leads.rules.bringing.presets import CONTACT, HAND, LEAD, PRESETS, WIN, Preset
from svyazka.leads.rules.bringing.table import Row, Sheet, read_sheets
from svyazka.leads.rules.bringing.words import Outcome, channel_of, outcome_of, plain

MARKS = ("utm_", "openstat_", "_ym", "roistat", "cid", "yclid", "gclid", "fbclid")
MOST_KEY = 200
WHAT_IS_WRONG = tuple[tuple[str, str], ...]  # (heading, reason)


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
    wrong: WHAT_IS_WRONG = ()
    remarks: tuple[str, ...] = ()


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
        found = presets.by_hand(dict(choices.columns), prefix=_prefix(sheets[0].headings))
        missing = [heading for _field, heading in choices.columns if plain(heading) not in {plain(one) for one in sheets[0].headings}]
        if missing:
            raise Refused(_("The file has no column “%(heading)s”.") % {"heading": missing[0]})
        if not {"title", "words", "company", "name", "phone", "email"} & {field for field, _heading in choices.columns}:
            raise Refused(_("Say at least which column holds what is needed, the company or a contact."))
    elif choices.preset and choices.preset != (found.code if found else ""):
        found = _chosen(choices.preset, sheets)
    if found is None:
        raise Refused(_("Nobody knows these headings yet: %(headings)s. Say which column holds what.")
                      % {"headings": ", ".join(sheets[0].headings)[:500] or "—"})  # fmt: skip
    rows = [row for sheet in sheets for row in _rows_of(sheet, presets.preset_for(sheet.headings) if len(sheets) > 1 else found, choices, zone)]
    return Plan(found, tuple(rows), sheets)


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


class Record:
    """One row by its headings; a heading that stands twice holds the last value that is not empty."""

    def __init__(self, headings: tuple[str, ...], row: Row):
        self.number, self.cells = row
        self.told: dict[str, str] = {}
        self.said: dict[str, str] = {}
        for heading, cell in zip(headings, self.cells, strict=False):
            name = plain(heading)
            self.said.setdefault(name, heading)
            if cell or name not in self.told:
                self.told[name] = cell

    def priced(self, names: Iterable[str]) -> list[str]:
        """Return these names, each with the headings that add a currency to it: «Бюджет ₸»."""
        found = [(name, one) for name in names for one in self.told if one.startswith(name)]
        return [one for name, one in found if one == name or values.currency_in(one[len(name) :])]

    def first(self, names: Iterable[str]) -> tuple[str, str]:
        """Return the heading and the value of the first name that is filled."""
        found = list(names)
        heading = next((name for name in found if self.told.get(name)), found[0] if found else "")
        return self.said.get(heading, heading), self.told.get(heading, "")

    def filled(self, names: Iterable[str]) -> list[str]:
        """Return every value under these names."""
        return [self.told[name] for name in names if self.told.get(name)]


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


class Reader:
    """Reads one row, or the rows of one deal, into our words; gathers what is wrong on the way."""

    def __init__(self, preset: Preset, group: list[Record], stages: dict[str, str], zone: str, width: int):
        self.preset, self.group, self.record = preset, group, group[0]
        self.stages, self.zone, self.width = stages, zone, width
        self.wrong: list[tuple[str, str]] = []
        self.remarks: list[str] = []

    def text(self, field: str) -> str:
        return self.record.first(self.preset.fields.get(field, ()))[1]

    def read(self, headings: Iterable[str], how):
        """Return the first filled cell read by `how`, or None with the reason kept beside its heading."""
        heading, told = self.record.first(headings)
        try:
            return how(told) if told else None
        except values.NotRead as error:
            self.wrong.append((heading, str(error)))
            return None

    def brought(self) -> Brought:
        """Return the row in our words."""
        if any(self.record.cells[self.width :]):
            self.wrong.append(("", _("The row has more cells than there are headings.")))
        made = Brought(number=self.record.number, kind=self.preset.kind, key=self.key(), **self.who())
        if made.kind == LEAD:
            made = self.lead(made)
        elif made.kind == WIN:
            made = replace(made, closed_at=self.moment("closed"), note=self.note(""))
            if made.closed_at is None and not self.wrong:
                self.wrong.append((self.record.first(self.preset.fields["closed"])[0], _("Say when it was won.")))
        elif made.kind == CONTACT and not (made.name or made.company or made.phone or made.email):
            self.wrong.append(("", _("There is neither a name nor a phone nor an e-mail.")))
        return replace(made, wrong=tuple(self.wrong), remarks=tuple(self.remarks))

    def key(self) -> str:
        """Return what the row is known by the next time: its ID, else its own words."""
        origin = self.text("originator"), self.text("origin")
        told = self.text("key")
        if all(origin):
            return ":".join(origin)[:MOST_KEY]
        if told:
            return (f"{self.preset.prefix}:{told}" if self.preset.prefix else told)[:MOST_KEY]
        words = "\x1f".join(f"{name}={value}" for name, value in sorted(self.record.told.items()) if value)
        return f"row:{hashlib.sha256(words.encode()).hexdigest()}"

    def who(self) -> dict:
        parts = [self.text(field) for field in ("first", "middle", "last")]
        return {
            "name": (self.text("name") or " ".join(filter(None, parts)))[:200], "company": self.text("company")[:300],
            "phone": values.phone_of(self.record.filled(self.preset.fields.get("phone", ()))),
            "email": values.email_of(self.record.filled(self.preset.fields.get("email", ()))),
            "position": self.text("position")[:200], "region": region_told(self.text("region")),
        }  # fmt: skip

    def moment(self, field: str) -> datetime | None:
        return self.read(self.preset.fields.get(field, ()), lambda told: values.moment_of(told, self.zone))

    def lead(self, made: Brought) -> Brought:
        source, stage = self.text("source"), self.text("stage")
        outcome, sure = outcome_of(stage, self.stages)
        received, closed = self.moment("received"), self.moment("closed")
        value, money = self.value()
        if closed and outcome in (Outcome.NEW, Outcome.WORK) and not sure:
            self.remarks.append(_("It is closed in the file, but the stage “%(stage)s” says neither won nor lost.") % {"stage": stage})
        title = self.text("title") or self.untitled(made)
        if not title:
            self.wrong.append((self.record.first(self.preset.fields.get("title", ()))[0], _("There is no title.")))
        return replace(
            made, title=" ".join(title.split())[:200], words=self.text("words")[:20000], source=" ".join(source.split())[:200],
            channel=channel_of(source), stage=stage, outcome=outcome, received_at=received, closed_at=closed, value_kopecks=value,
            reason=self.text("reason")[:1000], owner=self.text("owner"), note=self.note(money), touch=self.touch(),
        )  # fmt: skip

    def untitled(self, made: Brought) -> str:
        """Return what a row without a title is called; our own file says its title itself."""
        if self.preset.code == "own":
            return ""
        key = self.text("key")[:12]
        if self.preset.title != "{key}" and key:
            return self.preset.title.format(key=key)
        return self.text("words")[:120] or made.company or made.name or made.phone or made.email

    def value(self) -> tuple[int, str]:
        """Return the worth in kopecks, if it is in roubles, and the words of it for the note."""
        headings = self.record.priced(self.preset.fields.get("value", ()))
        heading, told = self.record.first(headings)
        kopecks = self.read(headings, values.kopecks_of) or 0
        if not kopecks:
            return 0, ""
        code = values.currency_of(self.text("currency"), heading, told)
        if code != "RUB":
            self.remarks.append(_("The sum is in %(currency)s: it stays in the note, not among the won roubles.") % {"currency": code})
        return kopecks if code == "RUB" else 0, _("Sum: %(sum)s %(currency)s") % {"sum": told.partition("|")[0], "currency": code}

    def note(self, money: str) -> str:
        """Return what the file says besides, a line each, for those inside."""
        lines = [money, self.text("note")]
        lines += [f"{self.record.said[name]}: {self.record.told[name]}" for name in self.preset.notes if self.record.told.get(name)]
        for record in self.group:
            lines.append(" · ".join(record.filled(self.preset.products)))
        return "\n".join(filter(None, dict.fromkeys(lines)))[:20000]

    def touch(self) -> dict[str, str]:
        marks = {name: value for name, value in self.record.told.items() if value and name.startswith(MARKS)}
        told = {"landing": self.text("landing"), "referrer": self.text("referrer"), **marks}
        return {name: value[:1000] for name, value in told.items() if value}
