"""A paper as PDF: blocks go to one typst form as JSON, which it shows and never runs. No file is read beside the form."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from svyazka.kit.papers.blocks import Cell, Paper, Table
from svyazka.kit.papers.layout import arranged, widths
from svyazka.kit.papers.typography import typeset

MOST_WHOLE = 600  # letters of a cell: in the narrowest column that is half a page
FORM = Path(__file__).parent / "typst" / "paper.typ"


def as_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF; the same paper gives the same bytes."""
    told = {
        "name": typeset(paper.name), "author": typeset(paper.author), "draft": paper.draft, "note": typeset(paper.note),
        "blocks": [_told(block) for block in arranged(paper.blocks)],
    }  # fmt: skip
    stamp = int(datetime.combine(paper.day, datetime.min.time(), UTC).timestamp())
    return typst.compile(str(FORM), root=str(FORM.parent), sys_inputs={"told": json.dumps(told, ensure_ascii=False)}, font_paths=_fonts(), timestamp=stamp)


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts that come with the compiler, looked for once: those of the machine would make other bytes on each."""
    return typst.Fonts(include_system_fonts=False)


def _told(value):
    """Return blocks as plain values of JSON, each with its kind."""
    if isinstance(value, Table):
        rows = [{"cells": [_cell(cell) for cell in row], "whole": _fits(row)} for row in value.rows]
        return {"kind": "Table", "columns": widths(value.columns), "aligns": [column.align for column in value.columns],
                "head": [typeset(text) for text in value.head], "rows": rows, "totals": [[typeset(one) for one in row] for row in value.totals]}  # fmt: skip
    if is_dataclass(value) and not isinstance(value, type):
        return {"kind": type(value).__name__, **{field.name: _told(getattr(value, field.name)) for field in fields(value)}}
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, bytes):
        return list(value)
    return [_told(one) for one in value] if isinstance(value, (tuple, list)) else value


def _fits(row) -> bool:
    """Tell whether the row is short enough to stay whole on one page; a longer one is torn, or its end would be lost."""
    return all(sum(len(run.text) for run in (cell.text if isinstance(cell, Cell) else cell)) <= MOST_WHOLE for cell in row)


def _cell(cell) -> dict:
    return _told(cell if isinstance(cell, Cell) else Cell(cell))
