"""Paragraphs, tables, numbering and fields as WordprocessingML, ISO/IEC 29500."""

from collections.abc import Iterable
from html import escape

from svyazka.kit.papers.blocks import Run, Runs
from svyazka.kit.papers.typography import typeset

LEVEL = ('<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
         '<w:pPr><w:ind w:left="{left}" w:firstLine="0"/></w:pPr></w:lvl>')  # fmt: skip
NUMBERING = (
    '<w:numbering {ns}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + "".join(LEVEL.format(n=n, text="".join(f"%{m + 1}." for m in range(n + 1)), left=(0, 0, 454)[n]) for n in range(3))
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="510" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="3"><w:multiLevelType w:val="multilevel"/>'  # clauses of a paper without sections
    + "".join(LEVEL.format(n=n, text="".join(f"%{m + 1}." for m in range(n + 1)), left=(0, 454)[n]) for n in range(2))
    + "</w:abstractNum></w:numbering>"
)
JUSTIFY = {"justify": "both", "left": "left", "center": "center", "right": "right"}
GREY = '<w:color w:val="5F5F5F"/>'
NONE = "".join(f'<w:{edge} w:val="nil"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
THIN = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="6E6E6E"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
PARTS = 100_000  # bookmarks of annexes are numbered from here, those of sections from one
PAD = 85  # between a cell's edge and its text
UNDER = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'


def dxa(mm: float) -> int:
    """Return twentieths of a point, in which Word measures."""
    return round(mm * 1440 / 25.4)


def text_of(told: Runs, size: int = 0, more: str = "") -> str:
    """Return runs as XML; `size` is in half points."""
    return "".join(_run(run, size, more) for run in told)


def _run(run: Run, size: int, more: str) -> str:
    looks = "".join(("<w:b/>" if run.bold else "", "<w:i/>" if run.italic else "", more, f'<w:sz w:val="{size}"/>' if size else ""))
    looks = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    if run.blank:
        return f'<w:r>{looks}<w:t>{"_" * max(run.blank // 2, 3)}</w:t></w:r>'
    lines = [f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' for part in typeset(run.text, fine=False).split("\n")]
    return f"<w:r>{looks}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(inside: str, *, style: str = "", align: str = "", number: tuple[int, int] | None = None, after: int | None = None, before: int | None = None,
              keep: bool = False, border: str = "", breaks: bool = False, tabs: str = "", indent: int = 0) -> str:  # fmt: skip
    """Return a paragraph; `number` is (list, level), spaces are in twentieths of a point. The order of properties is the schema's."""
    spaces = "".join(f' w:{name}="{value}"' for name, value in (("before", before), ("after", after)) if value is not None)
    props = "".join((
        f'<w:pStyle w:val="{style}"/>' if style else "", "<w:keepNext/><w:keepLines/>" if keep else "", "<w:pageBreakBefore/>" if breaks else "",
        f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else "", border, tabs,
        f"<w:spacing{spaces}/>" if spaces else "", f'<w:ind w:left="{indent}"/>' if indent else "", f'<w:jc w:val="{JUSTIFY[align]}"/>' if align else "",
    ))  # fmt: skip
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inside}</w:p>"


def table(sizes: list[float], rows: Iterable[str], *, borders: str = THIN, pad: int = PAD) -> str:
    """Return a table of fixed widths."""
    grid = "".join(f'<w:gridCol w:w="{dxa(mm)}"/>' for mm in sizes)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{dxa(sum(sizes))}" w:type="dxa"/><w:tblInd w:w="{PAD if borders is THIN else 0}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{pad}" w:type="dxa"/><w:right w:w="{pad}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f'{"".join(rows)}</w:tbl>')  # fmt: skip


def cell(inside: str, mm: float, *, span: int = 1, merged: str = "") -> str:
    """Return a cell; `merged` is "restart" or "continue" of one that goes over several rows."""
    props = f'<w:tcW w:w="{dxa(mm)}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merged}"/>' if merged else "")
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inside}</w:tc>"


def row(cells: Iterable[str], *, head: bool = False) -> str:
    """Return a row that is not torn between pages."""
    return f'<w:tr><w:trPr><w:cantSplit/>{"<w:tblHeader/>" if head else ""}</w:trPr>{"".join(cells)}</w:tr>'


def after_table(*, keep: bool = False) -> str:
    """Return the paragraph that Word asks for after a table, as low as a gap is."""
    return f'<w:p><w:pPr>{"<w:keepNext/>" if keep else ""}<w:spacing w:after="0" w:line="{dxa(3)}" w:lineRule="exact"/></w:pPr></w:p>'


def field(name: str, shown: str = "") -> str:
    """Return a field that the reader's program counts, and what stands there until it has."""
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip
