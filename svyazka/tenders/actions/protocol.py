"""What the protocol says: who took part, in which places, at what prices."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import name_key
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.tenders.actions.duties import LEAD
from svyazka.tenders.models import Bid, Tender
from svyazka.tenders.rules import BEFORE_SUBMISSION, Base
from svyazka.tenders.steps import count_deadlines, happen


@action(LEAD, answers="RA")
def write_protocol(tender: Tender, *, bids: Iterable[Mapping], on: date | None = None, by: Person, at: datetime) -> Tender:
    """Write down the bids of the protocol, best first: {name, price_kopecks, inn, ours}; what was written before is replaced.

    Raises Refused before the application is in, Malformed on a bid without a name or a price, or two of ours.
    """
    if tender.state in BEFORE_SUBMISSION:
        raise Refused(_("There is no protocol before the applications are in."))
    rows = [_bid(tender, place, told) for place, told in enumerate(bids, 1)]
    if sum(row.ours for row in rows) > 1 or not rows:
        raise Malformed(_("A protocol has bids, and at most one of them is ours."))
    if on is not None and on > today(at):
        raise Malformed(_("It has not happened yet: this day is to come."))
    tender.bids.all().delete()
    Bid.objects.bulk_create(rows)
    if on is not None:
        happen(tender, Base.PROTOCOL, on)
        count_deadlines(tender)
    record(tender, "tenders.protocol_written", by=by, at=at, bids=len(rows), best_kopecks=rows[0].price_kopecks)
    return tender


def _bid(tender: Tender, place: int, told: Mapping) -> Bid:
    name, inn = clean(str(told.get("name", ""))).strip()[:300], str(told.get("inn") or "").strip()
    price = told.get("price_kopecks")
    if not name or not isinstance(price, int) or price <= 0:
        raise Malformed(_("Line %(line)s: a bid has a name and a price.") % {"line": place})
    if inn and not (inn.isdecimal() and len(inn) in (10, 12)):
        raise Malformed(_("Line %(line)s: an INN has 10 or 12 digits.") % {"line": place})
    return Bid(tender=tender, place=place, name=name, inn=inn, rival_key=inn or name_key(name)[:300], price_kopecks=price, ours=bool(told.get("ours")))
