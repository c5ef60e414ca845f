"""A paper as PDF and as a Word file: the same bytes for the same paper, real numbering, and no text is ever code."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.kit.papers import (
    AnnexHeading,
    Cell,
    Clause,
    Column,
    Contents,
    Ends,
    Facts,
    Gap,
    Heading,
    Items,
    Line,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Run,
    Side,
    Sides,
    Signature,
    Signatures,
    Table,
    Title,
    as_docx,
    as_pdf,
    runs,
)
from svyazka.kit.papers.layout import arranged, numbered, widths
from svyazka.kit.papers.pdf import _told

DAY = date(2026, 3, 1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082")
ALL = (
    Title("Договор № 1", "на работы"), Ends(runs("г. Красноярск"), runs("1 марта 2026 г.")), Paragraph(runs(Run("ООО", bold=True), " и ", Run(blank=40))),
    Heading(runs("Предмет")), Clause(runs("Первый")), Clause(runs("Второй")), Clause(runs("Подпункт"), 3), Items((runs("раз"), runs("два"))),
    Table((Column(10, "center"), Column(), Column(34, "right")), ("№", "Этап", "Сумма"),
          ((runs("1"), runs("Вёрстка"), runs("10,00")), (Cell(runs("на две строки"), rowspan=2), Cell(runs("на две колонки"), colspan=2)), (runs("x"), runs("y"))),
          (("Итого", "10,00"),)),
    Facts((("Основание", runs("договор")),)), Sides(Side("Исполнитель", "ООО", ("ИНН 1",)), Side("Заказчик", "АО", ())),
    Signatures(Signature("Исполнитель", "ООО", "Директор", "И. И. Иванов")), Line(), Gap(), Picture(PNG, 30, "QR", (Facts((("а", runs("б")),)),)),
    PageBreak(), AnnexHeading("Приложение № 1", "к договору № 1"), Contents("Содержание"), Heading(runs("Раздел")), Clause(runs("Пункт")),
)  # fmt: skip
PAPER = Paper("Договор № 1", ALL, DAY, "ООО «Старта»", draft=True)
HOSTILE = ["#import \"x.typ\"", "#read(\"/etc/passwd\")", "#eval(\"1\")", "[незакрытая", "$ x $", "\\", "*жирный*", "= заголовок", "<b>&amp;</b>", "]]>",
           "{{7*7}}", "#sys.inputs", "`код`", "// комментарий", "@ссылка", "\x00\x07нуль", "\ud800"]  # fmt: skip


def paper_of(text: str) -> Paper:
    blocks = (Title(text, text), Heading(runs(text)), Clause(runs(text)), Paragraph(runs(text)), Items((runs(text),)), Facts(((text, runs(text)),)),
              Table((Column(), Column()), (text, text), ((runs(text), runs(text)),), ((text, text),)), Sides(Side(text, text, (text,)), Side("", "", ())),
              Signatures(Signature(text, text, text, text, text)), AnnexHeading(text, text), Contents(text))  # fmt: skip
    return Paper(text, blocks, DAY, text)


def words_of(raw: bytes) -> str:
    """Return the text of a Word file, its runs joined."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    return "".join(one.text or "" for one in body.iter(f"{W}t"))


def test_the_same_paper_is_the_same_bytes():
    assert as_pdf(PAPER) == as_pdf(PAPER)
    assert as_docx(PAPER) == as_docx(PAPER)


def test_the_day_of_the_file_is_the_day_of_the_paper():
    assert b"D:20260301000000Z" in as_pdf(PAPER)
    facts = Document(io.BytesIO(as_docx(PAPER))).core_properties
    assert (facts.created.date(), facts.title, facts.author) == (DAY, "Договор № 1", "ООО «Старта»")


def test_every_kind_of_block_is_drawn_in_both_forms():
    assert as_pdf(PAPER).startswith(b"%PDF")
    document = Document(io.BytesIO(as_docx(PAPER)))
    assert len(document.tables) == 4  # requisites and signatures stand in one
    assert "Вёрстка" in words_of(as_docx(PAPER))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_read_as_code(text):
    """Were a text read as typst, it would fail to compile, open a file or lose its marks."""
    assert as_pdf(paper_of(text)).startswith(b"%PDF")
    seen = re.sub("[\x00-\x08\ud800]", "", text)
    assert words_of(as_docx(paper_of(text))).count(seen) >= 12


def test_a_file_that_the_text_names_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна-7731")
    raw = as_docx(paper_of(f"#read(\"{secret}\")"))

    assert "тайна" not in words_of(raw)
    assert as_pdf(paper_of(f"#read(\"{secret}\")")) != as_pdf(paper_of("тайна-7731"))


