"""What can happen to sources: one is written down, renamed, used less, retired, brought back; its cost is kept."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.people.models import Agency, Person
from svyazka.sources.models import Source, SourceCost
from svyazka.sources.rules import source as rules

KEEP = Duty("source.keep", _("Keep the list of sources and their cost"), stage=Stage.LEAD, by_system=True)


@action(KEEP, lock=False)
def add_source(agency: Agency, *, name: str, kind: str, by: Person, at: datetime) -> Source:
    """Write down a source; its code is made of its name. Raises Refused on an empty or known name or an unknown kind."""
    known = dict(Source.objects.select_for_update(no_key=True).values_list("code", "name"))
    name = " ".join(name.split())
    refuse_if(rules.reasons_not_a_source(name=name, kind=kind, others=known.values()))
    source = Source.objects.create(code=rules.code_of(name, known), name=name[:200], kind=kind)
    record(source, "sources.added", by=by, at=at, name=name)
    return source


@action(KEEP)
def rename_source(source: Source, *, name: str, kind: str, by: Person, at: datetime) -> Source:
    """Call the source otherwise; its code and its leads stay. Raises Refused as adding does."""
    name = " ".join(name.split())
    others = Source.objects.exclude(pk=source.pk).values_list("name", flat=True)
    refuse_if(rules.reasons_not_a_source(name=name, kind=kind, others=others))
    was, source.name, source.kind = source.name, name[:200], kind
    source.save(update_fields=["name", "kind"])
    record(source, "sources.renamed", by=by, at=at, was=was, name=name)
    return source


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
def fade_source(source: Source, *, on: date, by: Person, at: datetime) -> Source:
    """Use the source less from that day on: the first step of leaving it. Raises Refused for a retired one."""
    refuse_if(rules.reasons_not_to_fade(retired_on=source.retired_on))
    source.fading_on = on
    source.save(update_fields=["fading_on"])
    record(source, "sources.faded", by=by, at=at, on=str(on))
    return source


@action(KEEP)
def retire_source(source: Source, *, on: date, by: Person, at: datetime) -> Source:
    """Retire a source from that day on; its leads stay. Raises Refused if it is used less only later."""
    refuse_if(rules.reasons_not_to_retire(fading_on=source.fading_on, on=on))
    source.retired_on = on
    source.save(update_fields=["retired_on"])
    record(source, "sources.retired", by=by, at=at, on=str(on))
    return source


@action(KEEP)
def bring_back_source(source: Source, *, by: Person, at: datetime) -> Source:
    """Use the source in full again. Raises Refused if it is."""
    refuse_if(rules.reasons_not_to_bring_back(fading_on=source.fading_on, retired_on=source.retired_on))
    source.fading_on = source.retired_on = None
    source.save(update_fields=["fading_on", "retired_on"])
    record(source, "sources.brought_back", by=by, at=at)
    return source
