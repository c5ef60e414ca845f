"""Rows that tell of a lead brought in earlier that it was won, and on which day."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement, Message
from svyazka.clients.rules import EngagementState, Stream
from svyazka.leads import rules
from svyazka.leads.models import Lead
from svyazka.leads.rules import LeadState
from svyazka.leads.rules.bringing import Brought, RowState
from svyazka.leads.steps.bringing.told import Told
from svyazka.roles.models import SeatCall

Won = tuple[Brought, Lead, Mapping]  # the row, its lead, and how the lead was before


def win(rows: list[Brought], told: Told) -> None:
    """Mark the leads of these rows as won on the day that each row tells."""
    if not rows:
        return
    found = Lead.objects.select_for_update(of=("self",), no_key=True).select_related("engagement").filter(external_id__in=[row.key for row in rows])
    leads, won = {lead.external_id: lead for lead in found}, []
    for row in rows:
        lead = leads.get(row.key)
        if lead is None:
            told.refuse(row, "key", _("No lead with this ID has been brought in: bring the file of leads first."))
        elif lead.state == LeadState.WON:
            told.tell(row, RowState.KNOWN)
        elif lead.taken_by_id or lead.state in rules.CLOSED:
            told.refuse(row, "key", _("This lead has gone on here: close it here."))
        else:
            won.append((row, lead, _won(row, lead, told)))
    _write(won, told)
    _tell(won, _noted(won, told), told)


def _won(row: Brought, lead: Lead, told: Told) -> Mapping:
    """Set the lead won; return how it was before. It is never won before it came."""
    place, before = lead.engagement, {"state": lead.state, "closing_reason": lead.closing_reason, "place": lead.engagement.state,
                                      "answered_at": lead.answered_at and lead.answered_at.isoformat()}  # fmt: skip
    lead.state, lead.closing_reason = LeadState.WON, ""
    lead.answered_at = lead.answered_at or lead.received_at
    lead.closed_at = place.closed_at = min(max(row.closed_at, lead.received_at), told.at)
    place.state = EngagementState.DONE
    return before


def _write(won: list[Won], told: Told) -> None:
    Lead.objects.bulk_update([lead for _row, lead, _before in won], ["state", "closing_reason", "closed_at", "answered_at"], batch_size=500)
    Engagement.objects.bulk_update([lead.engagement for _row, lead, _before in won], ["state", "closed_at"], batch_size=500)
    SeatCall.objects.filter(engagement__in=[lead.engagement_id for _row, lead, _before in won], answered_at=None).update(answered_at=told.at)


def _noted(won: list[Won], told: Told) -> dict[int, Message]:
    """Write down what the file says besides, for those inside; return it by the number of its row."""
    notes = {row.number: Message(engagement=lead.engagement, stream=Stream.INTERNAL, channel="portal", author_name=told.preset.label,
                                 text=row.note, said_at=lead.closed_at) for row, lead, _before in won if row.note}  # fmt: skip
    Message.objects.bulk_create(notes.values())
    return notes


def _tell(won: list[Won], notes: Mapping[int, Message], told: Told) -> None:
    for row, lead, before in won:
        late = [_("Won on %(day)s, before its first contact: the day of the contact is written down.") % {"day": row.closed_at.date()}]
        made = {"messages": [notes[row.number].pk]} if row.number in notes else {}
        told.tell(row, RowState.MADE, lead=lead, before=before, made=made, remarks=late if row.closed_at < lead.received_at else [])
    told.seal([(lead, lead.engagement, {"row": row.number, "on": str(lead.closed_at.date())}) for row, lead, _before in won], "leads.brought_win")
