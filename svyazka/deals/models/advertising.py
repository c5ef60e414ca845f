"""What was passed on to the register of internet ads, month by month."""

from django.conf import settings
from django.db import models

from svyazka.deals.models.contract import Contract
from svyazka.deals.rules.advertising import AdItem


class AdDone(models.Model):
    """One item of a month's list that was passed on."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="ads_done")
    month_on = models.DateField()
    item = models.CharField(max_length=10, choices=AdItem)
    note = models.CharField(max_length=300, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "month_on", "item"], name="an_item_of_a_month_is_passed_on_once")]
