"""What is known when a lead looks for its account manager: who may take it, on what terms, how they stand, what was offered."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from svyazka.kit.worktime import Window, working_days
from svyazka.leads.models import Lead, LeadOffer
from svyazka.leads.queries.clock import norm_minutes
from svyazka.leads.queries.inbox import who_takes
from svyazka.leads.queries.standing import Stands, hours_a_week, standing_of_takers
from svyazka.leads.queries.terms import terms_of
from svyazka.leads.rules import (
    ALIVE,
    ASKED_ONCE,
    NOBODY_OFFERS,
    Because,
    Candidate,
    LeadFacts,
    OfferState,
    language_of,
    out_of_question,
    sentence,
    short,
)
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.roles.models import Seat, StandIn
from svyazka.roles.queries.sitting import standing_in
from svyazka.roles.queries.standing import scheme_of


def minutes_of(lead: Lead) -> int:
    """Return the norm of the lead's first answer, in minutes of working time."""
    return norm_minutes(lead.channel, lead.source_id, today(lead.received_at))


def reach(lead: Lead, at: datetime) -> datetime:
    """Return by when whoever takes the lead now has to answer: its own term, or the whole norm anew once that is past."""
    return max(lead.answer_due_at, agency_window().add(at, timedelta(minutes=minutes_of(lead))))


def facts_of(lead: Lead, at: datetime) -> LeadFacts:
    """Return what the choice must know of the lead."""
    return LeadFacts(
        source=lead.source.code, source_name=lead.source.name, channel=lead.channel, region=lead.region.strip(),
        language=language_of(f"{lead.title} {lead.request}"), days=days_of(lead, at),
    )  # fmt: skip


def days_of(lead: Lead, at: datetime) -> tuple[date, ...]:
    """Return today and the working days until the lead's answer is due."""
    day, last = today(at), today(reach(lead, at))
    return (day, *working_days(day + timedelta(days=1), last + timedelta(days=1), agency_window()))


def candidates_for(lead: Lead, at: datetime, *, heard_by: int | None = None, among: Iterable[int] | None = None,
                   client_is_new: bool = False, lead_is_new: bool = False) -> list[Candidate]:  # fmt: skip
    """Return who may be asked to take the lead as they stand now: the tracks of its seat, and who stands in for its client's AM.

    `among` narrows or widens the people asked about; `heard_by` wrote the lead down. Nothing binds anybody to a client that
    is new, and a lead that is new was offered to nobody.
    """
    seats, tracks = seats_of(lead, at), tracks_of(lead, at)
    bound, instead_of = ({}, {}) if client_is_new else _history(lead, seats, at)
    days, keys = days_of(lead, at), instead_of if among is None else among
    people = standing_of_takers(seats=seats, tracks=tracks, holder=lead.taken_by_id, first=days[0], last=days[-1], at=at,
                                keys=keys, takers=among is None)  # fmt: skip
    terms, hours = terms_of([person.key for person in people], days[0]), hours_a_week(people, at) if among is None else {}  # asked to choose
    before, until, window = {} if lead_is_new else _before(lead), reach(lead, at), agency_window()
    return [
        Candidate(key=who.key, name=who.name, takes=who.takes, active=who.active, heard=who.key == heard_by, away=who.away,
                  open_leads=who.open_leads, terms=terms[who.key], weekly_hours=hours.get(who.key, Decimal(0)), before=before.get(who.key, ""),
                  history=bound.get(who.key, ""), instead_of=instead_of.get(who.key, ""), at_work=_at_work(who, window, at, until),
                  last_on=today(who.last_at) if who.last_at else None)
        for who in people
    ]  # fmt: skip


def _at_work(who: Stands, window: Window, at: datetime, until: datetime) -> bool:
    """Tell whether the person works at all before the lead is to be answered; whoever is away is told so otherwise."""
    return bool(who.away) or replace(window, week=who.week).between(at, until) > timedelta()


def reasons_not_to_offer(lead: Lead, to: Person, at: datetime) -> list[str]:
    """List why nobody may offer the lead to this person, whoever offers it."""
    if lead.taken_by_id == to.pk:
        return [_("%(name)s holds this lead already.") % {"name": to.name}]
    found = out_of_question(candidates_for(lead, at, among=[to.pk])[0], facts_of(lead, at), NOBODY_OFFERS)
    return [sentence(found.kept(), to.name)] if found else []


