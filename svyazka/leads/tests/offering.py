"""An agency that offers its leads by the order, and short ways to ask what became of an offer."""

from datetime import date
from types import SimpleNamespace

from svyazka.clients.models import Client
from svyazka.leads import actions
from svyazka.leads.models import Lead, LeadOffer
from svyazka.leads.steps import ship_terms
from svyazka.leads.tests import make
from svyazka.people.models import Absence
from svyazka.roles.tests.make import LONG_AGO, person

AT = make.MONDAY


def world() -> SimpleNamespace:
    """Found an agency of three account managers that offers leads by the usual terms."""
    found = make.world()
    ship_terms(starts_on=LONG_AGO)
    found.sergey = person("sergey", "am")
    return found


def offered(lead: Lead) -> LeadOffer:
    return lead.offers.get(state="offered")


def away(who, starts_on: date, ends_on: date, state: str = "approved") -> Absence:
    return Absence.objects.create(person=who, kind="vacation", starts_on=starts_on, ends_on=ends_on, state=state, requested_at=AT)


def codes(offer: LeadOffer) -> dict[str, str]:
    """Return why each of the others was passed over."""
    return {one["name"]: one["code"] for one in offer.passed_over}


def of(company: str) -> dict:
    """Return what names the client of a lead without doubt."""
    client, _made = Client.objects.get_or_create(name=company, defaults={"name_key": company.lower(), "made_at": AT})
    return {"client": client}


def offered_states(lead: Lead) -> list[str]:
    return list(lead.offers.order_by("offered_at", "pk").values_list("state", flat=True))


def taken(w, **told) -> Lead:
    lead = make.lead(w, **told)
    return actions.take_lead(lead, by=w.anna, at=AT)
