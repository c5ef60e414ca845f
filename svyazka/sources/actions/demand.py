"""What can happen to demand: a file of positions and visits is loaded, a figure is written down, a file is taken back."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.regions import region_named
from svyazka.people.models import Agency, Person
from svyazka.sources.actions.source import KEEP
from svyazka.sources.models import DemandLoad, QueryGroup, RegionDemand
from svyazka.sources.queries import demand as queries
from svyazka.sources.rules import demand as rules
from svyazka.sources.rules.demand import Cell


@action(KEEP, lock=False)
def load_demand(agency: Agency, *, raw: bytes, name: str = "", group: str = "", month_on: date | None = None, by: Person,
                at: datetime) -> queries.Plan:  # fmt: skip
    """Load the cells of a file: those that changed are replaced, those that did not are left; wrong rows are told.

    Raises Malformed if nothing of it can be read.
    """
    plan = queries.plan_of(rules.read_demand(raw, group=group, month_on=month_on))
    if plan.reading.reasons:
        raise Malformed(*plan.reading.reasons)
    if plan.changes:
        digest = hashlib.sha256(raw).hexdigest()
        plan.load = _keep(plan.changes, name=name, digest=digest, by=by, at=at)
        record(plan.load, "sources.demand_loaded", by=by, at=at, name=name, cells=len(plan.changes), digest=digest)
    return plan


@action(KEEP, lock=False)
def keep_demand(agency: Agency, *, group: str, region: str, month_on: date, shows: int = 0, visits: int = 0,
                position: Decimal | None = None, by: Person, at: datetime) -> RegionDemand:  # fmt: skip
    """Write one figure of demand down by hand. Raises Refused for an unknown region or figures below zero."""
    refuse_if(rules.reasons_not_a_cell(region=region, group=group, shows=shows, visits=visits))
    key = (" ".join(group.split())[:200], region_named(region), month_on.replace(day=1))
    load = _keep({key: Cell(shows, visits, position)}, name=str(_("Written by hand")), digest="", by=by, at=at)
    record(load, "sources.demand_kept", by=by, at=at, group=key[0], region=key[1], month=str(key[2]))
    return load.rows.select_related("group").get()


def _keep(cells: Mapping[queries.Key, Cell], *, name: str, digest: str, by: Person, at: datetime) -> DemandLoad:
    """Put the figures in force aside, and write the new ones in their place."""
    load = DemandLoad.objects.create(name=name[:300], digest=digest, cells=len(cells), loaded_by=by, loaded_at=at)
    before = queries.in_force(cells, lock=True)
    RegionDemand.objects.filter(pk__in=[row.pk for row in before.values()]).update(aside=load)
    groups = _groups({group for group, _region, _month in cells})
    rows = (_row(groups[key[0].lower()], key, cell, before.get(queries.folded(key)), load) for key, cell in cells.items())
    RegionDemand.objects.bulk_create(rows, batch_size=2000)
    return load


def _groups(names: set[str]) -> dict[str, QueryGroup]:
    """Return the groups by name in small letters, those that are new written down."""
    known = {group.name.lower(): group for group in QueryGroup.objects.all()}
    for name in sorted(names):
        if name.lower() not in known:
            known[name.lower()] = QueryGroup.objects.create(name=name)
    return known


def _row(group: QueryGroup, key: queries.Key, cell: Cell, was: RegionDemand | None, load: DemandLoad) -> RegionDemand:
    shows, visits, position = queries.laid_over(cell, was)
    return RegionDemand(group=group, region=key[1], month_on=key[2], shows=shows, visits=visits, position=position, load=load)


@action(KEEP)
def undo_load(load: DemandLoad, *, by: Person, at: datetime) -> DemandLoad:
    """Take the file back: the figures that it put aside are in force again. Raises Refused if a later one replaced its own."""
    later = DemandLoad.objects.filter(put_aside__load=load).order_by("-pk").first()
    refuse_if(rules.reasons_not_to_undo(undone=load.undone_at is not None, later=later.name if later else ""))
    load.rows.all().delete()
    load.put_aside.update(aside=None)
    load.undone_at = at
    load.save(update_fields=["undone_at"])
    record(load, "sources.demand_undone", by=by, at=at, name=load.name)
    return load
