"""The order of a day: what is late, what is due today, what comes next, what has no clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from svyazka.kit.today import Item

SECTIONS = (
    ("late", _("Late")),
    ("today", _("Today")),
    ("next", _("Next days")),
    ("open", _("Without a date")),
)


def ordered(items: Iterable[Item], at: datetime) -> list[dict]:
    """Return the sections that have items, each ordered by its clock; late ones stand first."""
    piles: dict[str, list[Item]] = {code: [] for code, _label in SECTIONS}
    for item in items:
        piles[_section(item, at)].append(item)
    for pile in piles.values():
        pile.sort(key=lambda item: (item.due_at is None, item.due_at or at, item.title))
    return [{"code": code, "label": label, "items": piles[code]} for code, label in SECTIONS if piles[code]]


def _section(item: Item, at: datetime) -> str:
    if item.due_at is None:
        return "open"
    if item.due_at < at:
        return "late"
    tomorrow = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return "today" if item.due_at < tomorrow else "next"
