"""How a lead came into contact with the agency, each time: the first and the last of these are what sources are judged by."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from svyazka.clients.rules import Channel
from svyazka.kit.models import Versioned
from svyazka.leads.models.lead import Lead
from svyazka.leads.rules import MarkKind
from svyazka.leads.rules.touch import UTM
from svyazka.sources.models import QueryGroup, Source, TouchCode

MARKS = {
    "utm_source": pgettext_lazy("mark of a link", "source"),
    "utm_medium": pgettext_lazy("mark of a link", "medium"),
    "utm_campaign": pgettext_lazy("mark of a link", "campaign"),
    "utm_term": pgettext_lazy("mark of a link", "words"),
    "utm_content": pgettext_lazy("mark of a link", "advertisement"),
}


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

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Return the marks of the link as people read them: source, medium, campaign, query, then the rest."""
        known = [name for name in UTM if name in self.utm]
        rest = sorted(set(self.utm) - set(known))
        return [(str(MARKS.get(name, name.removeprefix("utm_"))), self.utm[name]) for name in (*known, *rest)]


class SourceMark(Versioned):
    """From a day on, a link with this mark, or a page of this site, tells of this source or this group of queries."""

    kind = models.CharField(max_length=15, choices=MarkKind)
    value = models.CharField(max_length=200)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="marks")
    query_group = models.ForeignKey(QueryGroup, models.PROTECT, null=True, related_name="marks")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], condition=Q(ends_on=None), name="one_open_meaning_of_a_mark"),
            models.CheckConstraint(name="a_mark_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="a_mark_tells_of_a_source_or_of_a_group", condition=Q(source__isnull=False) | Q(query_group__isnull=False)
            ),
        ]
