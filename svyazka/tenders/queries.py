"""Questions about tenders, always from the one who asks."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from svyazka.kit.guard import within_sight
from svyazka.people.models import Person
from svyazka.people.queries import on_day
from svyazka.tenders.models import Tender, TenderRule
from svyazka.tenders.rules import BEFORE_SUBMISSION


def visible_to(person: Person, at: datetime) -> QuerySet[Tender]:
    """Return the tenders of the engagements the person sees, the nearest deadline first."""
    tenders = Tender.objects.select_related("engagement__client", "engagement__lead", "decided_by")
    return within_sight(tenders, person, at).order_by("deadline_at", "pk")


def rules_of(tender: Tender, day: date) -> QuerySet[TenderRule]:
    """Return the rules of the tender's law and method, as in force on that day."""
    rules = TenderRule.objects.filter(on_day(day), Q(method=tender.method) | Q(method=""), law=tender.law)
    return rules.order_by("pk")


def pressing(tenders: QuerySet[Tender]) -> QuerySet[Tender]:
    """Keep the tenders whose application is still to be submitted."""
    return tenders.filter(state__in=BEFORE_SUBMISSION)
