"""On what terms people take leads, the order of choosing, and what becomes of an offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves


@dataclass(frozen=True)
class Terms:
    """How many open leads a person has at most, what they work with and what they do not take."""

    most_open: int = 10
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    refused_sources: tuple[str, ...] = ()
    refused_channels: tuple[str, ...] = ()
    paused_until: date | None = None


ANYBODY = Terms()


class Criterion(TextChoices):
    """What tells two people apart, when both could take the lead."""

    CLIENT = "client", _("Knows the client")
    HEARD = "heard", _("Wrote the lead down")
    REGION = "region", _("Works with the region")
    LANGUAGE = "language", _("Speaks the language")
    LOAD = "load", _("Fewer open leads")
    HOURS = "hours", _("Fewer hours a week in work")
    RESTED = "rested", _("Longest without a new lead")


ORDER = tuple(Criterion.values)


class Language(TextChoices):
    """A language in which clients write."""

    RU = "ru", _("Russian")
    EN = "en", _("English")
    ZH = "zh", _("Chinese")


class OfferState(TextChoices):
    """What became of an offer; `nobody` is a decision that offers the lead to all at once."""

    OFFERED = "offered", pgettext_lazy("offer of a lead", "Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("offer of a lead", "Accepted")
    DECLINED = "declined", pgettext_lazy("offer of a lead", "Declined")
    LAPSED = "lapsed", pgettext_lazy("offer of a lead", "Not answered in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer of a lead", "Withdrawn")
    RETURNED = "returned", pgettext_lazy("offer of a lead", "Returned")
    NOBODY = "nobody", pgettext_lazy("offer of a lead", "Open to everybody")


OFFER_MOVES = Moves(OfferState, {
    "accept": {"offered": "accepted"},
    "decline": {"offered": "declined"},
    "lapse": {"offered": "lapsed"},
    "withdraw": {"offered": "withdrawn"},
})

ASKED_ONCE = (OfferState.DECLINED, OfferState.LAPSED, OfferState.RETURNED)
"""Whoever ended an offer so is not asked again by the order for the same lead."""

FRESH = timedelta(days=3)
"""A lead older than a long weekend is history that is being brought in: it is not offered by the order."""

SCRIPTS = ((Language.RU, "\u0400", "\u04ff", 30), (Language.ZH, "\u4e00", "\u9fff", 30), (Language.EN, "A", "z", 70))
"""Language, its letters, per cent of them that is enough: names of brands and services are Latin in any language."""


def language_of(text: str) -> str:
    """Return the language in which the text is written, or nothing if its letters are too few or mixed."""
    letters = [letter for letter in text if letter.isalpha()]
    for code, low, high, enough in SCRIPTS:
        count = sum(low <= letter <= high for letter in letters)
        if count >= 3 and count * 100 >= len(letters) * enough:
            return str(code)
    return ""


def is_fresh(received_at: datetime, at: datetime) -> bool:
    """Tell whether the lead has just come, and so must find its account manager now."""
    return at - received_at < FRESH


def reasons_not_such_terms(*, most_open: int | None, languages: Iterable[str], order: Sequence[str], paused_until: date | None,
                           starts_on: date, day: date) -> list:  # fmt: skip
    """List what is wrong with the terms: too many leads, an unknown language, an order that is not whole, a day past."""
    reasons = []
    if most_open is not None and not 0 <= most_open <= 1000:
        reasons.append(_("Say how many open leads at once, from 0 to 1000."))
    if set(languages) - set(Language.values):
        reasons.append(_("There is no such language here."))
    if order and sorted(order) != sorted(ORDER):
        reasons.append(_("The order names each criterion once."))
    if paused_until and paused_until <= starts_on:
        reasons.append(_("A pause ends on a day to come."))
    if starts_on < day:
        reasons.append(_("Terms are set from today on: what was decided stays as it was decided."))
    return reasons


def reasons_not_to_answer(*, state: str, ended: str, taken_by: str) -> list:
    """List why the offer cannot be answered any more."""
    if state == OfferState.OFFERED:
        return []
    if taken_by:
        return [_("%(name)s has taken this lead already.") % {"name": taken_by}]
    told = {"state": OfferState(state).label, "reason": ended}
    return [_("This offer is over: %(state)s. %(reason)s") % told if ended else _("This offer is over: %(state)s.") % told]


def named(words: Iterable[str]) -> list[str]:
    """Return the names without blanks and repetitions, in their order."""
    return list(dict.fromkeys(word.strip()[:100] for word in words if word.strip()))
