"""What is known when a lead looks for its account manager: who may take it, on what terms, how they stand, what was offered."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from svyazka.kit.burden import weekly_hours
from svyazka.kit.worktime import working_days
from svyazka.leads.models import Lead, LeadOffer
from svyazka.leads.queries.clock import norm_minutes
from svyazka.leads.queries.inbox import who_takes
from svyazka.leads.queries.terms import terms_of
from svyazka.leads.rules import (
    ALIVE,
    ASKED_ONCE,
    NOBODY_OFFERS,
    Away,
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
from svyazka.people.queries import absences_between, agency_window, today, windows_of
from svyazka.roles.models import Seat, StandIn
from svyazka.roles.queries.rights import scheme_of, standing_in


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


def candidates_for(lead: Lead, at: datetime, *, heard_by: int | None = None, among: QuerySet[Person] | None = None) -> list[Candidate]:
    """Return who may be asked to take the lead as they stand now: the tracks of its seat, and who stands in for its client's AM.

    `among` narrows or widens the people asked about; `heard_by` wrote the lead down.
    """
    codes = seats_of(lead, at)
    bound, instead_of = _history(lead, codes, at)
    takers = {person.pk for person in who_takes(lead, at)}
    wanted = among if among is not None else Person.objects.filter(pk__in=takers | instead_of.keys())
    people = list(wanted)
    keys = [person.pk for person in people]
    stands = _standing(keys, codes, lead, at)
    return [
        Candidate(key=person.pk, name=person.name, takes=person.pk in takers, active=person.is_active, heard=person.pk == heard_by,
                  history=bound.get(person.pk, ""), instead_of=instead_of.get(person.pk, ""), **stands[person.pk])
        for person in people
    ]  # fmt: skip


def reasons_not_to_offer(lead: Lead, to: Person, at: datetime) -> list[str]:
    """List why nobody may offer the lead to this person, whoever offers it."""
    if lead.taken_by_id == to.pk:
        return [_("%(name)s holds this lead already.") % {"name": to.name}]
    who = candidates_for(lead, at, among=Person.objects.filter(pk=to.pk))[0]
    found = out_of_question(who, facts_of(lead, at), NOBODY_OFFERS)
    return [sentence(found.kept(), to.name)] if found else []


def colleagues(lead: Lead, at: datetime) -> list[tuple[Person, str]]:
    """Return whom the lead may be offered to by hand, each with what stands against it, or with their open leads."""
    people = {person.pk: person for person in who_takes(lead, at)}
    facts, found = facts_of(lead, at), []
    for who in candidates_for(lead, at, among=Person.objects.filter(pk__in=people)):
        against = out_of_question(who, facts, NOBODY_OFFERS)
        because = against or Because("load", {"open": who.open_leads, "most": who.terms.most_open})
        found.append((against is not None, who.open_leads, who.name, people[who.key], short(because.kept())))
    return [(person, note) for *_order, person, note in sorted(found, key=lambda one: one[:3])]


def seats_of(lead: Lead, at: datetime) -> list[str]:
    """Return the seats whose holder answers for leads in the scheme of the lead's engagement."""
    scheme = scheme_of(lead.engagement, at)
    return scheme.opening("lead.intake", "R") if scheme else []


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


def _standing(keys: list[int], codes: list[str], lead: Lead, at: datetime) -> dict[int, dict]:
    """Return by person the terms, absences, leads in work, hours a week, the last lead and how an earlier offer ended."""
    until, days = reach(lead, at), days_of(lead, at)
    terms, windows = terms_of(keys, today(at)), windows_of(keys, days[0], days[-1])
    opened, hours, last, before = open_leads_of(keys, codes, at), _hours(keys, at), _last(keys), _before(lead)
    away = defaultdict(list)
    for absence in absences_between(days[0], days[-1]).filter(person__in=keys):
        away[absence.person_id].append(Away(absence.kind, absence.starts_on, absence.ends_on))
    return {
        key: {"terms": terms[key], "away": tuple(away[key]), "open_leads": opened[key], "weekly_hours": hours[key],
              "at_work": bool(away[key]) or windows[key].between(at, until) > timedelta(),
              "last_on": today(last[key]) if last.get(key) else None, "before": before.get(key, "")}
        for key in keys
    }  # fmt: skip


def open_leads_of(keys: list[int], codes: list[str], at: datetime) -> dict[int, int]:
    """Count by person the open leads of their seats, of those they stand in for, and those offered to them now."""
    alive = {"engagement__lead__state__in": ALIVE, "seat__in": codes}
    held = Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, **alive)
    covered = StandIn.objects.filter(starts_at__lte=at, ends_at__gt=at, deputy__is_active=True, **alive)
    offered = LeadOffer.objects.filter(state=OfferState.OFFERED)
    found = dict.fromkeys(keys, 0)
    for rows, whose in ((held, "person"), (covered, "deputy"), (offered, "to")):
        for key, count in rows.filter(**{f"{whose}__in": keys}).order_by().values_list(whose).annotate(n=Count("pk")):
            found[key] += count
    return found


def _hours(keys: list[int], at: datetime) -> dict[int, Decimal]:
    held = Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), person__in=keys, starts_at__lte=at, engagement__closed_at=None)
    found = dict.fromkeys(keys, Decimal(0))
    for (_engagement, person), hours in weekly_hours(held.values_list("engagement", "person"), at).items():
        found[person] += hours
    return found


def _last(keys: list[int]) -> dict[int, datetime]:
    return dict(Lead.objects.filter(taken_by__in=keys).order_by().values_list("taken_by").annotate(last=Max("taken_at")))


def _before(lead: Lead) -> dict[int, str]:
    return dict(lead.offers.filter(state__in=ASKED_ONCE).order_by("offered_at", "pk").values_list("to", "state"))
