"""Questions about leads, always from the one who asks."""

from datetime import datetime

from django.db.models import F, QuerySet

from svyazka.kit.guard import DUTIES, may, seen_by
from svyazka.leads.models import WAITS, Lead
from svyazka.leads.rules import CLOSED, LeadState
from svyazka.people.models import Person, TrackPeriod
from svyazka.people.queries import on_day, staff, the_agency, today
from svyazka.roles.queries.standing import scheme_of

TABS = ("waiting", "mine", "open", "lessons", "all")


def visible_to(person: Person, at: datetime) -> QuerySet[Lead]:
    """Return the leads this person sees: of their engagements, and the whole inbox for those who may take from it."""
    leads = Lead.objects.select_related("engagement__client", "source", "last_source", "contact", "taken_by", "closed_for")
    keys = seen_by(person, at)
    if keys is None or (person.kind == "staff" and may_take(person, at)):
        return leads
    return leads.filter(engagement__in=keys) if person.kind == "staff" else leads.none()


def may_take(person: Person, at: datetime) -> bool:
    """Tell whether the person's track takes leads from the inbox."""
    return bool(may(person, DUTIES["lead.intake"], the_agency(), at))


def usual_source(person: Person) -> str:
    """Return the code of the source that the person's last lead came from, if it is still in use."""
    last = Lead.objects.filter(taken_by=person, source__retired_on=None).order_by("-received_at", "-pk")
    return last.values_list("source__code", flat=True).first() or ""


def taken_by_another(engagement_id: int, person: Person) -> Lead | None:
    """Return the engagement's lead if a colleague has taken it."""
    taken = Lead.objects.filter(engagement=engagement_id).exclude(taken_by=None).exclude(taken_by=person)
    return taken.select_related("taken_by").first()


def who_takes(lead: Lead, at: datetime) -> QuerySet[Person]:
    """Return the colleagues who may hold the seat of this lead, but for whoever holds it now."""
    scheme = scheme_of(lead.engagement, at)
    tracks = {track for code in scheme.opening("lead.intake", "R") for track in scheme.seats[code].tracks} if scheme else set()
    here = TrackPeriod.objects.filter(on_day(today(at)), track__in=tracks).values("person")
    return staff().filter(pk__in=here).exclude(pk=lead.taken_by_id)


def tab(leads: QuerySet[Lead], name: str, person: Person) -> QuerySet[Lead]:
    """Keep the leads of one tab, the most urgent first."""
    kept = {
        "waiting": leads.filter(WAITS),
        "mine": leads.filter(taken_by=person).exclude(state__in=CLOSED),
        "open": leads.exclude(state__in=CLOSED),
        "lessons": leads.filter(state__in=(LeadState.LOST, LeadState.NOT_OURS)),
        "all": leads.counted(),
    }[name]
    if name in ("lessons", "all"):
        return kept.order_by("-received_at", "-pk")
    if name == "waiting":
        return kept.order_by("answer_due_at", "pk")
    return kept.order_by(F("answered_at").asc(nulls_first=True), "answer_due_at", "pk")


