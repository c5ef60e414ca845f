"""Writing a tender down on the engagement of its lead."""

from datetime import datetime

from svyazka.kit.guard import Duty, may
from svyazka.leads.actions import INTAKE, take_lead
from svyazka.leads.models import Lead
from svyazka.leads.rules import LeadState
from svyazka.people.models import Person
from svyazka.roles.steps import claim_seat
from svyazka.tenders.models import Tender, TenderPaper
from svyazka.tenders.rules import needed_by
from svyazka.tenders.steps.decision import wind_decision


def write_tender(lead: Lead, *, law: str, title: str = "", at: datetime, **told) -> Tender:
    """Write the tender down with the documents that such a purchase usually asks for: the clock of its decision runs, its
    days are not counted yet."""
    tender = Tender.objects.create(engagement=lead.engagement, law=law, title=(title or lead.title)[:300], found_at=at, **told)
    wind_decision(tender, at=at)
    TenderPaper.objects.bulk_create(TenderPaper(tender=tender, kind=kind) for kind in needed_by(law))
    return tender


def sit_down(tender: Tender, duty: Duty, *, by: Person, at: datetime) -> None:
    """Whoever acts first on a tender that nobody runs takes its lead, and the seat with it."""
    lead = Lead.objects.get(engagement=tender.engagement_id)
    if lead.state == LeadState.NEW and may(by, INTAKE, lead, at):
        take_lead(lead, by=by, at=at)
    else:
        claim_seat(tender.engagement, duty, by, at=at)
