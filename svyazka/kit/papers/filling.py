"""A text of an agency becomes the blocks of a paper: fields are told, conditions chosen, references counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from svyazka.kit.papers.blocks import (
    Block,
    Clause,
    Ends,
    Gap,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Run,
    Runs,
    Title,
)
from svyazka.kit.papers.language import Choice, Draw, Part, Sentence, Tree
from svyazka.kit.papers.layout import numbered
from svyazka.kit.papers.typography import clean

BLANK_MM, ROOM_MM, PEN = 40, 14, "_" * 10


@dataclass(frozen=True)
class Told:
    """What fills a text: values of fields, conditions that hold, tables and blocks ready to be drawn."""

    fields: Mapping[str, str]
    conditions: frozenset[str] = frozenset()
    tables: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    blocks: Mapping[str, Sequence[Block]] = field(default_factory=dict)


@dataclass(frozen=True)
class Filled:
    """The blocks of a text, and the fields that had nothing to tell: places for a pen stand there."""

    blocks: tuple[Block, ...]
    missing: tuple[str, ...]


def filled(tree: Tree, told: Told) -> Filled:
    """Fill a text without faults. Numbers of marked clauses are counted first, then told where they are referred to."""
    first = _Filler(told, {})
    first.all(tree.nodes)
    second = _Filler(told, first.counted())
    blocks = second.all(tree.nodes)
    return Filled(tuple(blocks), tuple(dict.fromkeys(second.missing)))


class _Filler:
    def __init__(self, told: Told, numbers: Mapping[str, str]):
        self.told, self.numbers = told, numbers
        self.missing: list[str] = []
        self.blocks: list[Block] = []
        self.marked: dict[str, Block] = {}

    def all(self, nodes: Iterable) -> list[Block]:
        """Return the blocks of the nodes."""
        for node in self._chosen(nodes):
            if isinstance(node, Draw):
                self.blocks += (self.told.tables if node.kind == "table" else self.told.blocks).get(node.name, ())
            else:
                self._write(node)
        return self.blocks

    def counted(self) -> dict[str, str]:
        """Return the number of each marked clause, without its last point: «п. 4.2»."""
        marked = {id(block): name for name, block in self.marked.items()}
        pairs = zip(self.blocks, numbered(self.blocks), strict=True)
        return {marked[id(block)]: counted.number.rstrip(".") for block, counted in pairs if id(block) in marked and isinstance(counted, Clause)}

    def _chosen(self, nodes: Iterable) -> Iterator:
        for node in nodes:
            if isinstance(node, Choice):
                holds = (node.condition in self.told.conditions) != node.negated
                yield from self._chosen(node.then if holds else node.otherwise)
            else:
                yield node

    def _write(self, sentence: Sentence) -> None:
        if sentence.kind == "page" or (sentence.kind == "center" and not sentence.parts):
            self.blocks.append(PageBreak() if sentence.kind == "page" else Gap(ROOM_MM))
            return
        labels: list[str] = []
        said = self._runs(sentence.parts, labels)
        if not any(run.blank or run.text.strip() for run in said):
            return  # a line whose condition does not hold leaves no empty paragraph
        self._add(sentence.kind, said)
        self.marked |= dict.fromkeys(labels, self.blocks[-1])

    def _add(self, kind: str, said: Runs) -> None:
        text = "".join(run.text for run in said)
        if kind == "item" and self.blocks and isinstance(self.blocks[-1], Items):
            self.blocks[-1] = Items((*self.blocks[-1].items, said))
        elif kind == "title":
            named = "".join(run.text or PEN for run in said)  # a title is plain: a place for a pen is drawn in letters
            self.blocks.append(Title(*[part.strip() for part in named.split("||", 1)]))
        elif kind == "paragraph" and "||" in text:
            self.blocks.append(Ends(*_halves(said)))
        else:
            self.blocks.append(_block(kind, said))

    def _runs(self, parts: Iterable, labels: list[str]) -> Runs:
        found: list[Run] = []
        bold = False
        for part in self._chosen(parts):
            if part.kind == "bold":
                bold = not bold
            elif part.kind == "label":
                labels.append(part.said)
            else:
                _join(found, self._run(part, bold))
        return _trimmed(found)

    def _run(self, part: Part, bold: bool) -> Run:
        if part.kind == "text":
            return Run(clean(part.said), bold=bold)
        if part.kind == "ref":
            return Run(self.numbers.get(part.said, ""), bold=bold)
        value = " ".join(clean(self.told.fields.get(part.said, "")).split(" ")).strip()
        if value:
            return Run(value, bold=bold)
        self.missing.append(part.said)
        return Run(blank=BLANK_MM)


def _join(found: list[Run], run: Run) -> None:
    """Add the run so that no two spaces and no two points meet where a label, a condition or «2026 г.» stood."""
    before = found[-1].text if found else ""
    text = run.text[1:] if before.endswith(".") and run.text.startswith(".") and not run.text.startswith("..") else run.text
    text = text.lstrip(" ") if before.endswith(" ") else text
    if text or run.blank:
        found.append(replace(run, text=text))


def _block(kind: str, said: Runs) -> Block:
    if kind in ("clause", "subclause"):
        return Clause(said, 2 if kind == "clause" else 3)
    if kind in ("heading", "plain_heading"):
        return Heading(said, numbered=kind == "heading")
    if kind == "item":
        return Items((said,))
    return Paragraph(said, align="center" if kind == "center" else "justify")


def _halves(said: Runs) -> tuple[Runs, Runs]:
    """Part runs at the two strokes."""
    left: list[Run] = []
    right: list[Run] = []
    here = left
    for run in said:
        before, stroke, after = run.text.partition("||")
        if stroke and here is left:
            left.append(Run(before.rstrip(), run.bold))
            here = right
            right.append(Run(after.lstrip(), run.bold))
        else:
            here.append(run)
    return tuple(left), tuple(right)


def _trimmed(found: list[Run]) -> Runs:
    """Take off the spaces at the ends that labels and conditions leave."""
    if found and not found[0].blank:
        found[0] = Run(found[0].text.lstrip(), found[0].bold)
    if found and not found[-1].blank:
        found[-1] = Run(found[-1].text.rstrip(), found[-1].bold)
    return tuple(found)
