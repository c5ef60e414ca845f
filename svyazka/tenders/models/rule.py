"""Terms and figures in force from a day on, with their source and mark."""

from django.db import models
from django.db.models import F, Q

from svyazka.kit.models import Versioned
from svyazka.tenders.rules import FIGURES, Base, Bound, Kind, Law, Mark


class TenderRule(Versioned):
    """A term or a figure of the law, or the agency's own step; an unsure one is shown as to be checked. Blank means any."""

    kind = models.CharField(max_length=24, choices=Kind, default=Kind.OWN)
    law = models.CharField(max_length=10, choices=Law, blank=True)
    method = models.CharField(max_length=12, blank=True)
    price_from_kopecks = models.BigIntegerField(null=True)
    price_to_kopecks = models.BigIntegerField(null=True)
    title = models.CharField(max_length=200, blank=True)
    base = models.CharField(max_length=12, choices=Base, blank=True)
    before = models.BooleanField(default=False)
    bound = models.CharField(max_length=8, choices=Bound, default=Bound.MOST)
    days = models.PositiveIntegerField(null=True)
    working_days = models.BooleanField(default=False)
    percent_from = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    percent_to = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    mark = models.CharField(max_length=1, choices=Mark)
    source = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_rule_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")))
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """How people call what the rule speaks of."""
        return self.title or str(self.get_kind_display())

    @property
    def code(self) -> str:
        """What two rules have in common when one replaces the other."""
        return f"own:{self.title.strip().lower()}"[:80] if self.kind == Kind.OWN else self.kind

    @property
    def is_figure(self) -> bool:
        return self.kind in FIGURES

    @property
    def to_be_checked(self) -> bool:
        return self.mark == Mark.CHECK
