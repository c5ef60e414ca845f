"""Who answers for what at the tender desk."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty, Stage

LEAD = Duty("tender.lead", _("Run a tender"), stage=Stage.LEAD, claims=True)
PRICE = Duty("tender.price", _("Price a tender and submit the application"), stage=Stage.LEAD)
# A duty of its own, not tz.feasible: that one judges a specification, and specifications come later along the row.
FEASIBLE = Duty("tender.feasible", _("Say whether a tender is feasible"), stage=Stage.LEAD, claims=True)
RULES = Duty("tender.rules", _("Keep the terms and criteria of tenders"), stage=Stage.LEAD)

DUTIES_OF_THE_DESK = (LEAD, PRICE, RULES)