@given(st.text(st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_becomes_a_word_file_that_opens(text):
    raw = as_docx(Paper("x", (Title(text), Clause(runs(text)), Table((Column(),), (text,), ((runs(text),),))), DAY))

    assert len(Document(io.BytesIO(raw)).paragraphs) >= 2


def test_numbers_are_counted_anew_in_each_annex():
    told = [block.number for block in numbered(ALL) if isinstance(block, (Heading, Clause))]

    assert told == ["1.", "1.1.", "1.2.", "1.2.1.", "1.", "1.1."]


def test_the_numbers_of_a_word_file_are_its_own():
    """The text holds no number: Word counts them, by one multi-level list begun anew in the annex."""
    document = Document(io.BytesIO(as_docx(PAPER)))
    kept = [(one.style.name, one._p.pPr.numPr.ilvl.val, one._p.pPr.numPr.numId.val) for one in document.paragraphs if one._p.pPr is not None and one._p.pPr.numPr is not None]

    assert kept == [("Heading 1", 0, 1), ("Пункт договора", 1, 1), ("Пункт договора", 1, 1), ("Подпункт договора", 2, 1), ("Normal", 0, 5), ("Normal", 0, 5),
                    ("Heading 1", 0, 2), ("Пункт договора", 1, 2)]  # fmt: skip
    assert "1.1" not in words_of(as_docx(PAPER))


def test_a_draft_says_so_and_the_footer_counts_pages():
    section = Document(io.BytesIO(as_docx(PAPER))).sections[0]
    fields = [one.text.strip() for one in section.footer._element.iter(f"{W}instrText")]

    assert section.header.paragraphs[0].text == "ПРОЕКТ"
    assert fields == ["PAGE", "NUMPAGES"]
    signed = Document(io.BytesIO(as_docx(Paper("x", ALL, DAY))))
    assert signed.sections[0].header.paragraphs[0].text == ""


def test_a_word_file_speaks_russian_in_a_font_that_is_everywhere():
    styles = Document(io.BytesIO(as_docx(PAPER))).styles

    assert {one.get(f"{W}val") for one in styles.element.iter(f"{W}lang")} == {"ru-RU"}
    assert styles["Normal"].font.name == styles["Heading 1"].font.name == "Times New Roman"


def test_signatures_are_never_alone_on_a_page():
    """Requisites and signatures stand in one row that is not torn; what goes right before signatures is kept with them."""
    sides, places = Sides(Side("Исполнитель", "ООО", ()), Side("Заказчик", "АО", ())), Signatures(Signature("Исполнитель", "ООО", "Директор", "И. И. Иванов"))
    kept = [block.keep for block in arranged((Clause(runs("раз")), Clause(runs("два")), places)) if isinstance(block, Clause)]
    document = Document(io.BytesIO(as_docx(Paper("x", (sides, places), DAY))))

    assert kept == [False, True]
    assert len(document.tables) == 1 and len(document.tables[0].rows) == 1 and len(document.tables[0].rows[0].cells[0].tables) == 2
    assert document.tables[0].rows[0]._tr.trPr.find(f"{W}cantSplit") is not None


def test_a_long_row_is_torn_and_a_short_one_is_not():
    told = [_told(Table((Column(),), (), ((runs("слово " * count),),)))["rows"][0]["whole"] for count in (10, 2000)]
    raw = as_pdf(Paper("x", (Table((Column(),), (), ((runs("слово " * 6000),),)),), DAY))

    assert told == [True, False]
    assert len(re.findall(rb"/Type\s*/Page\b", raw)) > 3


def test_contents_of_a_word_file_ask_for_pages_and_no_other_paper_asks_anything():
    def asked(*blocks) -> tuple[list[str], bool]:
        with zipfile.ZipFile(io.BytesIO(as_docx(Paper("x", blocks, DAY)))) as archive:
            body, settings = ElementTree.fromstring(archive.read("word/document.xml")), archive.read("word/settings.xml").decode()
        return [one.text.strip() for one in body.iter(f"{W}instrText")], "updateFields" in settings

    sections = (Heading(runs("Раз")), Heading(runs("Два")))
    assert asked(Contents("Содержание"), *sections) == (["PAGEREF _Toc00001 \\h", "PAGEREF _Toc00002 \\h"], True)
    assert asked(*sections) == ([], False)


def test_a_draft_says_of_which_day_it_is():
    paper = replace(PAPER, note="реквизиты сторон – на 1 марта 2026 г.")

    assert "реквизиты сторон" in Document(io.BytesIO(as_docx(paper))).sections[0].header.paragraphs[0].text
    assert as_pdf(paper) != as_pdf(PAPER)


def test_the_head_of_a_table_is_repeated():
    document = Document(io.BytesIO(as_docx(PAPER)))

    assert document.tables[0].rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert document.tables[0].rows[1]._tr.trPr.find(f"{W}tblHeader") is None


@given(st.lists(st.floats(0, 60), min_size=1, max_size=3))
def test_columns_share_the_width_of_the_page(given_widths):
    told = widths([Column(round(width)) for width in given_widths])

    assert sum(told) == pytest.approx(170) or all(round(width) for width in given_widths) or sum(round(w) for w in given_widths) > 140
