"""A lead is taken, answered, passed on."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Message
from svyazka.clients.rules import Channel, Stream
from svyazka.clients.steps import say
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.kit.states import after
from svyazka.leads import queries, rules
from svyazka.leads.actions.deciding import QUALIFY
from svyazka.leads.actions.receiving import INTAKE
from svyazka.leads.models import Lead
from svyazka.leads.rules import MOVES, LeadState
from svyazka.leads.steps import mark_likenesses
from svyazka.people.models import Person
from svyazka.roles.steps import claim_seat, fill_seat


def _taken_by_another(lead: Lead, *, by: Person, at: datetime) -> list:
    """List who was faster, for those who could have taken the lead."""
    taken = queries.taken_by_another(lead.engagement_id, by) if queries.may_take(by, at) else None
    return rules.reasons_not_to_take(state=taken.state, taken_by=taken.taken_by.name) if taken else []


@action(INTAKE, too_late=_taken_by_another)
def take_lead(lead: Lead, *, by: Person, at: datetime) -> Lead:
    """Give the lead to `by`, who sits down in the responsible seat of its engagement.

    Raises Refused if a colleague was faster or the lead is closed.
    """
    refuse_if(rules.reasons_not_to_take(state=lead.state, taken_by=lead.taken_by.name if lead.taken_by else ""))
    lead.state = after(MOVES, "take", lead.state)
    lead.taken_by, lead.taken_at = by, max(at, lead.received_at)
    lead.save(update_fields=["state", "taken_by", "taken_at"])
    claim_seat(lead.engagement, INTAKE, by, at=at)
    mark_likenesses(lead, at=at)  # two that came in one moment did not see each other
    record(lead, "leads.taken", by=by, at=at)
    return lead


@action(INTAKE)
def answer_lead(lead: Lead, *, channel: str, text: str, by: Person, at: datetime) -> Message:
    """Answer the lead: the first human answer stops the clock. Raises Refused before the lead is taken."""
    if lead.state == LeadState.NEW:
        raise Refused(_("Take the lead first."))
    if channel not in Channel.values:
        raise Malformed(_("There is no such channel: %(channel)s.") % {"channel": channel})
    after(MOVES, "answer", lead.state)
    said = say(lead.engagement, clean(text), stream=Stream.CLIENT, channel=channel, author=by, at=at)
    if lead.answered_at is None:
        lead.answered_at, lead.answered_by = at, by
        lead.save(update_fields=["answered_at", "answered_by"])
    record(lead, "leads.answered", by=by, at=at, channel=channel)
    return said


@action(QUALIFY)
def pass_lead(lead: Lead, *, to: Person, reason: str = "", by: Person, at: datetime) -> Lead:
    """Pass the lead on to a colleague, who sits down in the seat and is told.

    Raises Refused if the lead is closed, or the colleague's track takes no leads.
    """
    state = after(MOVES, "pass", lead.state)
    if not queries.who_takes(lead, at).filter(pk=to.pk).exists():
        raise Refused(_("%(name)s does not take leads, or holds this one already.") % {"name": to.name})
    before = lead.taken_by
    lead.taken_by, lead.taken_at = to, lead.taken_at or at
    lead.state = state
    lead.save(update_fields=["state", "taken_by", "taken_at"])
    from svyazka.roles.queries.rights import scheme_of

    seat = scheme_of(lead.engagement, at).opening(INTAKE.code, "R")[0]
    fill_seat(lead.engagement, seat, to, at=at, reason=reason)
    tell(to, "leads.passed", at=at, by=by, engagement=lead.engagement, url=f"/leads/{lead.pk}/", title=lead.title)
    record(lead, "leads.passed", by=by, at=at, to=to.name, before=before.name if before else "", reason=reason)
    return lead
