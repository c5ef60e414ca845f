"""Golden mountains and promises kept: one definition each, shown where the figures are."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

VERSION = 2  # of the definitions below; figures of different versions are not compared
FEW = 8  # fewer promises than that tell nothing for sure
DIMENSIONS = {"person": _("Person"), "source": _("Source of the lead"), "client": _("Client"), "month": _("Month")}
INDEX = _("Promises that the client heard before the PM's word on them, or against it, of all promises that the client heard. "
          "What a rule of small promises lets through has its word; what two agreed to be no promise is counted apart; a promise counts "
          "in the month it was said.")  # fmt: skip
KEPT = _("Promises that were kept, or changed with the client's consent before their day, of those that are due: their day has passed, "
         "or it was said how they ended. One that nobody settled in time is not kept.")  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """Promises of one group: heard by the client, of them without and against the PM's word; due, and of them kept; struck out as none."""

    said: int = 0
    without: int = 0
    against: int = 0
    due: int = 0
    kept: int = 0
    disowned: int = 0

    @property
    def golden(self) -> int:
        return self.without + self.against

    @property
    def index(self) -> float | None:
        """Return the per cent of golden mountains; None of nothing, never zero."""
        return share(self.golden, self.said)

    @property
    def kept_share(self) -> float | None:
        return share(self.kept, self.due)

    @property
    def few_said(self) -> bool:
        return self.said < FEW

    @property
    def few_due(self) -> bool:
        return self.due < FEW


def share(hits: int, whole: int) -> float | None:
    """Return the per cent to a tenth."""
    return round(100 * hits / whole, 1) if whole else None
