"""The terms in force on a day: a person's own, else the agency's; and the order of choosing."""

from datetime import date

from django.db.models import QuerySet

from svyazka.kit.memo import once
from svyazka.leads.models import TakerTerms
from svyazka.leads.rules import ANYBODY, ORDER, Terms
from svyazka.people.models import Person


def in_force(day: date) -> QuerySet[TakerTerms]:
    """Return the latest terms that had begun by that day: one row a person, and one of the agency."""
    return TakerTerms.objects.filter(starts_on__lte=day).order_by("person", "-starts_on").distinct("person").select_related("person")


def agency_terms(day: date) -> TakerTerms | None:
    """Return the agency's terms in force; none before it began to offer leads by the order."""
    return TakerTerms.objects.filter(person=None, starts_on__lte=day).order_by("-starts_on").first()


def own_terms(person: Person | None, day: date) -> TakerTerms | None:
    """Return the terms in force that were set for the person, or for the agency where there is no person."""
    return TakerTerms.objects.filter(person=person, starts_on__lte=day).order_by("-starts_on").first()


def terms_to_come(person: Person | None, day: date) -> list[TakerTerms]:
    """Return the terms that begin after that day, the nearest first."""
    return list(TakerTerms.objects.filter(person=person, starts_on__gt=day).order_by("starts_on"))


def rows_on(day: date) -> dict[int | None, TakerTerms]:
    """Return the terms in force by person, the agency's under None: asked once in a request."""
    return once(("leads.terms", day), lambda: {row.person_id: row for row in in_force(day).select_related(None)})


def terms_of(keys: list[int], day: date) -> dict[int, Terms]:
    """Return each person's terms as the choice reads them; what a person's own leave open, the agency's say."""
    rows = rows_on(day)
    everybody = _terms(rows[None], ANYBODY) if None in rows else ANYBODY
    return {key: _terms(rows[key], everybody) if key in rows else everybody for key in keys}


def _terms(row: TakerTerms, otherwise: Terms) -> Terms:
    return Terms(
        most_open=otherwise.most_open if row.most_open is None else row.most_open, regions=tuple(row.regions) or otherwise.regions,
        languages=tuple(row.languages) or otherwise.languages, refused_sources=tuple(row.refused_sources) or otherwise.refused_sources,
        refused_channels=tuple(row.refused_channels) or otherwise.refused_channels, paused_until=row.paused_until,
    )  # fmt: skip


def order_on(day: date) -> tuple[str, ...] | None:
    """Return the order of choosing in force on that day; None while the agency offers nothing by an order."""
    row = rows_on(day).get(None)
    return None if row is None else tuple(row.order) or ORDER
