"""When two leads look like one: the signs they share, what each weighs, and how that is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.states import Moves


class LikenessState(TextChoices):
    OPEN = "open", _("To be looked at")
    SAME = "same", _("One and the same")
    DIFFERENT = "different", _("Different")


LIKENESS_MOVES = Moves(LikenessState, {
    "same": {"open": "same", "different": "same"},
    "different": {"open": "different", "same": "different"},
    "open": {"same": "open", "different": "open"},
})  # fmt: skip

WORDS = {
    "phone": _("the same phone: %(said)s"),
    "email": _("the same e-mail: %(said)s"),
    "inn": _("the same INN: %(said)s"),
    "client": _("the same client: %(said)s"),
    "domain": _("the same domain: %(said)s"),
    "name": _("like names: %(ours)s / %(said)s"),
}


@dataclass(frozen=True)
class Limits:
    """What the signs weigh and from where on a person is asked, as in force on a day."""

    starts_on: date
    weights: Mapping[str, int]
    strong: tuple[str, ...]
    ask_from: int
    like_names_from: float
    closed_within_days: int
    most: int


@dataclass(frozen=True)
class Face:
    """By what a lead is known: the keys of its contact and its client."""

    phone: str = ""
    email: str = ""
    inn: str = ""
    domain: str = ""
    client_id: int = 0
    name: str = ""
    name_key: str = ""


@cache
def editions() -> list[Limits]:
    """Return the shipped editions of the limits, the latest first."""
    told = yaml.safe_load((Path(__file__).parents[1] / "likeness.yaml").read_text("utf-8"))
    return sorted((Limits(**{**one, "strong": tuple(one["strong"])}) for one in told), key=lambda one: one.starts_on, reverse=True)


def limits_on(day: date) -> Limits:
    """Return the limits in force on the day; before the first edition, the first."""
    return next((one for one in editions() if one.starts_on <= day), editions()[-1])


def signs_shared(ours: Face, theirs: Face, limits: Limits) -> list[dict]:
    """List the signs that two leads share, the heaviest first, each as plain values: code, said, ours.

    Of one client the INN and the domain are the same anyway: they say nothing more.
    """
    one_client = bool(ours.client_id) and ours.client_id == theirs.client_id
    codes = ("phone", "email") if one_client else ("phone", "email", "inn", "domain")
    found = [{"code": code, "said": getattr(ours, code)} for code in codes if getattr(ours, code) and getattr(ours, code) == getattr(theirs, code)]
    if one_client:
        found.append({"code": "client", "said": theirs.name})
    elif alike(ours.name_key, theirs.name_key) >= limits.like_names_from:
        found.append({"code": "name", "said": theirs.name, "ours": ours.name})
    return sorted(found, key=lambda sign: -limits.weights[sign["code"]])


def weight_of(signs: Iterable[Mapping], limits: Limits) -> int:
    """Return what the signs weigh together."""
    return sum(limits.weights[sign["code"]] for sign in signs)


def is_strong(signs: Iterable[Mapping], limits: Limits) -> bool:
    """Tell whether one of the signs is enough to speak of one and the same."""
    return any(sign["code"] in limits.strong for sign in signs)


def told(signs: Iterable[Mapping]) -> list[str]:
    """Tell the signs in words."""
    return [str(WORDS[sign["code"]]) % {"ours": "", **sign} for sign in signs]


def alike(one: str, other: str) -> float:
    """Return the share of common trigrams of two names, from 0 to 1, as pg_trgm's similarity counts it."""
    ours, theirs = _trigrams(one), _trigrams(other)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _trigrams(text: str) -> set[str]:
    padded = (f"  {word} " for word in text.split())
    return {word[n : n + 3] for word in padded for n in range(len(word) - 2)}
