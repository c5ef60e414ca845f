"""Forms of looking back as data: their columns by language, from a day on."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from svyazka.kit.dated import reasons_against_day
from svyazka.work.rules.retro import MOST_VOTES

SHIPPED = Path(__file__).parents[1] / "retro_formats.yaml"
LEAST_COLUMNS, MOST_COLUMNS, MOST_QUESTIONS = 2, 6, 3
LANGUAGES = ("ru", "en")


def shipped() -> dict[str, dict]:
    """Return, by code, the forms an agency begins with: kind, name, columns, votes, after; in their order."""
    told = yaml.safe_load(SHIPPED.read_text("utf-8"))
    return {code: {"votes": 3, "after": [], "position": n, **row} for n, (code, row) in enumerate(told.items(), 1)}


def in_language(name: Mapping[str, str]) -> str:
    """Return the name in the reader's language, or in whichever it is written."""
    wanted = (get_language() or "ru")[:2]
    return name.get(wanted) or next((name[one] for one in LANGUAGES if name.get(one)), "")


def reasons_not_a_format(*, name: Mapping[str, str], columns: Sequence[Mapping], votes: int, asks: bool = False, starts_on: date, today: date,
                         taken: bool) -> list:  # fmt: skip
    """List why this is no edition of a form; one without columns ends the form from its day. `asks`: the client is asked by it."""
    reasons = []
    if not all(name.get(one, "").strip() for one in LANGUAGES):
        reasons.append(_("A form is named in Russian and in English."))
    if columns and not LEAST_COLUMNS <= len(columns) <= MOST_COLUMNS:
        reasons.append(_("A form has from two to six columns."))
    if not all(column.get(one, "").strip() for column in columns for one in LANGUAGES):
        reasons.append(_("Each column is named in Russian and in English."))
    asked = [column["ask"] for column in columns if column.get("ask")]
    if asked and not asks:
        reasons.append(_("Only a form for after an acceptance asks the client."))
    if len(asked) > MOST_QUESTIONS:
        reasons.append(_("A client is asked at most three questions: more are not answered."))
    if not all(ask.get(one, "").strip() for ask in asked for one in LANGUAGES):
        reasons.append(_("Each question is in Russian and in English."))
    if not 1 <= votes <= MOST_VOTES:
        reasons.append(_("A person has from one to nine votes."))
    return reasons + reasons_against_day(starts_on=starts_on, today=today, taken=taken)
