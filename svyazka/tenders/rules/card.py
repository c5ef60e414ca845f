"""The card of go or no-go: scores from 0 to 5 by weighed criteria, and what they suggest. The decision stays a person's."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST = 5
GO_FROM, NO_GO_BELOW = Decimal(65), Decimal(45)  # our own bounds, in per cent of the best card

CRITERIA = (  # code, what, weight, whether the PM says it
    ("fit", "Задача по нашему профилю", 25, False),
    ("feasible", "Команда успеет и сможет, по слову PM", 25, True),
    ("margin", "Маржа при вероятной цене", 20, False),
    ("chance", "Шансы на победу", 15, False),
    ("risk", "Риски контракта и заказчика: чем меньше, тем выше балл", 10, False),
    ("frozen", "Деньги в обеспечении посильны", 5, False),
)


class Suggestion(TextChoices):
    GO = "go", _("the card says: take part")
    THINK = "think", _("the card says: think it over")
    NO_GO = "no_go", _("the card says: do not take part")
    UNFINISHED = "unfinished", _("the card is not filled yet")


@dataclass(frozen=True)
class Line:
    """One criterion with its weight and the score it was given, or None."""

    weight: int
    score: int | None


@dataclass(frozen=True)
class Weighed:
    """What the scores come to: per cent of the best card over what has been scored, and how many still wait."""

    percent: Decimal | None
    waiting: int
    suggestion: Suggestion


def weighed(lines: Iterable[Line]) -> Weighed:
    """Weigh the card."""
    lines = list(lines)
    scored = [line for line in lines if line.score is not None]
    weight = sum(line.weight for line in scored)
    waiting = len(lines) - len(scored)
    if not weight:
        return Weighed(None, waiting, Suggestion.UNFINISHED)
    percent = Decimal(100 * sum(line.weight * (line.score or 0) for line in scored)) / (MOST * weight)
    return Weighed(percent.quantize(Decimal("0.1")), waiting, Suggestion.UNFINISHED if waiting else _suggested(percent))


def _suggested(percent: Decimal) -> Suggestion:
    if percent >= GO_FROM:
        return Suggestion.GO
    return Suggestion.NO_GO if percent < NO_GO_BELOW else Suggestion.THINK


def reasons_not_to_score(*, score: int, word: str, ended: bool) -> list:
    """List why such a score is not taken."""
    found = []
    if not 0 <= score <= MOST:
        found.append(_("A score is from 0 to %(most)s.") % {"most": MOST})
    if not word.strip():
        found.append(_("Say in a word why: the card is read again when the tender is over."))
    if ended:
        found.append(_("This criterion is not in use any more."))
    return found
