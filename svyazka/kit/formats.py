"""How money, hours, days and moments are written for the person who reads, in Russian or English."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svyazka.kit.regions import shown_region

NBSP = "\u00a0"
LONG_MONTHS = re.compile("нояб|сент|февр")


def _locale() -> str:
    return "en_GB" if (translation.get_language() or "ru").startswith("en") else "ru"


def rub(kopecks: int | None) -> str:
    """Write kopecks as roubles: «1 250 000 ₽», kopecks shown only when there are some."""
    if kopecks is None:
        return "—"
    amount = Decimal(kopecks) / 100
    pattern = "#,##0.00" if kopecks % 100 else "#,##0"
    return f"{format_decimal(amount, pattern, locale='ru').replace(chr(0x202f), NBSP)}{NBSP}₽".replace("-", "−")


def hours(value: Decimal | float | int | None) -> str:
    """Write hours: «7,5 ч»."""
    if value is None:
        return "—"
    told = format_decimal(Decimal(str(value)), "#,##0.##", locale=_locale())
    return (_("%(hours)s h") % {"hours": told}).replace(" ", NBSP)


def number(value, pattern: str = "#,##0.##") -> str:
    """Write a number."""
    return "—" if value is None else format_decimal(value, pattern, locale=_locale())


def percent(value) -> str:
    """Write per cent: «12,5 %»."""
    return "—" if value is None else f"{number(Decimal(str(value)), '#,##0.#')}{NBSP}%"


def _day_of(value: date | str) -> date:
    """Return the day of a day, of a day kept as text, or of a moment as the reader's zone has it."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    return date.fromisoformat(value) if isinstance(value, str) else value


def day(value: date | str | None) -> str:
    """Write a day in full: «24 ноября 2026»; a day kept as text is read first. Raises ValueError if it is none."""
    if value is None:
        return "—"
    return format_date(_day_of(value), "d MMMM y", locale=_locale())


def day_short(value: date | str | None) -> str:
    """Write a day shortly: «24 ноя», with the year when it is another one. Raises ValueError as `day` does."""
    if value is None:
        return "—"
    value = _day_of(value)
    return _shortly(value, "d MMM" if value.year == timezone.localdate().year else "d MMM y")


def day_of_week(value: date) -> str:
    """Write a day as the head of a column of a week: «ср 25 ноя», never with the year; the weekday in a line of its own."""
    return f"{_shortly(value, 'EEE')}\n{_shortly(value, 'd MMM').replace(' ', NBSP)}"


def _shortly(value: date, pattern: str) -> str:
    return LONG_MONTHS.sub(lambda month: month[0][:3], format_date(value, pattern, locale=_locale()).replace(".", ""))


def month(value: date) -> str:
    """Write a month: «ноябрь 2026»."""
    return format_date(value, "LLLL y", locale=_locale())


def moment(value: datetime | None) -> str:
    """Write a moment in the reader's zone: «14:05» today, «24 ноя, 14:05» else."""
    if value is None:
        return "—"
    local = timezone.localtime(value)
    clock = format_datetime(local, "HH:mm", locale=_locale())
    return clock if local.date() == timezone.localdate() else f"{day_short(local.date())}, {clock}"


def clock_of(value: datetime) -> str:
    """Write what o'clock it is for the reader at that moment: «14:05»."""
    return f"{timezone.localtime(value):%H:%M}"


def at_clock(value: datetime) -> str:
    """Write when something near begins: «в 9:00», «завтра в 9:00», «30 ноя в 9:00»."""
    local = timezone.localtime(value)
    clock, ahead = f"{local:%H:%M}".lstrip("0"), (local.date() - timezone.localdate()).days
    if ahead == 0:
        return _("at %(clock)s") % {"clock": clock}
    if ahead == 1:
        return _("tomorrow at %(clock)s") % {"clock": clock}
    return _("on %(day)s at %(clock)s") % {"day": day_short(local.date()), "clock": clock}


def ago(value: datetime | None, now: datetime | None = None) -> str:
    """Write how far a moment is: «через 2 ч», «3 дн. назад»."""
    if value is None:
        return "—"
    left = value - (now or timezone.now())
    if abs(left) < timedelta(minutes=1):
        return str(_("just now"))
    told = how_long(abs(left))
    return _("in %(length)s") % {"length": told} if left > timedelta() else _("%(length)s ago") % {"length": told}


def how_long(value: timedelta) -> str:
    """Write a length of time in its largest unit."""
    minutes = int(value.total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)s hour", "%(n)s hours", minutes // 60) % {"n": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


MINUTES_TILL = 24  # hours


def work_length(value: timedelta) -> str:
    """Write a length of working time: «45 мин», «1 ч 20 мин», «2 ч»; minutes count on the first day only."""
    hours, minutes = divmod(int(abs(value).total_seconds() // 60), 60)
    if 0 < hours < MINUTES_TILL and minutes:
        return (_("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}).replace(" ", NBSP)
    words = _("%(hours)s h") % {"hours": hours} if hours else _("%(minutes)s min") % {"minutes": minutes}
    return words.replace(" ", NBSP)


def phone(value: str) -> str:
    """Write a Russian number in groups, «+7 912 345-67-89»; any other as it was typed."""
    digits = "".join(filter(str.isdigit, value or ""))
    if len(digits) != 11 or digits[0] not in "78":
        return value or "—"
    return f"+7{NBSP}{digits[1:4]}{NBSP}{digits[4:7]}-{digits[7:9]}-{digits[9:]}"


def bytes_told(count: int) -> str:
    """Return a size as people read it: 812 B, 14 KB, 3.2 MB."""
    if count < 1024:
        return _("%(count)s B") % {"count": count}
    if count < 1024**2:
        return _("%(count)s KB") % {"count": number(round(count / 1024))}
    return _("%(count)s MB") % {"count": number(round(count / 1024**2, 1))}


def initials(name: str) -> str:
    """Return the first letters of a person's first and last word."""
    words = [word for word in str(name).split() if word]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def tone_of(name: str) -> int:
    """Return which of six tones a person's avatar has, always the same."""
    return sum(map(ord, str(name))) % 6


def truncate(text: object, most: int) -> str:
    """Return the text cut to about so many characters: between words where it has any, never after a full stop."""
    told = str(text)
    if len(told) <= most + 5:  # what is a little longer is not worth an ellipsis
        return told
    return told[:most].rsplit(" ", 1)[0].rstrip(" .,:;!?–—…-") + "…"


FILTERS = {
    function.__name__: function
    for function in (shown_region, rub, hours, number, percent, day, day_short, day_of_week, month, moment, clock_of, at_clock, ago, how_long, work_length, bytes_told, phone, initials, tone_of, truncate)
}