def still_fits(key: int, lead: Lead, at: datetime) -> bool:
    """Tell whether nothing stands against an offer to this person any more than when they were chosen. One query."""
    return out_of_question(candidates_for(lead, at, among=[key], client_is_new=True, lead_is_new=True)[0], facts_of(lead, at)) is None


def colleagues(lead: Lead, at: datetime) -> list[tuple[Person, str]]:
    """Return whom the lead may be offered to by hand, each with what stands against it, or with their open leads."""
    people = {person.pk: person for person in who_takes(lead, at)}
    facts, found = facts_of(lead, at), []
    for who in candidates_for(lead, at, among=people):
        against = out_of_question(who, facts, NOBODY_OFFERS)
        because = against or Because("load", {"open": who.open_leads, "most": who.terms.most_open})
        found.append((against is not None, who.open_leads, who.name, people[who.key], short(because.kept())))
    return [(person, note) for *_order, person, note in sorted(found, key=lambda one: one[:3])]


def seats_of(lead: Lead, at: datetime) -> list[str]:
    """Return the seats whose holder answers for leads in the scheme of the lead's engagement."""
    scheme = scheme_of(lead.engagement, at)
    return scheme.opening("lead.intake", "R") if scheme else []


def tracks_of(lead: Lead, at: datetime) -> set[str]:
    """Return the tracks that may sit in those seats."""
    scheme = scheme_of(lead.engagement, at)
    return {track for code in scheme.opening("lead.intake", "R") for track in scheme.seats[code].tracks} if scheme else set()


def _history(lead: Lead, codes: list[str], at: datetime) -> tuple[dict[int, str], dict[int, str]]:
    """Return what binds people to the lead's client, and for whom some of them stand in."""
    scheme = scheme_of(lead.engagement, at)
    once = {code for seat in codes for code in (seat, *scheme.seats[seat].follows)} if scheme else set()
    seats = list(Seat.objects.filter(engagement__client=lead.engagement.client_id, seat__in=once, starts_at__lte=at)
                 .exclude(engagement=lead.engagement_id).annotate(closed_at=F("engagement__closed_at")).select_related("person"))  # fmt: skip
    now = [seat for seat in seats if seat.closed_at is None and (seat.ends_at is None or seat.ends_at > at) and seat.seat in codes]
    took = Lead.objects.filter(engagement__client=lead.engagement.client_id, taken_by__isnull=False).exclude(pk=lead.pk)
    bound = dict.fromkeys([*took.values_list("taken_by", flat=True), *(seat.person_id for seat in seats)], "has_led")
    deputies = standing_in([seat.engagement_id for seat in now], at).filter(seat__in=codes).select_related("absent") if now else ()
    instead_of = {one.deputy_id: one.absent.name for one in deputies}
    bound |= dict.fromkeys(instead_of, "stands_in") | {seat.person_id: "leads" for seat in now}
    return bound, {key: name for key, name in instead_of.items() if bound[key] == "stands_in"}


def open_leads_of(keys: list[int], codes: list[str], at: datetime) -> dict[int, int]:
    """Count by person the open leads of their seats, of those they stand in for, and those offered to them now. One query."""
    alive = {"engagement__lead__state__in": ALIVE, "seat__in": codes}
    held = Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, **alive)
    covered = StandIn.objects.filter(starts_at__lte=at, ends_at__gt=at, deputy__is_active=True, **alive)
    offered = LeadOffer.objects.filter(state=OfferState.OFFERED)
    found = dict.fromkeys(keys, 0)
    counted = [rows.filter(**{f"{whose}__in": keys}).order_by().values_list(whose).annotate(n=Count("pk"))
               for rows, whose in ((held, "person"), (covered, "deputy"), (offered, "to"))]  # fmt: skip
    for key, count in counted[0].union(*counted[1:], all=True) if keys else ():
        found[key] += count
    return found


def _before(lead: Lead) -> dict[int, str]:
    return dict(lead.offers.filter(state__in=ASKED_ONCE).order_by("offered_at", "pk").values_list("to", "state"))
