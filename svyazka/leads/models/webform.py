"""Forms of ours on others' sites, how else a person reaches us, and how often an address has knocked today."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from svyazka.kit.models import Versioned
from svyazka.leads.rules import Way
from svyazka.sources.models import Source


class WebForm(Versioned):
    """A form that stands on a site: its public key, what it asks, and the sites that may show it."""

    key = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=200)
    intro = models.CharField(max_length=500, blank=True)
    asks = ArrayField(models.CharField(max_length=20), default=list)
    source = models.ForeignKey(Source, models.PROTECT, related_name="forms")
    sites = ArrayField(models.CharField(max_length=200), default=list)
    thanks = models.CharField(max_length=500, blank=True)
    thanks_url = models.CharField(max_length=500, blank=True)
    stopped_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self):
        return self.title


class ContactWay(Versioned):
    """One way to reach the agency besides a form: an address, a number or a link. One row a way."""

    way = models.CharField(max_length=10, choices=Way)
    address = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["way"], name="one_address_a_way_to_reach_us")]


class Knock(models.Model):
    """That a form was sent, and by whom in a salted hash: kept for a day, to count by."""

    form = models.ForeignKey(WebForm, models.CASCADE, null=True)
    who = models.CharField(max_length=64, blank=True)
    words = models.CharField(max_length=64, blank=True)
    opening = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["who", "at"], name="knocks_of_an_address"), models.Index(fields=["at"], name="knocks_by_time")]
        constraints = [models.CheckConstraint(name="a_knock_names_nobody", condition=Q(who="") | Q(who__regex="^[0-9a-f]{64}$"))]
