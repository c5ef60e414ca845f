"""What is passed on to the register of internet ads is ticked off, month by month."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.deals.actions.duties import CONTRACT
from svyazka.deals.models import AdDone, Contract
from svyazka.deals.rules.advertising import AdItem, reasons_not_to_tick
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import today


@action(CONTRACT)
def tick_ads(contract: Contract, *, month_on: date, item: str, done: bool = True, note: str = "", by: Person, at: datetime) -> Contract:
    """Write down that an item of a month was passed on to the register, or that it was not after all; again changes nothing.

    Raises Refused where the agency places no ads, and for a month of which nothing is passed on; Malformed for a strange item.
    """
    if item not in AdItem.values:
        raise Malformed(_("There is no such item on the list of the register."))
    refuse_if(reasons_not_to_tick(places_ads=contract.places_ads, month_on=month_on, signed_on=contract.signed_on, today=today(at)))
    kept = AdDone.objects.filter(contract=contract, month_on=month_on, item=item)
    if kept.exists() == done:
        return contract
    if done:
        AdDone.objects.create(contract=contract, month_on=month_on, item=item, note=note.strip()[:300], done_by=by, done_at=at)
    else:
        kept.delete()
    record(contract, "deals.ads_passed" if done else "deals.ads_unpassed", by=by, at=at, month=str(month_on), item=item)
    return contract
