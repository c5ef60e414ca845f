"""Sources of leads, their cost and what they brought, spoken in JSON."""

from datetime import date

from django.http import Http404
from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Line, Money, Number, money, upto
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.people.queries import staff, the_agency
from svyazka.sources import actions, queries
from svyazka.sources.models import OutreachEvent, Source

router = Router(tags=["sources"])


def _inside(request) -> None:
    if request.user.kind != "staff":
        raise Http404


def _shown(source: Source, *, with_cost: bool) -> dict:
    told = {"code": source.code, "name": source.name, "retired_on": source.retired_on, "came": source.came, "fitted": source.fitted,
            "won": source.won}  # fmt: skip
    if with_cost:
        told |= {"won_value": money(source.won_kopecks), "cost": money(source.cost_kopecks)}
    return told


@router.get("/sources")
def list_sources(request):
    """List the sources with what each brought; its cost too, for who keeps the list or sees everything."""
    _inside(request)
    with_cost = queries.sees_cost(request.user, timezone.now(), actions.KEEP)
    return {"items": [_shown(source, with_cost=with_cost) for source in queries.told()], "next": None}


@router.get("/sources/mix")
def mix(request):
    """Tell how the mix of sources changed by year."""
    _inside(request)
    return {"items": queries.mix_by_year(), "next": None}


def _source(request, code: str) -> Source:
    _inside(request)
    return find(Source.objects.all(), None, code=code)


class CostIn(In):
    month_on: date
    cost: Money


@router.post("/sources/{code}/costs", response={201: dict})
def set_cost(request, code: str, body: CostIn):
    """Write down what a source cost in a month."""
    made = actions.set_cost(_source(request, code), month_on=body.month_on, kopecks=body.cost.kopecks, by=request.user,
                            at=timezone.now())  # fmt: skip
    return Status(201, {"source": code, "month_on": made.month_on, "cost": money(made.kopecks)})


class RetirementIn(In):
    on: date


@router.post("/sources/{code}/retirement")
def retire(request, code: str, body: RetirementIn):
    """Retire a source from a day on; its leads stay."""
    made = actions.retire_source(_source(request, code), on=body.on, by=request.user, at=timezone.now())
    return {"code": made.code, "retired_on": made.retired_on}


def _event_shown(event: OutreachEvent) -> dict:
    return {"id": event.pk, "name": event.name, "audience": event.audience, "held_on": event.held_on, "talk": event.talk,
            "speaker": event.speaker.username if event.speaker else None, "region": event.region, "cost": money(event.cost_kopecks),
            "people_met": event.people_met}  # fmt: skip


@router.get("/events")
def list_events(request):
    """List the events where the agency was seen."""
    _inside(request)
    return {"items": [_event_shown(event) for event in queries.events()[:200]], "next": None}


class EventIn(In):
    name: Line
    audience: Line
    held_on: date
    talk: upto(300) = ""
    speaker: Line | None = None
    region: upto(100) = ""
    cost: Money = Money(kopecks=0)
    people_met: Number = 0


@router.post("/events", response={201: dict})
def write_event(request, body: EventIn):
    """Write down an event."""
    _inside(request)
    told = body.model_dump(exclude={"speaker", "cost"})
    speaker = staff().filter(username=body.speaker).first() if body.speaker else None
    if body.speaker and speaker is None:
        raise unknown("speaker", body.speaker)
    made = actions.write_down_event(the_agency(), speaker=speaker, cost_kopecks=body.cost.kopecks, by=request.user,
                                    at=timezone.now(), **told)  # fmt: skip
    return Status(201, _event_shown(made))
