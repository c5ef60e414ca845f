"""Numbers of papers, by the series in force."""

from datetime import date

from svyazka.deals.queries import series_for
from svyazka.deals.rules import numbered
from svyazka.kit.numbers import next_number
from svyazka.people.models import LegalEntity


def take_number(kind: str, entity: LegalEntity | None, *, day: date) -> str:
    """Return the next number of the papers of this kind, by the series in force: КП-2026-014. Its counter stays locked till the end."""
    series = series_for(kind, entity, day)
    counter = f"{kind}:{entity.pk}" if entity and (series.per_entity or series.legal_entity_id) else kind
    n = next_number(counter, year=day.year if series.yearly else 0)
    return numbered(series.pattern, prefix=series.prefix, year=day.year, n=n)
