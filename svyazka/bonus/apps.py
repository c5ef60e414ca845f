from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BonusConfig(AppConfig):
    name = "svyazka.bonus"

    def ready(self):
        from svyazka.bonus.queries import reasons_of_closed_months
        from svyazka.kit import closed, verbs

        closed.when_days_open(reasons_of_closed_months)
        verbs.register(bonus__month_closed=_("closed the month"), bonus__rule_changed=_("changed a rule of motivation"))
