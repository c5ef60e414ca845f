"""How blocks stand: widths of columns, numbers of clauses, what stays together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from svyazka.kit.papers.blocks import (
    BODY_MM,
    AnnexHeading,
    Block,
    Clause,
    Column,
    Contents,
    Heading,
    Paragraph,
    Signatures,
)


def widths(columns: Sequence[Column], whole: float = BODY_MM) -> list[float]:
    """Return the columns' widths in mm: the named ones as they are, the rest share what is left."""
    left = whole - sum(column.width for column in columns)
    open_ones = sum(not column.width for column in columns) or 1
    return [column.width or max(left / open_ones, 10) for column in columns]


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give sections and clauses their numbers; an annex begins anew. A clause before any section is numbered from 1."""
    part = section = clause = sub = 0
    for block in blocks:
        if isinstance(block, AnnexHeading):
            part, section, clause, sub = part + 1, 0, 0, 0
        elif isinstance(block, Contents):
            block = replace(block, part=part)
        elif isinstance(block, Heading) and block.numbered:
            section, clause, sub = section + 1, 0, 0
            block = replace(block, number=f"{section}.", part=part)
        elif isinstance(block, Clause) and block.level == 2:
            clause, sub = clause + 1, 0
            block = replace(block, number=f"{section}.{clause}." if section else f"{clause}.")
        elif isinstance(block, Clause):
            sub += 1
            block = replace(block, number=f"{section}.{clause}.{sub}." if section else f"{clause}.{sub}.")
        yield block


def arranged(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the blocks their numbers, and keep what stands right before signatures with them: no page bears signatures alone."""
    rows = list(numbered(blocks))
    for block, following in zip(rows, [*rows[1:], None], strict=True):
        yield replace(block, keep=True) if isinstance(following, Signatures) and isinstance(block, (Clause, Paragraph)) else block
