"""Inbound leads, who took them and when they were answered; norms of the answer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Contact, Engagement
from svyazka.clients.rules import Channel
from svyazka.kit.models import Versioned
from svyazka.leads.rules import LeadState
from svyazka.sources.models import QueryGroup, Source


class AnswerNorm(models.Model):
    """Minutes of working time to the first human answer, by channel and source, from a day on; blank means any."""

    channel = models.CharField(max_length=10, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True)
    minutes = models.PositiveIntegerField()
    starts_on = models.DateField()


class Lead(Versioned):
    """A request from a possible client. Never deleted: a lost lead is a lesson.

    `source` is that of the first touch, `last_source` that of the last.
    """

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="lead")
    source = models.ForeignKey(Source, models.PROTECT, related_name="leads")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.FORM)
    title = models.CharField(max_length=200)
    request = models.TextField()
    company = models.CharField(max_length=300, blank=True)
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="leads")
    region = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=12, choices=LeadState, default=LeadState.NEW, db_index=True)
    received_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="leads")
    taken_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=1000, blank=True)
    frozen_until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    won_kopecks = models.BigIntegerField(default=0)
    external_id = models.CharField(max_length=200, blank=True)
    last_source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="leads_last")
    query_group = models.ForeignKey(QueryGroup, models.PROTECT, null=True, related_name="leads")

    class Meta:
        indexes = [models.Index(fields=["state", "answer_due_at"], name="leads_by_clock")]
        constraints = [
            models.UniqueConstraint(fields=["external_id"], condition=~Q(external_id=""), name="one_lead_an_external_id"),
            models.CheckConstraint(
                name="a_lead_is_taken_by_someone_at_some_moment",
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__gte=F("received_at")),
            ),
            models.CheckConstraint(
                name="a_refused_lead_has_its_reason", condition=~Q(state__in=["lost", "not_ours"]) | ~Q(closing_reason="")
            ),
        ]

    def __str__(self):
        return self.title
