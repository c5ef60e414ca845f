"""How those who take leads stand now: leads in work, their limit, the week, how fast they answer, till when they are away."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from svyazka.kit.guard import DUTIES, may
from svyazka.leads.models import Lead, LeadOffer
from svyazka.leads.queries.inbox import may_take, visible_to
from svyazka.leads.queries.routing import open_leads_of
from svyazka.leads.queries.terms import in_force, terms_of
from svyazka.leads.rules import OfferState
from svyazka.people.models import Person, TrackPeriod
from svyazka.people.queries import absences_between, on_day, staff, the_agency, today
from svyazka.roles.queries.standing import schemes_in_force

BACK = timedelta(days=30)
"""How far back the speed of the first answer and the offers not taken are looked at."""


def may_route(person: Person, at: datetime) -> bool:
    """Tell whether the person says who takes leads."""
    return bool(may(person, DUTIES["lead.route"], the_agency(), at))


def may_see_takers(person: Person, at: datetime) -> bool:
    """Tell whether there is anything for the person on the page of who takes leads: everybody's for the head, else one's own."""
    return may_route(person, at) or may_take(person, at)


def takers(at: datetime) -> QuerySet[Person]:
    """Return the people whose track takes leads in the agency's scheme."""
    scheme = schemes_in_force(at).scheme_for()
    tracks = {track for code in scheme.opening("lead.intake", "R") for track in scheme.seats[code].tracks} if scheme else set()
    here = TrackPeriod.objects.filter(on_day(today(at)), track__in=tracks).values("person")
    return staff().filter(pk__in=here)


def takers_seen_by(person: Person, at: datetime) -> QuerySet[Person]:
    """Return the takers whose terms and figures this person sees: all for the head, oneself for the others."""
    return takers(at) if may_route(person, at) else takers(at).filter(pk=person.pk)


def taker_rows(people: QuerySet[Person], at: datetime) -> list[dict]:
    """Return each taker with terms and figures; the same number of questions for many as for few."""
    everybody, day = list(people), today(at)
    keys = [person.pk for person in everybody]
    scheme = schemes_in_force(at).scheme_for()
    opened = open_leads_of(keys, scheme.opening("lead.intake", "R") if scheme else [], at)
    terms, own = terms_of(keys, day), set(in_force(day).filter(person__in=keys).values_list("person", flat=True))
    away = {one.person_id: one for one in absences_between(day, day).filter(person__in=keys)}
    week, speed, missed = _week(keys, at), _speed(keys, at), _missed(keys, at)
    return [
        {"person": person, "open": opened[person.pk], "terms": terms[person.pk], "own": person.pk in own, "away": away.get(person.pk),
         "week": week.get(person.pk, 0), "answer_minutes": speed.get(person.pk), "missed": missed.get(person.pk, 0)}
        for person in everybody
    ]  # fmt: skip


def _week(keys: list[int], at: datetime) -> dict[int, int]:
    monday = today(at) - timedelta(days=today(at).weekday())
    taken = Lead.objects.filter(taken_by__in=keys, taken_at__gte=datetime.combine(monday, time(), ZoneInfo(the_agency().zone)))
    return dict(taken.order_by().values_list("taken_by").annotate(n=Count("pk")))


def _speed(keys: list[int], at: datetime) -> dict[int, int]:
    """Return by person the median minutes of working time to the first answer of the last month."""
    found = defaultdict(list)
    answered = Lead.objects.filter(answered_by__in=keys, answered_at__gt=at - BACK, answered_in__isnull=False).order_by("-answered_at")
    for key, took in answered.values_list("answered_by", "answered_in")[:2000]:
        found[key].append(took.total_seconds() / 60)
    return {key: round(median(minutes)) for key, minutes in found.items()}


def _missed(keys: list[int], at: datetime) -> dict[int, int]:
    ended = Q(state__in=(OfferState.DECLINED, OfferState.LAPSED, OfferState.RETURNED), ended_at__gt=at - BACK)
    return dict(LeadOffer.objects.filter(ended, to__in=keys).order_by().values_list("to").annotate(n=Count("pk")))


def decisions(person: Person, at: datetime) -> QuerySet[LeadOffer]:
    """Return the decisions this person sees, the newest first: all for the head, those about oneself for the others."""
    seen = LeadOffer.objects.select_related("lead__engagement__client", "lead__source", "to", "by").order_by("-offered_at", "-pk")
    if may_route(person, at):
        return seen
    return seen.filter(Q(to=person) | Q(by=person), lead__in=visible_to(person, at).values("pk"))
