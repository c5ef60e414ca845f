"""How a lead came into contact with the agency, each time: the first and the last of these are what sources are judged by."""

from django.db import models

from svyazka.clients.rules import Channel
from svyazka.leads.models.lead import Lead
from svyazka.sources.models import QueryGroup, Source, TouchCode


class Touch(models.Model):
    """One contact before or at the request: when, from which source, by which page, link or code. Never deleted."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="touches")
    at = models.DateTimeField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="touches")
    channel = models.CharField(max_length=10, choices=Channel)
    landing = models.CharField(max_length=1000, blank=True)
    referrer = models.CharField(max_length=1000, blank=True)
    utm = models.JSONField(default=dict)
    region = models.CharField(max_length=100, blank=True)
    query_group = models.ForeignKey(QueryGroup, models.PROTECT, null=True, related_name="touches")
    code = models.ForeignKey(TouchCode, models.PROTECT, null=True, related_name="touches")

    class Meta:
        indexes = [models.Index(fields=["lead", "at"], name="touches_of_a_lead")]
