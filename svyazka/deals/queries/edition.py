"""The edition of the specification a contract stands on, and the agreed one that waits for an amendment."""

from datetime import datetime

from svyazka.briefs.models import Brief
from svyazka.briefs.queries import to_be_amended
from svyazka.briefs.rules import BriefState
from svyazka.deals.models import Contract
from svyazka.deals.queries.contract import contracts_visible_to

IN_FORCE = ("signed", "running")


def edition_of(contract: Contract) -> Brief | None:
    """Return the edition on which the contract stands."""
    return Brief.objects.filter(engagement=contract.engagement_id, bound_at__isnull=False).order_by("-bound_at").first()


def newer_edition(contract: Contract) -> tuple[Brief, Brief] | None:
    """Return (the edition the contract stands on, the newer agreed one), while an amendment is to be made."""
    if contract.state not in IN_FORCE:
        return None
    return to_be_amended([contract.engagement_id]).get(contract.engagement_id)


def contracts_behind(person, at: datetime) -> list[tuple[Contract, Brief, Brief]]:
    """Return the contracts in force this person sees beside which a newer edition was agreed, with both editions. Three queries."""
    newer = Brief.objects.filter(state=BriefState.AGREED, bound_at=None).values("engagement")
    found = contracts_visible_to(person, at).filter(state__in=IN_FORCE, engagement__in=newer).order_by("pk")
    contracts = {one.engagement_id: one for one in found}
    return [(contracts[key], old, new) for key, (old, new) in to_be_amended(list(contracts)).items()]
