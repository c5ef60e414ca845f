"""Questions of an interview in words: services, kinds, the sets an agency begins with, what is no set."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml
from django.db.models import TextChoices
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

SHIPPED = Path(__file__).parents[1] / "questions.yaml"
MOST = 60  # questions of one talk; nobody answers more


class Service(TextChoices):
    SITE = "site", _("Site")
    SEO = "seo", "SEO"
    SMM = "smm", "SMM"
    ADS = "ads", _("Advertising")
    SUPPORT = "support", _("Support")


class QuestionKind(TextChoices):
    GOAL = "goal", _("Goal")
    MEASURE = "measure", pgettext_lazy("need", "Measure")
    FACT = "fact", _("Fact")
    AUDIENCE = "audience", _("Audience")
    MONEY = "money", _("Money")
    LIMITS = "limits", _("Limits")
    EMPATHY = "empathy", _("Business empathy")


@cache
def shipped_questions() -> dict[str, list[dict]]:
    """Read the questions an agency begins with, by service, in the order of the talk."""
    told = yaml.safe_load(SHIPPED.read_text("utf-8"))
    shared = told["everywhere"]
    return {service: [_row(one, shared) for one in rows] for service, rows in told["services"].items()}


def _row(one: str | Mapping, shared: Mapping) -> dict:
    told = {"code": one, **shared[one]} if isinstance(one, str) else dict(one)
    return {"code": told["code"], "kind": told["kind"], "needed": told["needed"], "text_ru": told["ru"], "text_en": told["en"],
            "hint_ru": told["hint_ru"], "hint_en": told["hint_en"]}  # fmt: skip


def in_language(russian: str, english: str) -> str:
    """Return the text in the reader's language; in the other where it was not written in theirs."""
    first, second = (english, russian) if (get_language() or "").startswith("en") else (russian, english)
    return first or second


def reasons_not_a_set(questions: Sequence[Mapping]) -> list:
    """List why these questions make no set: none, too many, one asked twice, no text, none that is needed."""
    texts = [(row.get("text_ru") or row.get("text_en") or "").strip() for row in questions]
    reasons = [] if questions else [_("A set has at least one question.")]
    if len(questions) > MOST:
        reasons.append(_("At most %(most)s questions: nobody answers more in one talk.") % {"most": MOST})
    if not all(texts):
        reasons.append(_("A question has its words, in Russian or in English."))
    reasons += [_("“%(text)s” is asked twice.") % {"text": text} for text in dict.fromkeys(texts) if text and texts.count(text) > 1]
    if questions and not any(row.get("needed") for row in questions):
        reasons.append(_("Mark at least one question as needed: else an interview never has a gap."))
    return reasons


def codes_of(questions: Sequence[Mapping], known: Sequence[str]) -> list[str]:
    """Give each question its code: the one it names of those known, once each; a new one to the rest."""
    free, given = set(known), []
    last = max((int(code.removeprefix("own-")) for code in known if code.removeprefix("own-").isdecimal()), default=0)
    for row in questions:
        code = row.get("code") or ""
        if code in free:
            free.discard(code)
        else:
            last += 1
            code = f"own-{last}"
        given.append(code)
    return given
