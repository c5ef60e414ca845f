"""Leads that look like one by groups: one request that came nine times is one row, not sixteen pairs."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from svyazka.leads.models import Lead, Likeness
from svyazka.leads.queries.likeness import Pair, pair_of, to_look_at
from svyazka.leads.rules import told
from svyazka.leads.rules.groups import gathered
from svyazka.leads.rules.merging import how_far

MOST_PAIRS = 3000  # the heaviest of those that wait; the rest comes when these are decided


@dataclass(frozen=True)
class Member:
    """One of the others of a group: by which pair it is joined to the rest, and what it shares there."""

    lead: Lead
    pair: Pair
    signs: list[str]


@dataclass(frozen=True)
class Group:
    """Leads that look like one: the one that is usually kept, then the others from the earliest."""

    kept: Lead
    others: list[Member]

    @property
    def keys(self) -> list[int]:
        return [self.kept.pk, *(member.lead.pk for member in self.others)]


def waiting_pairs(found: QuerySet[Likeness]) -> list[frozenset[int]]:
    """Return the keys of the leads of each group that waits for a person, the most alike first. One query."""
    pairs = to_look_at(found).order_by("-weight", "-pk").values_list("lead", "other")
    return gathered(pairs[:MOST_PAIRS])


def group_with(found: QuerySet[Likeness], lead: Lead) -> Group | None:
    """Return the group in which this lead stands, if it stands in one."""
    keys = next((keys for keys in waiting_pairs(found) if lead.pk in keys), None)
    return groups_of(found, [keys])[0] if keys else None


def groups_of(found: QuerySet[Likeness], groups: Iterable[frozenset[int]]) -> list[Group]:
    """Return these groups with their leads and what they share. One query for all."""
    groups = list(groups)
    keys = frozenset().union(*groups)
    rows = list(to_look_at(found).filter(lead__in=keys, other__in=keys).order_by("-weight", "-pk"))
    return [_group([row for row in rows if row.lead_id in group]) for group in groups]


def _group(rows: list[Likeness]) -> Group:
    leads = {lead.pk: lead for row in rows for lead in row.leads}
    first, *others = sorted(leads.values(), key=lambda lead: (-how_far(lead.state), lead.received_at, lead.pk))
    return Group(first, [_member(lead, first, rows) for lead in others])


def _member(lead: Lead, first: Lead, rows: list[Likeness]) -> Member:
    """Return the lead with its pair with the first of the group, else with the heaviest of its pairs."""
    own = [row for row in rows if lead in row.leads]
    row = next((row for row in own if first in row.leads), own[0])
    return Member(lead, pair_of(row), told(row.signs))
