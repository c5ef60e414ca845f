"""Questions about legal entities and how each pays VAT."""

from datetime import date

from django.db.models import QuerySet

from svyazka.people.models import LegalEntity, TaxProfile
from svyazka.people.queries.days import on_day


def tax_profile(entity: LegalEntity, day: date) -> TaxProfile | None:
    """Return how the entity pays VAT on that day."""
    return entity.tax_profiles.filter(on_day(day)).first()


def entities() -> QuerySet[LegalEntity]:
    """Return the legal entities with how each pays VAT, by dates: two questions whatever their number."""
    return LegalEntity.objects.prefetch_related("tax_profiles").order_by("pk")


def taxes_of(entity: LegalEntity) -> list[TaxProfile]:
    """Return how the entity has paid VAT and will, the newest first."""
    return sorted(entity.tax_profiles.all(), key=lambda tax: tax.starts_on, reverse=True)


def entities_on(day: date) -> list[tuple[LegalEntity, TaxProfile | None]]:
    """Return each legal entity with how it pays VAT on that day."""
    return [(one, next((tax for tax in taxes_of(one) if _holds(tax, day)), None)) for one in entities()]


def _holds(tax: TaxProfile, day: date) -> bool:
    return tax.starts_on <= day and (tax.ends_on is None or tax.ends_on > day)
