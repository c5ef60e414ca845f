"""The duties under which hours are written, checked and kept."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty
from svyazka.kit.guard import Stage as Part
from svyazka.work.rules import CHECK, CHECK_EARLY

WRITE_TIME = Duty("time.write", _("Write hours of one's duties on an engagement"), stage=Part.DELIVERY, shared=True)
APPROVE_TIME = Duty(CHECK, _("Check hours"), stage=Part.DELIVERY)
APPROVE_EARLY = Duty(CHECK_EARLY, _("Check hours of an engagement that has no project yet"), stage=Part.DELIVERY)
PLAN_AGENCY = Duty("agency.plan", _("Plan all projects of the agency together"), stage=Part.DELIVERY, by_system=True)
KEEP_TIME = Duty("time.keep", _("Keep the norms of hours, lock weeks and open them again"), stage=Part.DELIVERY, shared=True, by_system=True)
