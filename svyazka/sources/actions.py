"""What can happen to sources and events."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.people.models import Agency, Person
from svyazka.sources.models import OutreachEvent, Source, SourceCost
from svyazka.sources.rules import reasons_not_an_event

KEEP = Duty("source.keep", _("Keep the list of sources and their cost"), stage=Stage.LEAD)
EVENT = Duty("event.attend", _("Attend events, give talks, meet people"), stage=Stage.LEAD)


@action(KEEP)
def set_cost(source: Source, *, month_on: date, kopecks: int, by: Person, at: datetime) -> SourceCost:
    """Write down what the source cost in that month. Raises Refused on a negative cost."""
    if kopecks < 0:
        raise Refused(_("A cost is not negative."))
    cost, _made = SourceCost.objects.update_or_create(
        source=source, month_on=month_on.replace(day=1), defaults={"kopecks": kopecks}
    )
    record(source, "sources.cost_set", by=by, at=at, month=str(cost.month_on), kopecks=kopecks)
    return cost


@action(KEEP)
def retire_source(source: Source, *, on: date, by: Person, at: datetime) -> Source:
    """Retire a source from that day on; its leads stay."""
    source.retired_on = on
    source.save(update_fields=["retired_on"])
    record(source, "sources.retired", by=by, at=at, on=str(on))
    return source


@action(EVENT, lock=False)
def write_down_event(agency: Agency, *, name: str, audience: str, held_on: date, talk: str = "", speaker=None,
                     region: str = "", cost_kopecks: int = 0, people_met: int = 0, by: Person, at: datetime):  # fmt: skip
    """Write down an event where the agency was seen. Raises Refused for an unknown audience or a figure below zero."""
    refuse_if(reasons_not_an_event(name=name, audience=audience, cost_kopecks=cost_kopecks, people_met=people_met))
    event = OutreachEvent.objects.create(
        name=name[:300], audience=audience, held_on=held_on, talk=talk[:300], speaker=speaker, region=region[:100],
        cost_kopecks=cost_kopecks, people_met=people_met,
    )  # fmt: skip
    record(event, "sources.event_kept", by=by, at=at, name=name)
    return event
