"""A contract as its client reads it: the edition they got, what changes it, the hours that are used."""

from datetime import datetime

from svyazka.clients.models import Engagement
from svyazka.deals.models import Amendment, Contract
from svyazka.deals.queries import (
    amendment_told,
    amendments_ever_told,
    digest_of,
    edition_read,
    last_days,
    last_edition,
    period_views,
    price_after,
    reads_as_sent,
    terms_before,
    told_to_client,
    what_it_sets,
)
from svyazka.people.models import Person
from svyazka.portal.queries.hours import hours_told
from svyazka.portal.rules import Stands, amendments_stand, contract_stands


def contracts_of(engagement: Engagement, person: Person, at: datetime) -> list[tuple[Contract, Stands]]:
    """Return the contracts of an engagement that its client got, each with where it stands: those that wait first."""
    found = told_to_client(person, at).filter(engagement=engagement).exclude(state="terminated").order_by("-pk")
    return sorted([(one, contract_stands(one.state)) for one in found], key=lambda row: row[1].order)


def contract(shown: Contract, at: datetime) -> dict:
    """Return a contract as its client reads it: the edition they got, the protocol, what has changed it, the hours."""
    edition = shown.signed_edition or last_edition(shown)
    views = period_views(shown) if hasattr(shown, "retainer") else []
    return {
        "contract": shown,
        "stands": contract_stands(shown.state),
        "engagement": shown.engagement,
        "edition": edition,
        "told": edition_read(edition) if edition else None,
        "rows": list(shown.disagreements.all()),
        "open": shown.state in ("with_client", "disagreement"),
        "amendments": amendments_of(shown),
        "drawn": reads_as_sent(shown),
        "extras": [(view, extra) for view in views for extra in view.extras],
        **hours_told(shown, views, at),
    }


def amendments_of(shown: Contract) -> list[tuple[Amendment, Stands]]:
    """Return the amendments and orders that the client ever got, each with where it stands: those that wait first."""
    found = amendments_ever_told(shown)
    number = {one.pk: one.number for one in found}
    stands = amendments_stand((one.pk, one.state, what_it_sets(one)) for one in found)
    told = [(one, Stands(stands[one.pk].standing, number.get(stands[one.pk].by))) for one in reversed(found)]
    return sorted(told, key=lambda row: row[1].order)


def amendment(shown: Amendment) -> dict:
    """Return an amendment as its client reads it: what changes, price and terms before and after, their own word on it.

    The digest is of the words that are shown.
    """
    told, price = amendment_told(shown), price_after(shown)
    before, periods = terms_before(shown), shown.terms.get("retainer", {})
    return {
        "amendment": shown,
        "contract": shown.contract,
        "engagement": shown.engagement,
        "stands": next(stands for one, stands in amendments_of(shown.contract) if one.pk == shown.pk),
        "digest": digest_of(told),
        "price": (price - shown.added_kopecks, price),
        "days": last_days(shown),
        "terms": [*_pairs(shown.terms, before), *_pairs(periods, before["retainer"])],
        "of_periods": bool(periods),
        "changes": list(shown.changes.all()),
        "answers": list(shown.answers.all()),
        "open": shown.state in ("with_client", "remarked"),
    }


def _pairs(terms: dict, before: dict) -> list[tuple]:
    return [(name, before.get(name), value) for name, value in terms.items() if name != "retainer"]
