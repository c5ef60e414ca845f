"""Papers as PDF: a typst form filled with plain values; sums and days said in words as papers say them."""

import json
from datetime import date
from pathlib import Path

import typst
from num2words import num2words

MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня",
          "июля", "августа", "сентября", "октября", "ноября", "декабря")  # fmt: skip


def as_pdf(form: Path, told: dict) -> bytes:
    """Return the PDF of the typst form; it reads the values from `sys.inputs.told` as JSON and opens no other file."""
    inputs = {"told": json.dumps(told, ensure_ascii=False)}
    return typst.compile(str(form), root=str(form.parent), sys_inputs=inputs, ignore_system_fonts=True)


def amount_in_words(kopecks: int) -> str:
    """Return a sum as Russian papers say it: «Сто двадцать рублей 05 копеек»."""
    rubles, rest = divmod(abs(kopecks), 100)
    words = num2words(rubles, lang="ru")
    sign = "минус " if kopecks < 0 else ""
    said = f"{sign}{words} {_form(rubles, 'рубль', 'рубля', 'рублей')} {rest:02d} {_form(rest, 'копейка', 'копейки', 'копеек')}"
    return said[0].upper() + said[1:]


def _form(count: int, one: str, few: str, many: str) -> str:
    tens, units = count % 100, count % 10
    if 11 <= tens <= 14:
        return many
    return one if units == 1 else few if 2 <= units <= 4 else many


def day_in_words(day: date) -> str:
    """Return a day as Russian papers say it: «5 марта 2026 г.»."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} г."


def amount_in_figures(kopecks: int) -> str:
    """Return a sum as Russian papers write it: «1 250 000,00», with spaces that do not break."""
    rubles, rest = divmod(abs(kopecks), 100)
    return f"{'-' if kopecks < 0 else ''}{rubles:,}".replace(",", " ") + f",{rest:02d}"
