"""The small language in which an agency writes its papers: one line is one paragraph, fields come from a list, nothing is run.

    # Title            ## Numbered section       ### Heading without a number
    #. Clause 1.1.     ##. Subclause 1.1.1.      - item of a list
    left || right      ^ in the middle           --- next page            // a note for whoever edits, not printed
    ^ alone is empty room
    **bold**           {{client.name}}           {{table stages}}         {{block signatures}}
    {{#if silence}} … {{else}} … {{/if}}, {{#unless silence}} … {{/unless}}: within a line or around lines
    {{label acceptance}} marks a clause, {{ref acceptance}} tells its number

A text is read into a tree once; a fault names its line. What fills a field is never read again as text of this language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = Mapping[str, str | Promise]


@dataclass(frozen=True)
class Vocabulary:
    """What a text may name: fields, conditions, tables and blocks, each with what it means."""

    fields: Words
    conditions: Words
    tables: Words
    blocks: Words


@dataclass(frozen=True)
class Fault:
    """What is wrong in a text, and on which line."""

    line: int
    said: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(said)s") % {"line": self.line, "said": self.said}


@dataclass
class Choice:
    """What stands only if a condition holds."""

    condition: str
    negated: bool
    line: int
    then: list = field(default_factory=list)
    otherwise: list = field(default_factory=list)
    in_else: bool = False

    @property
    def open_part(self) -> list:
        return self.otherwise if self.in_else else self.then


@dataclass(frozen=True)
class Part:
    """A piece of a line: plain text, a field, a label or a reference to one, a switch of bold."""

    kind: str
    said: str = ""


@dataclass
class Sentence:
    """One line of the text: what it is and its parts."""

    kind: str
    line: int
    parts: list


@dataclass(frozen=True)
class Draw:
    """A line on which a table or a block stands."""

    kind: str
    name: str
    line: int


@dataclass
class Tree:
    """A text that was read: what stands in it, and what is wrong."""

    nodes: list
    faults: list[Fault]
