"""Rows that are leads: each becomes a lead with its client, engagement and touch, by one write a table."""

from django.utils.translation import gettext as _

from svyazka.clients.models import Client, Contact, Engagement, Message
from svyazka.leads.models import ClockPause, Lead, Touch
from svyazka.leads.rules.bringing import Brought, RowState
from svyazka.leads.steps.bringing.drafts import Draft, Drafts
from svyazka.leads.steps.bringing.known import Clients, Sources
from svyazka.leads.steps.bringing.told import Told
from svyazka.roles.models import Seat, SeatCall
from svyazka.sources.models import Source


def receive(rows: list[Brought], sources: Sources, told: Told) -> None:
    """Write the leads of these rows down; one that is here already is told as known."""
    known = set(Lead.objects.filter(external_id__in=[row.key for row in rows]).values_list("external_id", flat=True))
    fresh = []
    for row in rows:
        if row.key in known:
            told.tell(row, RowState.KNOWN)
        elif row.received_at and row.received_at > told.at:
            told.refuse(row, "received", _("A lead cannot come from the future."))
        elif (source := sources.named(row.source)) is None:
            told.refuse(row, "source", _("There is no such source: %(source)s.") % {"source": row.source})
        else:
            fresh.append((row, source))
        known.add(row.key)
    _bring(fresh, told)


def _bring(fresh: list[tuple[Brought, Source]], told: Told) -> None:
    clients, drafts = Clients([row for row, _source in fresh], at=told.at), Drafts(told.run, told.preset, at=told.at)
    made = [drafts.of(row, source, *clients.of(row)) for row, source in fresh]
    clients.write()
    _write(made)
    new = clients.new()
    for one in made:
        told.tell(one.row, RowState.MADE, lead=one.lead, made=_keys(one, new), remarks=drafts.remarks(one.row))
        new -= {id(one.client), id(one.contact)}  # the row that met them first has made them
    told.seal([(one.lead, one.lead.engagement, {"row": one.row.number, "source": one.lead.source.code}) for one in made], "leads.brought")


def _write(made: list[Draft]) -> None:
    """Write the drafts down table by table: whatever points to a row is told its key once it has one."""
    for one in made:
        one.lead.engagement.client, one.lead.contact = one.client, one.contact
    Engagement.objects.bulk_create([one.lead.engagement for one in made])
    for one in made:
        for part in filter(None, (one.lead, one.seat, one.call, *one.messages)):
            part.engagement = one.lead.engagement
    Message.objects.bulk_create([message for one in made for message in one.messages])
    Lead.objects.bulk_create([one.lead for one in made])
    for one in made:
        for part in filter(None, (one.touch, one.pause)):
            part.lead = one.lead
    Touch.objects.bulk_create([one.touch for one in made])
    ClockPause.objects.bulk_create([one.pause for one in made if one.pause])
    Seat.objects.bulk_create([one.seat for one in made if one.seat])
    SeatCall.objects.bulk_create([one.call for one in made if one.call])


def _keys(made: Draft, new: set[int]) -> dict:
    """Return the keys of what the row wrote."""
    parts: dict[str, Seat | SeatCall | ClockPause | None] = {"seat": made.seat, "call": made.call, "pause": made.pause}
    people: dict[str, Client | Contact | None] = {"client": made.client, "contact": made.contact}
    told = {"engagement": made.lead.engagement_id, "touch": made.touch.pk, "messages": [message.pk for message in made.messages]}
    told |= {name: one.pk for name, one in parts.items() if one}
    return told | {name: one.pk for name, one in people.items() if one is not None and id(one) in new}
