"""What a person answers for: the rows of the responsibility matrix."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Part of an engagement's life that a duty belongs to; the matrix page is grouped by it."""

    LEAD = "lead", _("Leads and tenders")
    BRIEF = "brief", _("Needs and specification")
    DEAL = "deal", _("Estimate and contract")
    DELIVERY = "delivery", _("Plan and work")
    RESULT = "result", _("Result and defence")
    MONEY = "money", _("Papers and money")
    GROWTH = "growth", _("Client development")
    TEAM = "team", _("Team and agency")


@dataclass(frozen=True)
class Duty:
    """Something a person answers for: one row of the responsibility matrix.

    `claims`: whoever's track fits the vacant seat that opens the door may act, and takes the seat by it.
    `by_system`: intake and clocks may act too. `shared`: several seats may be responsible.
    """

    code: str
    label: str | Promise = field(compare=False)
    stage: Stage = field(compare=False, default=Stage.TEAM)
    claims: bool = field(compare=False, default=False)
    by_system: bool = field(compare=False, default=False)
    shared: bool = field(compare=False, default=False)

    def __post_init__(self):
        DUTIES.setdefault(self.code, self)


DUTIES: dict[str, Duty] = {}
