"""Papers: what they are made of, and how they become a PDF or a Word file; sums, days and names as papers say them."""

from svyazka.kit.papers.blocks import (
    AnnexHeading,
    Block,
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
    Row,
    Run,
    Runs,
    Side,
    Sides,
    Signature,
    Signatures,
    Table,
    Title,
    runs,
)
from svyazka.kit.papers.docx import as_docx
from svyazka.kit.papers.pdf import as_pdf
from svyazka.kit.papers.words import (
    amount_in_figures,
    amount_in_words,
    amount_said,
    day_in_words,
    form_of,
    percent_said,
)

FORMS = {"pdf": as_pdf, "docx": as_docx}


def drawn_as(form: str, paper: Paper) -> bytes:
    """Return the paper in one of its forms: "pdf" or "docx"."""
    return FORMS[form](paper)


__all__ = [
    "FORMS", "AnnexHeading", "Block", "Cell", "Clause", "Column", "Contents", "Ends", "Facts", "Gap", "Heading", "Items", "Line", "PageBreak",
    "Paper", "Paragraph", "Picture", "Row", "Run", "Runs", "Side", "Sides", "Signature", "Signatures", "Table", "Title",
    "amount_in_figures", "amount_in_words", "amount_said", "as_docx", "as_pdf", "day_in_words", "drawn_as", "form_of", "percent_said", "runs",
]  # fmt: skip
