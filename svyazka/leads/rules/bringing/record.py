"""One row of a table by its headings."""

from collections.abc import Iterable

from svyazka.leads.rules.bringing import values
from svyazka.leads.rules.bringing.sheet import Row
from svyazka.leads.rules.bringing.words import plain


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
