from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MoneyConfig(AppConfig):
    name = "svyazka.money"

    def ready(self):
        from svyazka.kit import strands, verbs, worth
        from svyazka.money import panels  # noqa: F401
        from svyazka.money.strands import act_strands
        from svyazka.money.worth import Teller

        worth.told_by(Teller())
        strands.tell("act", act_strands)
        verbs.register(
            money__act_drafted=_("drafted the act"),
            money__act_sent=_("sent the act"),
            money__act_signed=_("wrote down that the act is signed"),
            money__act_refused=_("wrote down the refusal of the act"),
            money__act_voided=_("cancelled the act"),
            money__invoice_drafted=_("prepared the invoice"),
            money__invoice_issued=_("issued the invoice"),
            money__invoice_voided=_("cancelled the invoice"),
            money__paid=_("recorded a payment"),
            money__corrected=_("corrected a payment"),
            money__followed=_("reminded the client of the invoice"),
            money__all_paid=_("closed the engagement: everything is paid"),
        )
