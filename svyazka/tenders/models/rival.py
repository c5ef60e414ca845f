"""Who took part in a purchase and at what price, as the protocol says."""

from django.db import models
from django.db.models import Q

from svyazka.tenders.models.tender import Tender


class Bid(models.Model):
    """One line of the protocol: a place, whose, at what price. `rival_key` finds the same rival in another tender."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="bids")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    inn = models.CharField(max_length=12, blank=True)
    rival_key = models.CharField(max_length=300, db_index=True)
    price_kopecks = models.BigIntegerField()
    ours = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["tender", "place"], name="one_bid_a_place"),
            models.UniqueConstraint(fields=["tender"], condition=Q(ours=True), name="our_bid_is_one"),
            models.CheckConstraint(name="a_bid_has_its_price", condition=Q(price_kopecks__gt=0)),
        ]
