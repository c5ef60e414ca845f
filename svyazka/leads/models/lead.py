"""Inbound leads, who took them and when they were answered; norms of the answer."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Contact, Engagement
from svyazka.clients.rules import Channel
from svyazka.kit.models import Versioned
from svyazka.leads.rules import ALIVE, CLOSED, LeadState
from svyazka.leads.rules.clock import NormKind
from svyazka.leads.rules.contact import NAMED, named_otherwise
from svyazka.sources.models import QueryGroup, Source

WAITS = Q(state=LeadState.NEW) | Q(state__in=ALIVE, answered_at=None)  # nobody has answered it yet
FINDS_BY_WORDS = """
    NEW.words = to_tsvector('russian', translate(concat_ws(' ', NEW.title, NEW.company, NEW.request,
        (SELECT name FROM clients_client WHERE id = (SELECT client_id FROM clients_engagement WHERE id = NEW.engagement_id)),
        (SELECT concat_ws(' ', name, email, right(regexp_replace(phone, '\\D', '', 'g'), 10))
           FROM clients_contact WHERE id = NEW.contact_id)), 'ёЁ', 'еЕ'));
    RETURN NEW;
"""  # one key after another: a join planned while the tables were empty would read them whole for each lead


class AnswerNorm(models.Model):
    """Minutes of working time for what it measures, by channel and source, from a day on; blank means any."""

    kind = models.CharField(max_length=10, choices=NormKind, default=NormKind.ANSWER)
    channel = models.CharField(max_length=10, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True)
    minutes = models.PositiveIntegerField()
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "channel", "source", "starts_on"], nulls_distinct=False,
                                    name="one_norm_of_a_channel_and_a_source_from_a_day"),
        ]  # fmt: skip


class Leads(models.QuerySet):
    """Leads as they are asked for."""

    def counted(self) -> "Leads":
        """Leave out those that were merged into others: a request is counted once."""
        return self.exclude(state=LeadState.MERGED)


class Lead(Versioned):
    """A request from a possible client. Never deleted: a lost lead is a lesson.

    `source` is that of the first touch, `last_source` that of the last; `inn` is the one that the request itself names.
    """

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="lead")
    source = models.ForeignKey(Source, models.PROTECT, related_name="leads")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.FORM)
    title = models.CharField(max_length=200)
    request = models.TextField()
    company = models.CharField(max_length=300, blank=True)
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="leads")
    contact_told = models.JSONField(default=dict)  # name, phone, email as the request itself has them
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
    norm_minutes = models.PositiveIntegerField(null=True)  # the norm that holds for this lead's first answer
    answered_in = models.DurationField(null=True)  # working time, as measured when the answer was given
    next_level_at = models.DateTimeField(null=True)  # when the clock calls somebody next
    qualified_at = models.DateTimeField(null=True)
    interview_due_at = models.DateTimeField(null=True)
    interviewed_at = models.DateTimeField(null=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_step_on = models.DateField(null=True)
    closed_from = models.CharField(max_length=12, choices=LeadState, blank=True)  # how far it came
    closed_for = models.ForeignKey("leads.ClosingReason", models.PROTECT, null=True, related_name="leads")
    words = SearchVectorField(editable=False, null=True)
    inn = models.CharField(max_length=12, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    objects = Leads.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["answer_due_at", "id"], name="leads_that_wait", condition=WAITS),
            models.Index(fields=["taken_by", "answer_due_at"], name="leads_of_a_person", condition=~Q(state__in=CLOSED)),
            models.Index(fields=["taken_by", "taken_at"], name="leads_taken_by_a_person", condition=Q(taken_by__isnull=False)),
            models.Index(F("answered_at").asc(nulls_first=True), "answer_due_at", "id", name="leads_that_are_open",
                         condition=~Q(state__in=CLOSED)),
            models.Index(fields=["-received_at", "-id"], name="leads_by_arrival"),
            models.Index(fields=["source", "-received_at", "-id"], name="leads_of_a_source"),
            models.Index(fields=["state", "-received_at", "-id"], name="leads_of_a_state"),
            models.Index(fields=["inn"], name="leads_by_inn", condition=~Q(inn="")),
            models.Index(fields=["next_level_at"], name="leads_that_call", condition=Q(next_level_at__isnull=False)),
            GinIndex(fields=["words"], name="leads_by_words", fastupdate=False),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(name="a_lead_is_found_by_its_words", when=pgtrigger.Before, func=FINDS_BY_WORDS,
                              operation=pgtrigger.Insert | pgtrigger.UpdateOf("title", "company", "request", "engagement_id", "contact_id"))
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["external_id"], condition=~Q(external_id=""), name="one_lead_an_external_id"),
            models.CheckConstraint(
                name="a_lead_is_taken_by_someone_at_some_moment",
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__gte=F("received_at")),
            ),
            models.CheckConstraint(
                name="a_refused_lead_has_its_reason", condition=~Q(state__in=["lost", "not_ours"]) | ~Q(closing_reason="")
            ),
            models.CheckConstraint(
                name="a_merged_lead_names_where_it_went",
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(name="a_next_step_has_its_day", condition=Q(next_step="", next_step_on=None) | (~Q(next_step="") & Q(next_step_on__isnull=False))),
        ]

    def __str__(self):
        return self.title

    @property
    def told_otherwise(self) -> str:
        """Return how the request itself names its contact, as written, if the known contact is called otherwise."""
        told, known = self.contact_told, self.contact
        differs = known is None or named_otherwise(told, name=known.name, phone=known.phone, email=known.email)
        return " · ".join(value for name in NAMED if (value := told.get(name))) if differs else ""


class NameWord(models.Model):
    """A word of the names by which leads are known; a word typed with a mistake is looked for among these."""

    word = models.CharField(max_length=100, unique=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], name="words_like_this", opclasses=["gin_trgm_ops"], fastupdate=False)]


class NamesLearned(models.Model):
    """Up to which lead the words of names are known: one row."""

    lead_id = models.BigIntegerField(default=0)
