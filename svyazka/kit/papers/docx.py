"""A paper as a Word file: real numbering, styles, headers, fields; the same paper gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime, time

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from svyazka.kit.papers.blocks import AnnexHeading, Contents, Paper
from svyazka.kit.papers.body import Body
from svyazka.kit.papers.typography import clean, typeset
from svyazka.kit.papers.wordml import NUMBERING

FONT, RUSSIAN = "Times New Roman", "ru-RU"  # stands on every system under this name or under one of the same measure
STYLES = {"SvPoint": ("Пункт договора", 0), "SvSubpoint": ("Подпункт договора", 454)}
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive can hold


def as_docx(paper: Paper) -> bytes:
    """Return the paper as a Word file."""
    document = Document()
    _set_page(document.sections[0])
    _set_styles(document)
    lists = 1 + sum(isinstance(block, AnnexHeading) for block in paper.blocks)
    _set_numbering(document, lists)
    _set_ends(document.sections[0], paper)
    _set_facts(document.core_properties, paper)
    _set_counting(document.settings.element, paper)
    body = Body(document.part)
    last = document.element.body.sectPr
    for element in body.drawn(paper.blocks):
        last.addprevious(element)
    return _same_bytes(document)


def _set_page(section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(25), Mm(15), Mm(20), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)


def _set_styles(document) -> None:
    normal = document.styles["Normal"]
    _set_font(normal, 11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.1
    heading = document.styles["Heading 1"]
    _set_font(heading, 11, bold=True)
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(6)
    for key, (name, indent) in STYLES.items():
        document.styles.element.append(parse_xml(
            f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            f'<w:qFormat/><w:pPr><w:ind w:left="{indent}"/><w:jc w:val="both"/></w:pPr></w:style>'))  # fmt: skip
    for language in document.styles.element.iter(qn("w:lang")):
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), RUSSIAN)


def _set_font(style, size: int, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), bold, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win over the named one
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _set_numbering(document, lists: int) -> None:
    """Put our definitions in place of the template's: one multi-level list, begun anew for each annex, and dashes."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    for element in parse_xml(NUMBERING.format(ns=nsdecls("w"))):
        numbering.append(element)
    levels = "".join(f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="1"/></w:lvlOverride>' for n in range(3))
    numbers = [(n + 1, 1, levels) for n in range(lists)] + [(lists + n + 1, 3, levels) for n in range(lists)] + [(2 * lists + 1, 2, "")]
    for key, kind, begun in numbers:
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{kind}"/>{begun}</w:num>'))


def _set_ends(section, paper: Paper) -> None:
    """Fill header and footer: «ПРОЕКТ» on a draft, the paper's name, «стр. X из Y»."""
    if paper.draft:
        header = section.header.paragraphs[0]
        header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _grey(header.add_run(typeset(f"ПРОЕКТ · {paper.note}" if paper.note else "ПРОЕКТ")), 9)
    footer = section.footer.paragraphs[0]
    footer.style.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(170), 2)
    _grey(footer.add_run(typeset(paper.name) + (" · проект" if paper.draft else "") + "\tстр. "), 8)
    _field(footer, "PAGE")
    _grey(footer.add_run(" из "), 8)
    _field(footer, "NUMPAGES")


def _grey(run, size: int):
    run.font.size, run.font.color.rgb = Pt(size), RGBColor(95, 95, 95)
    return run


def _field(paragraph, name: str) -> None:
    """Add a field that the reader's program counts."""
    told = (f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"/>', f'<w:instrText {nsdecls("w")} xml:space="preserve"> {name} </w:instrText>',
            f'<w:fldChar {nsdecls("w")} w:fldCharType="separate"/>', f'<w:t {nsdecls("w")}>1</w:t>', f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>')  # fmt: skip
    for part in told:
        _grey(paragraph.add_run(""), 8)._r.append(parse_xml(part))


def _set_counting(settings, paper: Paper) -> None:
    """Let Word divide words, and ask it to count the pages of the contents; a paper without contents opens without a question."""
    settings.find(qn("w:defaultTabStop")).addnext(parse_xml(f'<w:autoHyphenation {nsdecls("w")} w:val="true"/>'))
    if any(isinstance(block, Contents) for block in paper.blocks):
        settings.find(qn("w:compat")).addprevious(parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>'))


def _set_facts(facts, paper: Paper) -> None:
    moment = datetime.combine(paper.day, time(), UTC).replace(tzinfo=None)
    facts.title, facts.author, facts.language = clean(paper.name)[:255], clean(paper.author)[:255], RUSSIAN
    facts.last_modified_by, facts.comments, facts.revision = clean(paper.author)[:255], "", 1
    facts.created = facts.modified = moment


def _same_bytes(document) -> bytes:
    """Return the file with its parts in one order and without the hour at which it was made."""
    made, told = io.BytesIO(), io.BytesIO()
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        relations.pop(key)  # a picture of the template's first page, not of this paper's
    document.save(made)
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in archive.namelist():
            kept.writestr(zipfile.ZipInfo(name, LONG_AGO), archive.read(name), zipfile.ZIP_DEFLATED)
    return told.getvalue()
