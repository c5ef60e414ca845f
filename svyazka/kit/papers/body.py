"""Blocks of a paper as the body of a Word file."""

import io
from collections.abc import Iterable, Iterator
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from svyazka.kit.papers.blocks import (
    BODY_MM,
    AnnexHeading,
    Block,
    Clause,
    Contents,
    Ends,
    Facts,
    Gap,
    Heading,
    Items,
    Line,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Sides,
    Signatures,
    Table,
    Title,
    runs,
)
from svyazka.kit.papers.ending import Ending, joined, side, signed, signs
from svyazka.kit.papers.layout import arranged
from svyazka.kit.papers.ruled import ruled
from svyazka.kit.papers.typography import clean
from svyazka.kit.papers.wordml import (
    GREY,
    NONE,
    UNDER,
    after_table,
    cell,
    dxa,
    field,
    paragraph,
    row,
    table,
    text_of,
)

LEADER = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{dxa(BODY_MM)}"/></w:tabs>'
PARTS = 100_000  # bookmarks of annexes are numbered from here, those of sections from one


class Body:
    """Draws the blocks of one paper: it knows which list is being numbered, and where the sections are for the contents."""

    def __init__(self, part):
        self.part, self.list, self.lists, self.flat, self.marks, self.breaks = part, 1, 1, True, 0, False
        self.sections: list[tuple[int, str]] = []  # the part of each, and its name

    def drawn(self, blocks: Iterable[Block]) -> Iterator:
        """Yield the elements of the blocks in their order."""
        rows = list(arranged(blocks))
        self.lists = 1 + sum(isinstance(block, AnnexHeading) for block in rows)
        self.sections = [(block.part, f"{block.number} {''.join(run.text for run in block.text)}") for block in rows if isinstance(block, Heading) and block.numbered]
        xml = "".join(self.xml(block) for block in joined(rows)) + self._part_ends()
        yield from parse_xml(f'<w:body {nsdecls("w", "r", "wp", "a", "pic")}>{xml}</w:body>')

    def xml(self, block: "Block | Ending") -> str:
        """Return the block as XML."""
        if isinstance(block, PageBreak):
            self.breaks = True
            return ""
        return getattr(self, f"_{type(block).__name__.lower()}")(block)

    def _first(self) -> bool:
        """Tell whether the next paragraph begins a page."""
        breaks, self.breaks = self.breaks, False
        return breaks

    def _title(self, block: Title) -> str:
        title = paragraph(text_of(runs(Run(block.text, bold=True)), 28), align="center", before=160, after=40 if block.sub else 120, breaks=self._first(), keep=True)
        return title + (paragraph(text_of(runs(block.sub)), align="center", after=120) if block.sub else "")

    def _heading(self, block: Heading) -> str:
        if not block.numbered:
            return paragraph(text_of(tuple(Run(run.text, bold=True) for run in block.text)), keep=True, before=160, align="left", breaks=self._first())
        self.flat = False
        self.marks += 1
        marked = f'<w:bookmarkStart w:id="{self.marks}" w:name="_Toc{self.marks:05d}"/>{text_of(block.text)}<w:bookmarkEnd w:id="{self.marks}"/>'
        return paragraph(marked, style="Heading1", number=(self.list, 0), keep=True, breaks=self._first())

    def _clause(self, block: Clause) -> str:
        style = "SvPoint" if block.level == 2 else "SvSubpoint"
        number = (self.list + self.lists, block.level - 2) if self.flat else (self.list, block.level - 1)
        return paragraph(text_of(block.text), style=style, number=number, keep=block.keep, breaks=self._first())

    def _paragraph(self, block: Paragraph) -> str:
        return paragraph(text_of(block.text, 18 if block.small else 0), align=block.align, keep=block.keep, indent=dxa(block.indent), breaks=self._first())

    def _items(self, block: Items) -> str:
        last = len(block.items) - 1
        return "".join(paragraph(text_of(item), number=(2 * self.lists + 1, 0), after=120 if n == last else 40, align="justify") for n, item in enumerate(block.items))

    def _ends(self, block: Ends) -> str:
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{dxa(BODY_MM)}"/></w:tabs>'
        return f"<w:p><w:pPr>{tab}</w:pPr>{text_of(block.left)}<w:r><w:tab/></w:r>{text_of(block.right)}</w:p>"

    def _facts(self, block: Facts) -> str:
        return self._pairs(block, BODY_MM)

    def _pairs(self, block: Facts, whole: float) -> str:
        rows = [row((cell(paragraph(text_of(runs(name), 0, GREY), after=40), 37), cell(paragraph(text_of(told), after=40), whole - 37))) for name, told in block.rows]
        return table([37, whole - 37], rows, borders=NONE) + after_table()

    def _table(self, block: Table) -> str:
        return ruled(block)

    def _sides(self, block: Sides) -> str:
        half = BODY_MM / 2
        return table([half, half], [row((cell(side(block.left), half), cell(side(block.right), half)))], borders=NONE) + after_table(keep=True)

    def _ending(self, block: Ending) -> str:
        """Draw requisites and signatures in one row that no page tears, whatever program lays it out."""
        inside = self._sides(block.sides) + self._signatures(block.signatures)
        return table([BODY_MM], [row((cell(inside, BODY_MM),))], borders=NONE, pad=0) + after_table()

    def _signatures(self, block: Signatures) -> str:
        half = BODY_MM / 2
        rows = [row(tuple(cell(said(one) if one else paragraph("", after=0), half) for one in (block.left, block.right))) for said in (signs, signed)]
        return table([half, half], rows, borders=NONE) + after_table()

    def _annexheading(self, block: AnnexHeading) -> str:
        ended = self._part_ends()
        self.list, self.flat = self.list + 1, True
        begun = f'<w:bookmarkStart w:id="{PARTS + self.list}" w:name="_Part{self.list - 1}"/>'
        name = ended + begun + paragraph(text_of(runs(block.name), 20), align="right", after=0, keep=True, breaks=self._first())
        return name + paragraph(text_of(runs(block.of), 20), align="right", after=200, keep=True)

    def _part_ends(self) -> str:
        return f'<w:bookmarkEnd w:id="{PARTS + self.list}"/>' if self.list > 1 else ""

    def _contents(self, block: Contents) -> str:
        """List the sections, the page of each a field: only whoever lays the file out knows it."""
        title = paragraph(text_of(runs(Run(block.title, bold=True))), align="center", breaks=self._first(), keep=True)
        lines = [_entry(f"_Toc{n:05d}", name) for n, (part, name) in enumerate(self.sections, start=1) if part == block.part]
        return title + "".join(paragraph(line, align="left", after=40, tabs=LEADER) for line in lines)

    def _line(self, _block: Line) -> str:
        return paragraph("", border=UNDER, after=120)

    def _gap(self, block: Gap) -> str:
        return f'<w:p><w:pPr><w:spacing w:after="0" w:line="{dxa(block.height)}" w:lineRule="exact"/></w:pPr></w:p>'

    def _picture(self, block: Picture) -> str:
        shown = paragraph(self._drawing(block), align="center", after=0) + paragraph(text_of(runs(block.caption), 17, GREY), align="center", after=0)
        if not block.beside:
            return shown
        wide = BODY_MM - block.width - 6
        beside = "".join(self._pairs(one, wide - 4) if isinstance(one, Facts) else self.xml(one) for one in block.beside)
        return table([wide, block.width + 6], [row((cell(beside, wide), cell(shown, block.width + 6)))], borders=NONE) + after_table()

    def _drawing(self, block: Picture) -> str:
        key, image = self.part.get_or_add_image(io.BytesIO(block.png))
        size = f'cx="{Mm(block.width)}" cy="{round(Mm(block.width) * image.px_height / image.px_width)}"'
        return (f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr id="1" name="QR" descr="{escape(clean(block.caption))}"/>'
                '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="qr.png"/>'
                f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
                f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
                '</wp:inline></w:drawing></w:r>')  # fmt: skip


def _entry(mark: str, name: str) -> str:
    """Return a line of the contents: the section, dots, and its page as a field."""
    page = field(f"PAGEREF {mark} \\h")
    return f'<w:hyperlink w:anchor="{mark}">{text_of(runs(name))}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
