"""Questions about what happens to a contract: disagreements, amendments, orders, ads passed on; always from the one who asks."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from svyazka.deals.models import AdDone, Amendment, Contract, ContractEdition, Disagreement
from svyazka.deals.queries.rates import term_on
from svyazka.deals.rules import UNSIGNED, Term
from svyazka.deals.rules.advertising import AdItem, due_on, months_between
from svyazka.deals.rules.contract import SIGNED
from svyazka.kit.guard import within_sight


def rows_visible_to(person, at: datetime) -> QuerySet[Disagreement]:
    """Return the rows of the protocols this person sees."""
    rows = Disagreement.objects.select_related("contract__engagement__client", "filed_by", "settled_by")
    return within_sight(rows, person, at, "contract__engagement")


def open_rows(contract: Contract) -> int:
    """Return how many rows of the protocol are not settled."""
    return contract.disagreements.filter(state="open").count()


def amendments_visible_to(person, at: datetime) -> QuerySet[Amendment]:
    """Return the amendments and orders this person sees, with what they change."""
    found = Amendment.objects.select_related("contract__client", "engagement__client", "made_by", "signed_file", "brief").prefetch_related("changes", "answers__by")
    return within_sight(found, person, at)


def told_to_client(person, at: datetime) -> QuerySet[Contract]:
    """Return the contracts a client's contact reads: those that were sent, or signed."""
    seen = Contract.objects.select_related("engagement__client", "client", "legal_entity", "signed_edition", "retainer")
    return within_sight(seen.filter(pk__in=ContractEdition.objects.values("contract")), person, at)


def is_discussed(contract: Contract) -> bool:
    """Tell whether the text of the contract may still change without an amendment."""
    return contract.state in UNSIGNED


# ---- ads ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AdMonth:
    """One month of a contract by which the agency places ads: what was passed on and what was not."""

    month_on: date
    due_on: date
    done: dict[str, AdDone]

    @property
    def left(self) -> list[AdItem]:
        return [item for item in AdItem if item.value not in self.done]


def ad_months(contract: Contract, day: date) -> list[AdMonth]:
    """Return the months that are over since the contract was signed, the newest first."""
    return ads_of([contract], day).get(contract.pk, [])


def ads_of(contracts: list[Contract], day: date) -> dict[int, list[AdMonth]]:
    """Return the months of each contract by which the agency places ads; the same number of queries for many."""
    placing = [one for one in contracts if one.places_ads and one.signed_on and one.state in SIGNED]
    if not placing:
        return {}
    done: dict[tuple[int, date], dict[str, AdDone]] = {}
    for row in AdDone.objects.filter(contract__in=placing).select_related("done_by"):
        done.setdefault((row.contract_id, row.month_on), {})[row.item] = row
    days = int(term_on(Term.ERIR_DAYS, day))
    return {
        one.pk: [AdMonth(month, due_on(month, days), done.get((one.pk, month), {})) for month in reversed(months_between(one.signed_on, day))]
        for one in placing if one.signed_on
    }  # fmt: skip
