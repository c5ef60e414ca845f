"""What the caught words seem to promise: the kind, and the day, guessed from Russian as people write it."""

import re
from datetime import date, timedelta

from svyazka.briefs.rules.promise import PromiseKind

MONTHS = {"январ": 1, "феврал": 2, "март": 3, "апрел": 4, "ма": 5, "июн": 6, "июл": 7, "август": 8, "сентябр": 9, "октябр": 10,
          "ноябр": 11, "декабр": 12}  # fmt: skip
MONTH = "|".join(f"{stem}[а-яё]*" for stem in MONTHS if stem != "ма") + "|ма[йяею]"
WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
COUNTS = {"один": 1, "одну": 1, "одна": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трёх": 3, "трех": 3, "четыре": 4, "пять": 5,
          "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "двенадцать": 12, "пару": 2}  # fmt: skip
COUNT = r"\d{1,3}|" + "|".join(COUNTS)
UNIT = r"рабоч\w+\s+дн\w*|дн\w*|день|недел\w*|месяц\w*|квартал\w*"
PRICE = re.compile(r"₽|\bруб|\d\s*(?:тыс|млн)\b|\bцен[аыуе]\b|\bскидк|\bбесплатн|\bстоит\b|\bстоимост", re.I)
RESULT = re.compile(r"\d\s*%|\bпроцент|\bрост(?:а|у|ом)?\b|\bвыраст|\bв\s+топ\b|\bтоп-?\d|\bувелич|\bповыс", re.I)
TERM = re.compile(rf"\b(?:{UNIT})(?!\w)|\b\d{{1,2}}\s+(?:{MONTH})\b|\b\d{{1,2}}\.(?:0\d|1[0-2])\b|\bзавтра\b|\bсегодня\b|\bсрок", re.I)
NUMBERED = re.compile(r"\b(\d{1,2})\.(0[1-9]|1[0-2])(?:\.(\d{4}|\d{2}))?\b")
NAMED = re.compile(rf"\b(\d{{1,2}})(?:-?го)?\s+({MONTH})\b(?:\s+(\d{{4}}))?", re.I)
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
AFTER = re.compile(rf"\b(?:через|за|в течение|спустя|займ[её]т)\s+(?:({COUNT})\s+)?({UNIT})(?!\w)", re.I)
END_OF = re.compile(rf"\b(?:до|к)\s+конц[ау]\s+(недели|месяца|года|квартала|{MONTH})", re.I)
ON_WEEKDAY = re.compile(r"\b(?:к|ко|до|в|во)\s+(?:(следующ\w+)\s+)?(понедельник|вторник|сред(?=[уыае]\b)|четверг|пятниц|суббот|воскресень)\w{0,2}\b", re.I)
THAT_WEEK = re.compile(r"\bна\s+(этой|следующей)\s+неделе\b", re.I)
IN_MONTH = re.compile(rf"\b(?:до|к)\s+({MONTH})\b", re.I)

ANY_DAY = date(2026, 1, 1)


def guessed_kind(text: str) -> PromiseKind:
    """Return what kind of promise the words seem to be: a price or a result may name a day too, a term names nothing else."""
    for kind, words in ((PromiseKind.PRICE, PRICE), (PromiseKind.RESULT, RESULT), (PromiseKind.TERM, TERM)):
        if words.search(text):
            return kind
    return PromiseKind.TERM if guessed_day(text, ANY_DAY) else PromiseKind.FEATURE


def guessed_day(text: str, said_on: date) -> date | None:
    """Return the day that the words name, counted from the day they were said; None if they name none."""
    for guess in (_iso, _named, _end_of, _numbered, _after, _weekday, _that_week, _word, _in_month):
        day = guess(text, said_on)
        if day is not None:
            return day
    return None


def _iso(text: str, said_on: date) -> date | None:
    found = ISO.search(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _numbered(text: str, said_on: date) -> date | None:
    found = NUMBERED.search(text)
    return _dated(int(found[1]), int(found[2]), found[3], said_on) if found else None


def _named(text: str, said_on: date) -> date | None:
    found = NAMED.search(text)
    return _dated(int(found[1]), _month(found[2]), found[3], said_on) if found else None


def _dated(day: int, month: int, year: str | None, said_on: date) -> date | None:
    """Return the day; one without a year is the nearest to come."""
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _day(said_on.year, month, day)
    return _day(said_on.year + 1, month, day) if found is not None and found < said_on else found


def _month(word: str) -> int:
    word = word.lower()
    return next(number for stem, number in MONTHS.items() if word.startswith(stem) and (stem != "ма" or len(word) <= 3))


def _after(text: str, said_on: date) -> date | None:
    found = AFTER.search(text)
    if found is None:
        return None
    told, unit = (found[1] or "1").lower(), found[2].lower()
    count = int(told) if told.isdigit() else COUNTS[told]
    if unit.startswith("недел"):
        return said_on + timedelta(days=7 * count)
    if unit.startswith("месяц"):
        return _months_later(said_on, count)
    if unit.startswith("квартал"):
        return _months_later(said_on, 3 * count)
    return _work_days_later(said_on, count) if unit.startswith("рабоч") else said_on + timedelta(days=count)


def _work_days_later(day: date, count: int) -> date:
    """Return the weekday that comes so many weekdays later; holidays are looked into by whoever judges."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _months_later(day: date, count: int) -> date | None:
    month = day.month - 1 + count
    first = _day(day.year + month // 12, month % 12 + 1, 1)
    return first and (_day(first.year, first.month, day.day) or _last_of(first.year, first.month))


def _last_of(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _end_of(text: str, said_on: date) -> date | None:
    found = END_OF.search(text)
    if found is None:
        return None
    what = found[1].lower()
    if what == "недели":
        return said_on + timedelta(days=(4 - said_on.weekday()) % 7)
    if what == "года":
        return date(said_on.year, 12, 31)
    if what == "квартала":
        return _last_of(said_on.year, (said_on.month + 2) // 3 * 3)
    month = said_on.month if what == "месяца" else _month(what)
    return _last_of(said_on.year + (month < said_on.month), month)


def _weekday(text: str, said_on: date) -> date | None:
    found = ON_WEEKDAY.search(text)
    if found is None:
        return None
    wanted = WEEKDAYS.index(found[2].lower())
    ahead = (wanted - said_on.weekday()) % 7 or 7
    next_week = found[1] and wanted > said_on.weekday()  # «в следующую пятницу», said on Monday
    return said_on + timedelta(days=ahead + 7 if next_week else ahead)


def _that_week(text: str, said_on: date) -> date | None:
    """Return the Friday of this week or of the next one."""
    found = THAT_WEEK.search(text)
    if found is None:
        return None
    friday = said_on + timedelta(days=4 - said_on.weekday())
    return friday + timedelta(days=7) if found[1].lower() == "следующей" else max(friday, said_on)


def _word(text: str, said_on: date) -> date | None:
    lower = text.lower()
    for word, days in (("послезавтра", 2), ("завтра", 1), ("сегодня", 0)):
        if re.search(rf"\b{word}\b", lower):
            return said_on + timedelta(days=days)
    return None


def _in_month(text: str, said_on: date) -> date | None:
    """Return the day before the month by which it is promised: «до марта» ends with February."""
    found = IN_MONTH.search(text)
    if found is None:
        return None
    month = _month(found[1])
    return date(said_on.year + (month <= said_on.month), month, 1) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
