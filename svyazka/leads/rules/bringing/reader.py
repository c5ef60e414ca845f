"""One row of a file, or the rows of one deal, read into our own words as its preset says."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from svyazka.kit.regions import region_told
from svyazka.leads.rules.bringing import values
from svyazka.leads.rules.bringing.brought import Brought
from svyazka.leads.rules.bringing.presets import CONTACT, LEAD, WIN, Preset
from svyazka.leads.rules.bringing.record import Record
from svyazka.leads.rules.bringing.words import Outcome, channel_of, outcome_of

MARKS = ("utm_", "openstat_", "_ym", "roistat", "cid", "yclid", "gclid", "fbclid")
MOST_KEY = 200


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
