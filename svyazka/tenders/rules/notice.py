"""A notice of a purchase as a file tells it, and what becomes of it: ours, not ours, too late, or for a person to look at."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class FileState(TextChoices):
    STORED = "stored", _("stored")
    READ = "read", _("read")
    DEAD = "dead", _("cannot be read")


class NoticeState(TextChoices):
    TAKEN = "taken", _("is a tender")
    NOT_OURS = "not_ours", _("not ours")
    LATE = "late", _("too late")
    WAITING = "waiting", _("waits for you")


class Unreadable(Exception):
    """The bytes hold no notice that can be read; the reason is for the person who sent them."""


@dataclass(frozen=True)
class Told:
    """A purchase in the words of its notice. Money is kopecks, moments know their zone, numbers are text: zeros lead them."""

    key: str
    title: str
    number: str = ""
    edition: int = 0
    law: str = ""
    method: str = ""
    way: str = ""
    customer: str = ""
    inn: str = ""
    kpp: str = ""
    region: str = ""
    place: str = ""
    platform: str = ""
    link: str = ""
    published_at: datetime | None = None
    deadline_at: datetime | None = None
    session_on: date | None = None
    summarizing_on: date | None = None
    price_kopecks: int | None = None
    bid_security_kopecks: int | None = None
    performance_security_kopecks: int | None = None
    advance_percent: str = ""
    contract_until_on: date | None = None
    contact: dict = field(default_factory=dict)
    codes: tuple[tuple[str, str], ...] = ()
    items: tuple[dict, ...] = ()
    items_count: int = 0
    criteria: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()

    def plain(self) -> dict:
        """Return the notice as plain JSON values."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}


def is_ours(code: str, prefixes: Iterable[str]) -> bool:
    """Tell whether the code lies under one of our prefixes: 73.1 holds 73.11 and 73.12, and 62 is not 620.1."""
    return any(code == prefix or code.startswith(prefix if "." in prefix else f"{prefix}.") for prefix in prefixes)


def fate(told: Told, prefixes: Iterable[str], at: datetime) -> tuple[NoticeState, str]:
    """Return what becomes of the notice at that moment, and why."""
    prefixes = list(prefixes)
    if told.codes and not any(is_ours(code, prefixes) for code, _name in told.codes):
        return NoticeState.NOT_OURS, _now("The codes are not ours: %(codes)s.") % {"codes": ", ".join(code for code, _n in told.codes[:4])}
    if told.deadline_at is not None and told.deadline_at <= at:
        return NoticeState.LATE, _now("Applications were taken until %(day)s.") % {"day": f"{told.deadline_at:%d.%m.%Y}"}
    if told.deadline_at is None or not told.price_kopecks:
        return NoticeState.WAITING, _now("The notice does not tell the deadline or the price: look at it and say.")
    if not told.codes:
        return NoticeState.WAITING, _now("The notice tells no code of the classifier: look whether it is ours.")
    return NoticeState.TAKEN, ""
