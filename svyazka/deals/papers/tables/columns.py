"""What the tables of papers share: their usual columns, and the head of a column of prices."""

from collections.abc import Sequence
from decimal import Decimal

from svyazka.kit.papers import Block, Column

NUMBER, SUM, DAY = Column(10, "center"), Column(37, "right"), Column(38)  # the sum holds 999 999 999 999,99 in bold
Blocks = Sequence[Block]


def cost_head(percent: Decimal | None) -> str:
    """Return the head of a column of prices: with VAT in them it says so."""
    return "Стоимость с НДС, руб." if percent else "Стоимость, руб."
