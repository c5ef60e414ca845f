"""Sums, days and shares said in words as papers say them."""

from datetime import date
from decimal import Decimal

from num2words import num2words

MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня",
          "июля", "августа", "сентября", "октября", "ноября", "декабря")  # fmt: skip
NBSP = "\u00a0"


def amount_in_words(kopecks: int, language: str = "ru") -> str:
    """Return a sum as papers say it: «Сто двадцать рублей 05 копеек», “One hundred and twenty roubles 05 kopecks”."""
    rubles, rest = divmod(abs(kopecks), 100)
    words = num2words(rubles, lang=language)
    if language == "en":
        said = f"{words} {'rouble' if rubles == 1 else 'roubles'} {rest:02d} {'kopeck' if rest == 1 else 'kopecks'}"
        said = f"minus {said}" if kopecks < 0 else said
    else:
        said = f"{words} {form_of(rubles, 'рубль', 'рубля', 'рублей')} {rest:02d} {form_of(rest, 'копейка', 'копейки', 'копеек')}"
        said = f"минус {said}" if kopecks < 0 else said
    return said[0].upper() + said[1:]


def form_of(count: int, one: str, few: str, many: str) -> str:
    """Return the form of a Russian noun that stands with this number."""
    tens, units = count % 100, count % 10
    if 11 <= tens <= 14:
        return many
    return one if units == 1 else few if 2 <= units <= 4 else many


def day_in_words(day: date) -> str:
    """Return a day as Russian papers say it: «5 марта 2026 г.», its parts not torn between lines."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}{NBSP}г."


def amount_in_figures(kopecks: int) -> str:
    """Return a sum as Russian papers write it: «1 250 000,00», with spaces that do not break."""
    rubles, rest = divmod(abs(kopecks), 100)
    return f"{'-' if kopecks < 0 else ''}{rubles:,}".replace(",", NBSP) + f",{rest:02d}"


def amount_said(kopecks: int) -> str:
    """Return a sum in figures and in words: «360 000,00 руб. (Триста шестьдесят тысяч рублей 00 копеек)»."""
    return f"{amount_in_figures(kopecks)}{NBSP}руб. ({amount_in_words(kopecks)})"


def percent_said(percent: Decimal) -> str:
    """Return a share as papers write it: «22 %», «7,5 %»."""
    return format(Decimal(percent).normalize(), "f").replace(".", ",") + f"{NBSP}%"
