"""The desk of estimates, proposals and contracts."""

from datetime import datetime

from django.db.models import Q, QuerySet

from svyazka.deals.queries.contract import contracts_visible_to
from svyazka.deals.queries.estimate import visible_to
from svyazka.deals.queries.proposal import proposals_visible_to


def desk(person, at: datetime, kind: str, words: str = "") -> QuerySet:
    """Return the estimates, proposals or contracts this person sees, newest first, found by words."""
    found = {"estimates": visible_to, "proposals": proposals_visible_to, "contracts": contracts_visible_to}[kind](person, at)
    if words:
        named = Q(engagement__title__icontains=words) | Q(engagement__client__name__icontains=words)
        found = found.filter(named if kind == "estimates" else named | Q(number__icontains=words))
    return found.order_by("-pk")
