"""The texts of consents get new versions; a person's consent is withdrawn."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.leads import queries
from svyazka.leads.actions.duties import CHANNELS
from svyazka.leads.actions.receiving import INTAKE
from svyazka.leads.models import ConsentText, Lead
from svyazka.leads.rules.consent import PROCESSING, reasons_not_a_text
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today


@action(CHANNELS, lock=False)
def publish_text(agency: Agency, *, purpose: str, label: str, title: str, text: str, starts_on: date, by: Person, at: datetime) -> ConsentText:
    """Publish the next version of a consent's text, from a day on; what was agreed to before stays as it was shown.

    Raises Refused if it is no text, or if it would begin in the past.
    """
    refuse_if(reasons_not_a_text(purpose=purpose, label=label, title=title, text=text))
    if starts_on < today(at):
        raise Refused(_("A text begins today or later: nobody agreed to it before."))
    last = ConsentText.objects.select_for_update(no_key=True).filter(purpose=purpose).order_by("-version").first()
    made = ConsentText.objects.create(
        purpose=purpose, version=last.version + 1 if last else 1, label=label.strip()[:300], title=title.strip()[:300], text=text.strip(),
        required=purpose == PROCESSING, starts_on=starts_on, made_by=by, made_at=at,
    )  # fmt: skip
    record(agency, "leads.text_published", by=by, at=at, purpose=purpose, edition=made.version, digest=made.digest)
    return made


@action(INTAKE, answers="RA")
def withdraw_consent(lead: Lead, *, purpose: str, how: str, by: Person, at: datetime) -> Lead:
    """Write down that the person has withdrawn a consent: with every lead of theirs, from now on.

    `how` says by what: a letter, a call. Raises Refused if there is nothing to withdraw.
    """
    if not how.strip():
        raise Refused(_("Say how it was withdrawn: by a letter, by a call."))
    gone = queries.consents_of_the_person(lead).filter(purpose=purpose)
    leads = list(gone.values_list("lead_id", flat=True).distinct())
    if not gone.update(withdrawn_at=at, withdrawn_by=by, withdrawn_how=how.strip()[:300]):
        raise Refused(_("There is no such consent in force."))
    record(lead, "leads.consent_withdrawn", by=by, at=at, purpose=purpose, how=how[:300], leads=leads)
    return lead
