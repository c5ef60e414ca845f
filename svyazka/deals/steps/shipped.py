"""What an agency begins with: rates, terms, texts of papers and how they are numbered; from then on they are its own."""

from datetime import date

from svyazka.deals.models import DealTerm, NumberSeries, PaperText, RateCard
from svyazka.deals.rules import USUAL
from svyazka.deals.rules.shipped import SHIPPED_SERIES, shipped_texts
from svyazka.people.models import Specialism

RATES = {"dev": (300_000, 150_000), "design": (270_000, 130_000), "seo": (250_000, 115_000), "smm": (220_000, 100_000),
         "copy": (180_000, 85_000)}  # fmt: skip


def ship(since: date) -> None:
    """Write down a first rate card and the agency's terms, once; texts of papers and series of numbers."""
    ship_papers(since)
    if RateCard.objects.exists():
        return
    for specialism in Specialism.objects.filter(code__in=RATES):
        price, cost = RATES[specialism.code]
        RateCard.objects.create(specialism=specialism, price_kopecks=price, cost_kopecks=cost, starts_on=since)
    DealTerm.objects.bulk_create(DealTerm(code=code, value=value, starts_on=since) for code, value in USUAL.items())


def ship_papers(since: date) -> None:
    """Write down the texts that papers begin with, and how they are numbered, each kind once."""
    known = set(PaperText.objects.values_list("kind", flat=True))
    PaperText.objects.bulk_create(PaperText(kind=kind, edition=1, text=text, starts_on=since) for kind, text in shipped_texts().items() if kind not in known)
    counted = set(NumberSeries.objects.values_list("kind", flat=True))
    NumberSeries.objects.bulk_create(NumberSeries(**told, starts_on=since) for told in SHIPPED_SERIES if told["kind"] not in counted)
