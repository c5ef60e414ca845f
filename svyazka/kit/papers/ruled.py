"""A ruled table of a paper in a Word file."""

from collections.abc import Iterator

from svyazka.kit.papers.blocks import Cell, Column, Run, Table, runs
from svyazka.kit.papers.layout import widths
from svyazka.kit.papers.wordml import after_table, cell, paragraph, row, table, text_of


def ruled(block: Table) -> str:
    """Return the table as XML: its head, its rows, its totals."""
    sizes = widths(block.columns)
    rows = [_head(block, sizes)] if block.head else []
    rows += _rows(block, sizes)
    for label, value in block.totals:
        rows.append(row((cell(_line(label, "right"), sum(sizes[:-1]), span=len(sizes) - 1), cell(_line(value, "right"), sizes[-1]))))
    return table(sizes, rows) + after_table()


def _head(block: Table, sizes: list[float]) -> str:
    return row((cell(_line(name, "center"), mm) for name, mm in zip(block.head, sizes, strict=True)), head=True)


def _rows(block: Table, sizes: list[float]) -> Iterator[str]:
    """Yield the rows; under a cell that goes over several of them stand cells that continue it."""
    held: dict[int, tuple[int, int]] = {}  # column -> (rows still covered, columns covered)
    for told in block.rows:
        given, parts, at = iter(told), [], 0
        while at < len(sizes):
            left, span = held.get(at, (0, 0))
            if left:
                held[at] = (left - 1, span)
                parts.append(cell(paragraph("", after=0), sum(sizes[at : at + span]), span=span, merged="continue"))
                at += span
                continue
            one = next(given)
            one = one if isinstance(one, Cell) else Cell(one)
            held[at] = (one.rowspan - 1, one.colspan)
            inside = paragraph(text_of(one.text, 20), align=one.align or _plain(block.columns[at]), after=20, before=20)
            parts.append(cell(inside, sum(sizes[at : at + one.colspan]), span=one.colspan, merged="restart" if one.rowspan > 1 else ""))
            at += one.colspan
        yield row(parts)


def _plain(column: Column) -> str:
    return "left" if column.align == "justify" else column.align


def _line(text: str, align: str) -> str:
    return paragraph(text_of(runs(Run(text, bold=True)), 20), align=align, after=20, before=20)
