"""Numbers of papers, by the series in force, and how papers are called by them."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from svyazka.deals.queries import series_for
from svyazka.deals.rules import SeriesKind, numbered
from svyazka.kit.numbers import next_number
from svyazka.people.models import LegalEntity
from svyazka.people.queries import in_agency_language

CALLED = {
    SeriesKind.PROPOSAL: _("Proposal No. %(number)s"), SeriesKind.CONTRACT: _("Contract No. %(number)s"),
    SeriesKind.ACT: _("Act No. %(number)s"), SeriesKind.INVOICE: _("Invoice No. %(number)s"),
}  # fmt: skip


def take_number(kind: str, entity: LegalEntity | None, *, day: date) -> str:
    """Return the next number of the papers of this kind, by the series in force: КП-2026-014. Its counter stays locked till the end."""
    series = series_for(kind, entity, day)
    counter = f"{kind}:{entity.pk}" if entity and (series.per_entity or series.legal_entity_id) else kind
    n = next_number(counter, year=day.year if series.yearly else 0)
    return numbered(series.pattern, prefix=series.prefix, year=day.year, n=n)


def paper_called(kind: str, number: str) -> str:
    """Return how a paper is called in a word about it: «Счёт № 7»."""
    with in_agency_language():
        return str(CALLED[SeriesKind(kind)]) % {"number": number}
