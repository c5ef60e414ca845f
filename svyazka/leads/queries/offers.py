"""Offers of leads: of one lead, those that wait for a person, those that nobody answered in time."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from svyazka.kit.workclock import WorkClock
from svyazka.leads.models import Lead, LeadOffer
from svyazka.leads.rules import LeadState, OfferState
from svyazka.people.models import Person
from svyazka.people.queries import agency_window


def offers_of(lead: Lead) -> QuerySet[LeadOffer]:
    """Return every offer of the lead, the newest first."""
    return lead.offers.select_related("to", "by").order_by("-offered_at", "-pk")


def open_offer(lead: Lead) -> LeadOffer | None:
    """Return the offer of the lead that waits for an answer."""
    return lead.offers.filter(state=OfferState.OFFERED).select_related("to", "by").first()


def offered_to(person: Person) -> QuerySet[LeadOffer]:
    """Return the offers that wait for this person's answer, the most urgent first."""
    waiting = LeadOffer.objects.filter(state=OfferState.OFFERED, to=person)
    return waiting.select_related("lead__engagement__client", "lead__source", "lead__contact", "lead__taken_by", "by").order_by("answer_by_at", "pk")


def open_offers(leads: list[Lead]) -> dict[int, LeadOffer]:
    """Return by lead the offer that waits: one question for all of them."""
    waiting = LeadOffer.objects.filter(state=OfferState.OFFERED, lead__in=[lead.pk for lead in leads])
    return {offer.lead_id: offer for offer in waiting.select_related("to", "by")}


def offer_clock(offer: LeadOffer) -> WorkClock:
    """Return the clock of an offer: the working time from when it was made till it goes to the next one."""
    window = agency_window()
    given = window.between(offer.offered_at, offer.answer_by_at) if offer.answer_by_at else timedelta()
    return WorkClock(offer.offered_at, given.total_seconds() / 60 or 1, window, stopped_at=offer.ended_at)


def run_out(at: datetime) -> QuerySet[Lead]:
    """Return the leads whose offer nobody answered in time, or was made to somebody who has left."""
    over = LeadOffer.objects.filter(Q(answer_by_at__lte=at) | Q(to__is_active=False), state=OfferState.OFFERED)
    return Lead.objects.filter(pk__in=over.values("lead")).order_by("answer_due_at", "pk")


def found_nobody() -> QuerySet[Lead]:
    """Return the new leads whose latest decision is that nobody fits, the most urgent first."""
    latest = LeadOffer.objects.filter(lead=OuterRef("pk")).order_by("-offered_at", "-pk").values("state")[:1]
    new = Lead.objects.filter(state=LeadState.NEW).annotate(decision=Subquery(latest)).filter(decision=OfferState.NOBODY)
    return new.select_related("engagement__client").order_by("answer_due_at", "pk")
