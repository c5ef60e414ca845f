"""Companies in whose name the agency signs, who signs for them, how they pay VAT."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from svyazka.kit.models import Versioned
from svyazka.kit.ranges import days
from svyazka.people.rules import VatMode, VatRounding


class Signing(models.Model):
    """Who signs for a company and by what right. `signer_genitive` replaces what the rules make of position and name after «в лице»."""

    signer_name = models.CharField(max_length=200, blank=True)
    signer_position = models.CharField(max_length=200, blank=True)
    signer_genitive = models.CharField(max_length=300, blank=True, default="")
    signer_basis = models.CharField(max_length=200, blank=True, default="")
    proxy_number = models.CharField(max_length=60, blank=True, default="")
    proxy_on = models.DateField(null=True, blank=True)
    proxy_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class LegalEntity(Versioned, Signing):
    """A company in whose name the agency signs papers."""

    name = models.CharField(max_length=300)
    full_name = models.CharField(max_length=500, blank=True)
    inn = models.CharField(max_length=12)
    kpp = models.CharField(max_length=9, blank=True)
    ogrn = models.CharField(max_length=15, blank=True)
    address = models.CharField(max_length=500, blank=True)
    bank = models.CharField(max_length=300, blank=True)
    bik = models.CharField(max_length=9, blank=True)
    account = models.CharField(max_length=20, blank=True)
    correspondent_account = models.CharField(max_length=20, blank=True)

    def __str__(self):
        return self.name


class TaxProfile(models.Model):
    """How the entity pays VAT during [starts_on, ends_on); the basis is printed on papers."""

    entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="tax_profiles")
    regime = models.CharField(max_length=40)
    vat_mode = models.CharField(max_length=10, choices=VatMode)
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    vat_rounding = models.CharField(max_length=8, choices=VatRounding, default=VatRounding.DOCUMENT)
    basis = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_tax_profile_of_an_entity_at_a_time",
                expressions=[("entity", RangeOperators.EQUAL), (days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="vat_percent_stands_with_its_mode",
                condition=Q(vat_mode="none", vat_percent=None) | Q(vat_mode__in=["included", "on_top"], vat_percent__gt=0),
            ),
        ]
