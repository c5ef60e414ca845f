"""An inbound lead is written down: its engagement opens, the clock of the first answer starts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Client
from svyazka.clients.rules import Channel
from svyazka.journal.steps import record_acts
from svyazka.kit.guard import Duty, Stage, action
from svyazka.leads.models import Lead
from svyazka.leads.steps import write_lead
from svyazka.people.models import Agency, Person

INTAKE = Duty("lead.intake", _("Take an inbound lead and answer first"), stage=Stage.LEAD, claims=True, by_system=True)
COLD = Duty("lead.cold", _("Cold outreach"), stage=Stage.LEAD)


@action(INTAKE, answers="RA", lock=False)
def receive_lead(agency: Agency, *, source: str, title: str, request: str, company: str = "",
                 contact: Mapping | None = None, region: str = "", received_at: datetime | None = None,
                 consents: Iterable[Mapping] = (), external_id: str = "", channel: str = Channel.FORM,
                 touch: Mapping | None = None, client: Client | None = None, inn: str = "", by: Person, at: datetime) -> Lead:  # fmt: skip
    """Write down an inbound lead, open its engagement, start the clock of the first answer.

    What each field tells, what comes back and what is raised: see `steps.write_lead`.
    """
    received = write_lead(
        source=source, title=title, request=request, company=company, contact=contact, region=region, received_at=received_at,
        consents=consents, external_id=external_id, channel=channel, touch=touch, client=client, inn=inn, by=by, at=at,
    )  # fmt: skip
    if received.acts:
        record_acts(received.acts, at=at)
    return received.lead
