"""What a paper that both sides sign keeps of their signatures."""

from django.db import models

from svyazka.clients.models import StoredFile
from svyazka.deals.rules.contract import SigningWay


class Signed(models.Model):
    """The day of the signatures, who signed for whom and how, as it was on that day, and the paper itself."""

    signed_on = models.DateField(null=True)
    signed_for_us = models.CharField(max_length=300, blank=True)
    signed_for_client = models.CharField(max_length=300, blank=True)
    signed_way = models.CharField(max_length=10, choices=SigningWay, blank=True)
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
