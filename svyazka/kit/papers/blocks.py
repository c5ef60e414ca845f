"""What a paper is made of, before anybody asks whether it becomes a PDF or a Word file. Widths are millimetres; a text is never code."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right", "justify"]
BODY_MM = 170  # A4 less the fields: 25 on the left, where papers are filed, and 15 on the right


@dataclass(frozen=True)
class Run:
    """A stretch of text in one hand; `blank` is a place to be filled in with a pen, so many millimetres long."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    blank: int = 0


Runs = tuple[Run, ...]


def runs(*parts: "str | Run") -> Runs:
    """Return plain strings and runs as runs."""
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)


@dataclass(frozen=True)
class Title:
    """The paper's name in the middle, and a line under it."""

    text: str
    sub: str = ""


@dataclass(frozen=True)
class Heading:
    """A section: with its number (1.) or without. `part` is the annex it stands in, counted with its number."""

    text: Runs
    numbered: bool = True
    number: str = ""
    part: int = 0


@dataclass(frozen=True)
class Clause:
    """A numbered paragraph: level 2 is 1.1., level 3 is 1.1.1. What is `keep` stays on the page of what follows it."""

    text: Runs
    level: int = 2
    number: str = ""
    keep: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Text without a number, `indent` mm from the left."""

    text: Runs
    align: Align = "justify"
    small: bool = False
    indent: float = 0
    keep: bool = False


@dataclass(frozen=True)
class Items:
    """A list with dashes."""

    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Ends:
    """Two words at the two ends of a line: the town and the day."""

    left: Runs
    right: Runs


@dataclass(frozen=True)
class Facts:
    """Names on the left, what is told of them on the right."""

    rows: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its width in mm, 0 shares what is left."""

    width: float = 0
    align: Align = "left"


@dataclass(frozen=True)
class Cell:
    """A cell that is more than its text: it spans others, or stands otherwise than its column."""

    text: Runs
    colspan: int = 1
    rowspan: int = 1
    align: Align | None = None


Row = tuple["Runs | Cell", ...]


@dataclass(frozen=True)
class Table:
    """A table whose head is repeated on every page; `totals` are rows under it, in bold, a label and the last value."""

    columns: tuple[Column, ...]
    head: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    totals: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Side:
    """The requisites of one side."""

    title: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sides:
    """The requisites of both sides, next to each other."""

    left: Side
    right: Side


@dataclass(frozen=True)
class Signature:
    """The place where somebody signs: in what quality, by what right, and where the stamp stands if there is one."""

    title: str
    company: str
    position: str
    person: str
    basis: str = ""
    stamp: str = "М. П."
    dated: bool = False


@dataclass(frozen=True)
class Signatures:
    """Places for both signatures, or for one."""

    left: Signature
    right: Signature | None = None


@dataclass(frozen=True)
class AnnexHeading:
    """«Приложение № 1 к договору № … от …» on the right; what follows is numbered anew."""

    name: str
    of: str


@dataclass(frozen=True)
class Contents:
    """The list of sections of the paper, or of the annex it stands in."""

    title: str
    part: int = 0


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True)
class Line:
    """A line across the page."""


@dataclass(frozen=True)
class Gap:
    """Empty room, in mm."""

    height: float = 4


@dataclass(frozen=True)
class Picture:
    """A picture beside the blocks: the payment QR."""

    png: bytes
    width: float
    caption: str
    beside: "tuple[Block, ...]" = ()


Block = (
    Title | Heading | Clause | Paragraph | Items | Ends | Facts | Table | Sides | Signatures | AnnexHeading | Contents | PageBreak | Line | Gap | Picture
)


@dataclass(frozen=True)
class Paper:
    """A whole paper. `name` stands in the footer; `day` dates the file itself, so that the same paper is the same bytes.

    `note` is what a draft says of itself beside «ПРОЕКТ».
    """

    name: str
    blocks: tuple[Block, ...]
    day: date
    author: str = ""
    draft: bool = False
    note: str = ""
