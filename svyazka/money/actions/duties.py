"""Who makes papers, who writes down what was paid, who follows it."""

from django.utils.translation import gettext_lazy as _

from svyazka.kit.guard import Duty
from svyazka.kit.guard import Stage as Part

INVOICE_ACT = Duty("invoice.act", _("Make acts and invoices"), stage=Part.MONEY)
RECORD_PAYMENT = Duty("payment.record", _("Record payments"), stage=Part.MONEY)
FOLLOW = Duty("payment.follow", _("Follow the payment"), stage=Part.MONEY)
