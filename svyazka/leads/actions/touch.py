"""Short codes that keep the source, and what marks of links mean."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.leads import queries
from svyazka.leads.actions.receiving import INTAKE
from svyazka.leads.models import SourceMark
from svyazka.leads.rules.touch import UTM, new_code, plain, reasons_not_a_code, reasons_not_a_mark
from svyazka.people.models import Agency, Person
from svyazka.people.queries import on_day, today
from svyazka.sources.actions import KEEP
from svyazka.sources.models import OutreachEvent, QueryGroup, TouchCode
from svyazka.sources.queries import source_of

SIGNS, SIGNS_OF_A_VISITOR = 4, 5  # 75 000 codes to print and dictate; more than a million for visitors of sites


@action(KEEP, lock=False)
def make_code(agency: Agency, *, source: str, label: str, event: OutreachEvent | None = None, query_group: str = "", landing: str = "",
              region: str = "", utm: Mapping | None = None, by: Person, at: datetime) -> TouchCode:  # fmt: skip
    """Make a short code for a campaign, an event, a group of queries: whoever names it came from there.

    Raises Refused if it does not say what for, Malformed on an unknown source.
    """
    refuse_if(reasons_not_a_code(label=label, landing=landing))
    code = TouchCode.objects.create(
        code=_free(SIGNS), source=source_of(source), event=event, query_group=_group(query_group), label=label.strip()[:200],
        landing=landing[:1000], region=region[:100], utm=plain(utm or {}), made_by=by, made_at=at,
    )  # fmt: skip
    record(code, "leads.code_made", by=by, at=at, code=code.code, label=code.label, source=source)
    return code


@action(INTAKE, answers="RA", lock=False)
def give_code(agency: Agency, *, source: str, label: str, told: Mapping, by: Person, at: datetime) -> TouchCode:
    """Give a visitor of a site a code of their own, which remembers this visit till they write by another channel."""
    meant, group = queries.meaning_of(told, at)
    told = {name: clean(value) for name, value in plain(told).items()}
    code = TouchCode.objects.create(
        code=_free(SIGNS_OF_A_VISITOR), source=meant or source_of(source), query_group=group, label=label[:200],
        landing=told.get("landing", ""), referrer=told.get("referrer", ""), region=told.get("region", "")[:100],
        utm={name: told[name] for name in UTM if name in told}, made_at=at,
    )  # fmt: skip
    record(code, "leads.code_given", by=by, at=at, code=code.code)
    return code


def _free(length: int) -> str:
    """Return a code that nobody has."""
    while True:
        code = new_code(length, secrets.choice)
        if not TouchCode.objects.filter(code=code).exists():
            return code


def _group(name: str) -> QueryGroup | None:
    name = name.strip()[:200]
    if not name:
        return None
    return QueryGroup.objects.filter(name__iexact=name).first() or QueryGroup.objects.create(name=name)


@action(KEEP, lock=False)
def keep_mark(agency: Agency, *, kind: str, value: str, source: str = "", query_group: str = "", starts_on: date, by: Person,
              at: datetime) -> SourceMark:  # fmt: skip
    """Say what a mark of links means from a day on; what it meant before ends on that day.

    Raises Refused if it tells nothing, or if a later meaning is written down already.
    """
    value = value.strip().lower()[:200]
    found, group = source_of(source) if source else None, _group(query_group)
    refuse_if(reasons_not_a_mark(kind=kind, value=value, source=found, query_group=group))
    same = SourceMark.objects.select_for_update(no_key=True).filter(kind=kind, value=value)
    if same.filter(starts_on__gt=starts_on).exists():
        raise Refused(_("A later meaning of this mark is written down already."))
    same.filter(on_day(starts_on)).update(ends_on=starts_on)
    mark = SourceMark.objects.create(kind=kind, value=value, source=found, query_group=group, starts_on=starts_on, made_by=by)
    record(mark, "leads.mark_kept", by=by, at=at, kind=kind, value=value, source=source, group=query_group)
    return mark


@action(KEEP)
def end_mark(mark: SourceMark, *, by: Person, at: datetime) -> SourceMark:
    """Let the mark mean nothing from today on."""
    if mark.ends_on is None:
        mark.ends_on = max(today(at), mark.starts_on)
        mark.save(update_fields=["ends_on"])
        record(mark, "leads.mark_ended", by=by, at=at, kind=mark.kind, value=mark.value)
    return mark
