"""Numbers of papers: unique and without gaps, from a locked counter row."""

from svyazka.kit.models import Counter


def next_number(series: str, *, year: int) -> int:
    """Return the next number of the series in the year; the counter's row stays locked till the transaction ends."""
    Counter.objects.get_or_create(series=series, year=year)
    counter = Counter.objects.select_for_update(no_key=True).get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
