"""Visiting cards typed in a hurry: each line is a person met, «Имя, компания, телефон», in whatever order."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MOST_LINES = 500
PHONE = re.compile(r"^\+?[\d\s()\-–.]{7,25}$")
MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
FIRM = re.compile(r"\b(ООО|АО|ПАО|ЗАО|ОАО|ИП|КФХ|АНО|НКО|ГК|ФГУП|МУП|КГБУ|КГАУ|МБУ|ТК|LLC|Ltd|Inc)\b|[«»\"“”]")


@dataclass(frozen=True)
class Card:
    """One person met: their row in what was pasted, who they are, how to reach them, and what else was said."""

    row: int
    name: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""

    @property
    def reasons(self) -> list:
        """List why this line is nobody yet."""
        reasons = []
        if not self.name and not self.company:
            reasons.append(_("There is neither a name nor a company."))
        if not (self.company or self.phone or self.email):
            reasons.append(_("There is no company, phone or e-mail to know the person by."))
        return reasons


def cards_in(text: str) -> list[Card]:
    """Read the lines, at most five hundred; a heading and empty lines are passed over."""
    lines = ((row, line.strip()) for row, line in enumerate(text.splitlines(), 1))
    told = [(row, line) for row, line in lines if line and not _is_heading(line)]
    return [_card(row, line) for row, line in told[:MOST_LINES]]


def _is_heading(line: str) -> bool:
    return {part.strip().lower() for part in re.split(r"[,;\t]", line)} <= {"имя", "компания", "телефон", "почта", "e-mail", "email", "заметка", "name", "company", "phone", "note"}


def _card(row: int, line: str) -> Card:
    parts = [part.strip() for part in re.split(r"[;\t]" if re.search(r"[;\t]", line) else r",", line) if part.strip()]
    phone = _taken(parts, PHONE)
    email = _taken(parts, MAIL)
    company = next((part for part in parts if FIRM.search(part)), "")
    if company:
        parts.remove(company)
    name = parts.pop(0) if parts else ""
    company = company or (parts.pop(0) if parts else "")
    return Card(row, name[:200], company[:300], phone[:40], email[:200], ", ".join(parts)[:500])


def _taken(parts: list[str], pattern: re.Pattern) -> str:
    """Take the first part of this shape out of the parts."""
    found = next((part for part in parts if pattern.match(part) and (pattern is MAIL or len(re.findall(r"\d", part)) >= 7)), "")
    if found:
        parts.remove(found)
    return found
