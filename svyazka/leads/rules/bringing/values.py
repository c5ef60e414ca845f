"""What one cell says: a moment, a sum, a phone, a person's name; and why it says nothing that can be read."""

import re
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

import phonenumbers
from django.utils.translation import gettext as _

from svyazka.kit.money import MOST_KOPECKS, round_kopecks

NOT_YET = ("", "-", "—", "не закрыта", "не закрыт", "нет", "null", "none")
DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$")
SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$")
CURRENCIES = (("₸", "KZT"), ("тенге", "KZT"), ("kzt", "KZT"), ("$", "USD"), ("usd", "USD"), ("€", "EUR"), ("eur", "EUR"),
              ("byn", "BYN"), ("uah", "UAH"), ("₴", "UAH"), ("₽", "RUB"), ("руб", "RUB"), ("rub", "RUB"))  # fmt: skip
GROUPED = re.compile(r"^[1-9]\d{0,2}([.,]\d{3})+$")
EXPONENT = re.compile(r"\d[eEеЕ][+-]?\d")  # «1e5» is no sum that a person means


class NotRead(ValueError):
    """A cell that says nothing we can read; the message is the reason."""


def moment_of(text: str, zone: str) -> datetime | None:
    """Return the moment a cell names, in that zone when it names none; None when it says “not yet”.

    Raises NotRead for what is no moment, and for a day that may be read in two ways.
    """
    told = text.strip().lstrip("'")
    if told.lower() in NOT_YET:
        return None
    try:
        found = _moment(told)
    except ValueError:
        raise NotRead(_("“%(value)s” is no day: write it as 31.01.2026 or 2026-01-31.") % {"value": told[:60]}) from None
    if not 1990 <= found.year <= 2100:
        raise NotRead(_("“%(value)s” is no day of our time.") % {"value": told[:60]})
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def _moment(told: str) -> datetime:
    if dotted := DOTTED.match(told):
        day, month, year = (int(part) for part in dotted.groups()[:3])
        return datetime.combine(datetime(year, month, day), _clock(dotted.groups()[3:]))
    if slashed := SLASHED.match(told):
        day, month, year = _slashed(told, *(int(part) for part in slashed.groups()[:3]))
        return datetime.combine(datetime(year, month, day), _clock(slashed.groups()[3:]))
    return datetime.fromisoformat(told.removesuffix(" UTC"))


def _clock(parts: tuple) -> time:
    return time(*(int(part or 0) for part in parts))


def _slashed(told: str, first: int, second: int, year: int) -> tuple[int, int, int]:
    if first <= 12 and second <= 12 and first != second:
        raise NotRead(_("“%(value)s” may be read as two days: write it as 2026-01-31.") % {"value": told})
    return (first, second, year) if first > 12 else (second, first, year)


def kopecks_of(text: str) -> int:
    """Return a sum in whole kopecks: «1 234,56», «$125,000», «561000.00|RUB»; nothing is 0. Raises NotRead."""
    if EXPONENT.search(text):
        raise NotRead(_("“%(value)s” is no sum.") % {"value": text[:60]})
    told = re.sub(r"[^\d.,\-]", "", text.partition("|")[0]).strip(".,")
    if not told or text.strip().lower() in NOT_YET:
        if re.search(r"\w", text) and text.strip().lower() not in NOT_YET:
            raise NotRead(_("“%(value)s” is no sum.") % {"value": text[:60]})
        return 0
    try:
        found = round_kopecks(_decimal(told) * 100)
    except InvalidOperation:
        raise NotRead(_("“%(value)s” is no sum.") % {"value": text[:60]}) from None
    if not 0 <= found < MOST_KOPECKS:
        raise NotRead(_("A sum is from nothing to a trillion roubles, not “%(value)s”.") % {"value": text[:60]})
    return found


def _decimal(told: str) -> Decimal:
    """Read digits whose last separator, if it parts no group of three, begins the fraction."""
    if GROUPED.match(told) and len({sign for sign in told if sign in ".,"}) == 1:
        return Decimal(re.sub("[.,]", "", told))
    whole, sign, part = told.rpartition(max(".,", key=told.rfind))
    return Decimal(f"{re.sub('[.,]', '', whole)}.{part}") if sign else Decimal(told)


def currency_in(text: str) -> str:
    """Return the currency that a text names, or an empty word."""
    return next((code for sign, code in CURRENCIES if sign in text.lower()), "")


def currency_of(*texts: str) -> str:
    """Return the currency that the first of these texts names; roubles when none does."""
    return next(filter(None, map(currency_in, texts)), "RUB")


def phone_of(texts: list[str]) -> str:
    """Return the first phone among the cells, as +79123456789 when it is one, else as it stands."""
    told = [part.strip().lstrip("'").strip() for text in texts for part in re.split(r"[;\n]|,(?=\s*[+\d'(])", text) if part.strip(" '")]
    for one in told:
        try:
            number = phonenumbers.parse(one, "RU")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return told[0][:40] if told else ""


def email_of(texts: list[str]) -> str:
    """Return the first e-mail among the cells, in small letters; nothing when none looks like one."""
    words = [word.strip("<>'\"()").lower() for text in texts for word in re.split(r"[\s,;]+", text)]
    return next((word for word in words if "@" in word.strip("@") and len(word) <= 254), "")


def name_words(name: str) -> frozenset[str]:
    """Return the words of a person's name, so that «Иванова Анна» is «Анна Иванова»."""
    return frozenset(re.findall(r"[^\W\d_]+", name.lower().replace("ё", "е")))
