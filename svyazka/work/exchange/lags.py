"""Lags as MS Project says them: working time, time round the clock, a share of the earlier task; in its letters or in words."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from svyazka.kit.formats import hours, percent
from svyazka.work.exchange.shapes import KINDS, TENTHS, Link, PlanTask

DAYS, PERCENT, ELAPSED_PERCENT = 7, 19, 20  # LagFormat of MSPDI; 32 more is the same, estimated
ESTIMATED = 32
ROUND_THE_CLOCK = frozenset({4, 6, 8, 10, 12, ELAPSED_PERCENT})
RU = dict(zip(KINDS, ("ОО", "ОН", "НО", "НН"), strict=True))  # «окончание-начало» is ОН, as the Russian edition writes
READ = {kind: kind for kind in KINDS} | {told: kind for kind, told in RU.items()}
MINUTES = {  # of working time in each unit, by an eight-hour day, a week of five days, a month of twenty
    1: ("m", "min", "mins", "minute", "minutes", "м", "мин", "минута", "минуты", "минут"),
    60: ("h", "hr", "hrs", "hour", "hours", "ч", "час", "часа", "часов"),
    480: ("d", "dy", "dys", "day", "days", "д", "дн", "день", "дня", "дней"),
    2400: ("w", "wk", "wks", "week", "weeks", "н", "нед", "неделя", "недели", "недель"),
    9600: ("mo", "mon", "mons", "month", "months", "мес", "месяц", "месяца", "месяцев"),
}
CLOCK = {1: 1, 60: 60, 480: 1440, 2400: 10_080, 9600: 43_200}  # minutes of the same round the clock
UNITS = {word: minutes for minutes, words in MINUTES.items() for word in words}
SHAPE = re.compile(r"(\d{1,10})\s*(FF|FS|SF|SS|ОО|ОН|НО|НН)?\s*(?:([+\-−])\s*(\d{1,7}(?:[.,]\d{1,2})?)\s*([eп]?%|[a-zа-я]{1,8}\.?)?)?", re.IGNORECASE)
WORKING = Decimal(2400) / CLOCK[2400]  # the part of a week that is worked


def link_told(after: int, kind: str, lag: int, measure: int | None) -> Link:
    """Return a link of MSPDI, its lag by its LagFormat."""
    measure = (measure or DAYS) - (ESTIMATED if (measure or 0) > ESTIMATED else 0)
    if measure in (PERCENT, ELAPSED_PERCENT):
        return Link(after, kind, share=Decimal(lag))
    return Link(after, kind, _worked(Decimal(lag)), _round_the_clock(Decimal(lag) / TENTHS)) if lag and measure in ROUND_THE_CLOCK else Link(after, kind, lag)


def with_shares(tasks: Iterable[PlanTask]) -> tuple[PlanTask, ...]:
    """Return the tasks with each lag that is a share of the earlier task counted in its hours."""
    rows = tuple(tasks)
    of = {task.uid: task.hours for task in rows}
    return tuple(replace(task, after=tuple(_counted(link, of.get(link.after, Decimal(0))) for link in task.after)) for task in rows)


def _counted(link: Link, hours_of_it: Decimal) -> Link:
    if link.share is None:
        return link
    return Link(link.after, link.kind, _whole(link.share / 100 * hours_of_it * TENTHS), _("%(share)s of the earlier task") % {"share": percent(link.share)})


def _worked(tenths: Decimal) -> int:
    return _whole(tenths * WORKING)


def _whole(tenths: Decimal) -> int:
    return int(tenths.to_integral_value(ROUND_HALF_UP))


def _round_the_clock(length: Decimal) -> str:
    return _("%(lag)s round the clock") % {"lag": hours(length)}


def link_written(link: Link) -> str:
    """Return the link as MS Project writes it in the reader's language: 12, 12SS, 12FS+4h, 12НН-0,5ч."""
    russian = not (get_language() or "ru").startswith("en")
    if not link.lag:
        return f"{link.after}{'' if link.kind == 'FS' else RU[link.kind] if russian else link.kind}"
    whole = link.lag % (TENTHS // 100) == 0
    amount = Decimal(abs(link.lag)) / (TENTHS if whole else 10)
    unit = ("ч" if whole else "м") if russian else ("h" if whole else "m")
    told = f"{amount.normalize():f}".replace(".", "," if russian else ".")
    return f"{link.after}{RU[link.kind] if russian else link.kind}{'-' if link.lag < 0 else '+'}{told}{unit}"


def link_read(text: str) -> Link | None:
    """Return the link written so, in either language, or None for what is none; days, weeks and months are of working time."""
    found = SHAPE.fullmatch(text.strip())
    if not found:
        return None
    after, kind, sign, amount, unit = found.groups()
    link = Link(int(after), READ[kind.upper()] if kind else "FS")
    return _lagged(link, -1 if sign in ("-", "−") else 1, Decimal(amount.replace(",", ".")), (unit or "").lower().rstrip(".")) if sign else link


def _lagged(link: Link, sign: int, amount: Decimal, unit: str) -> Link | None:
    if unit.endswith("%"):
        return Link(link.after, link.kind, share=sign * amount)
    minutes, clock = UNITS.get(unit or "d"), CLOCK.get(UNITS.get(unit[1:], 0)) if unit[:1] in ("e", "п") else None
    if minutes:
        return Link(link.after, link.kind, sign * _whole(amount * minutes * 10))
    return Link(link.after, link.kind, sign * _worked(amount * clock * 10), _round_the_clock(sign * amount * clock / 60)) if clock else None
