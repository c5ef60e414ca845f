"""Questions about contracts, always from the one who asks."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from svyazka.clients.models import Engagement
from svyazka.deals.models import Contract
from svyazka.deals.rules import SIGNED
from svyazka.kit.guard import within_sight
from svyazka.people.models import LegalEntity
from svyazka.people.queries import tax_profile


def contracts_visible_to(person, at: datetime) -> QuerySet[Contract]:
    """Return the contracts this person sees."""
    found = Contract.objects.select_related("engagement__client", "client", "legal_entity", "retainer").prefetch_related("stages")
    return within_sight(found, person, at)


def contract_of(engagement: Engagement) -> Contract | None:
    """Return the engagement's contract in force, else its newest draft."""
    contracts = Contract.objects.filter(engagement=engagement).exclude(state="terminated")
    return contracts.filter(state__in=SIGNED).order_by("-pk").first() or contracts.order_by("-pk").first()


def seller_on(day: date) -> tuple[LegalEntity | None, str]:
    """Return the agency's first legal entity and the basis of its VAT on that day."""
    entity = LegalEntity.objects.order_by("pk").first()
    profile = tax_profile(entity, day) if entity else None
    return entity, profile.basis if profile else ""


def vat_on(day: date, entity: LegalEntity | None = None) -> tuple[Decimal | None, str]:
    """Return the per cent of VAT that the entity (the first one, where none is named) pays on that day, and its basis."""
    entity = entity or LegalEntity.objects.order_by("pk").first()
    profile = tax_profile(entity, day) if entity else None
    return (profile.vat_percent, profile.basis) if profile else (None, "")
