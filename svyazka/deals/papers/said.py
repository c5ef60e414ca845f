"""Terms, hours and VAT as papers say them."""

from decimal import Decimal

from num2words import num2words

from svyazka.deals.rules import vat_in
from svyazka.kit.papers import amount_said, form_of, percent_said


def vat_said(kopecks: int, percent: Decimal | None, basis: str) -> str:
    """Return VAT as papers say it after a sum: «в том числе НДС 22 % – … руб. (…)», «НДС не облагается на основании п. 1 ст. 145 НК РФ»."""
    if not percent:
        return f"НДС не облагается на основании {basis}" if basis else "НДС не облагается"
    return f"в том числе НДС {percent_said(percent)} – {amount_said(vat_in(kopecks, percent))}"


def working_days(days: int) -> str:
    """Return a term as papers say it: «5 (пяти) рабочих дней»."""
    return f"{days} ({num2words(days, lang='ru', case='g')}) {form_of(days, 'рабочего дня', 'рабочих дней', 'рабочих дней')}"


def calendar_days(days: int) -> str:
    """Return a term as papers say it: «5 (пяти) календарных дней»."""
    return f"{days} ({num2words(days, lang='ru', case='g')}) {form_of(days, 'календарного дня', 'календарных дней', 'календарных дней')}"


def hours_said(hours: Decimal) -> str:
    """Return hours as papers say them: «120 часов», «7,5 часа»."""
    told = format(hours.normalize(), "f").replace(".", ",")
    return f"{told} {form_of(int(hours), 'час', 'часа', 'часов') if hours == int(hours) else 'часа'}"


def hours_in_genitive(hours: Decimal) -> str:
    """Return hours as they stand after «до» and «не более»: «21 часа», «120 часов»."""
    told = format(hours.normalize(), "f").replace(".", ",")
    return f"{told} {form_of(int(hours), 'часа', 'часов', 'часов') if hours == int(hours) else 'часа'}"
