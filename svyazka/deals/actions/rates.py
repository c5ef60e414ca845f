"""Rates and terms are set from a day on, and taken back until they begin."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.deals import rules
from svyazka.deals.actions.duties import RATES
from svyazka.deals.models import DealTerm, PersonRate, RateCard
from svyazka.deals.rules import Term
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.memo import forget
from svyazka.people.models import Agency, Person, Specialism
from svyazka.people.queries import colleague, today


@action(RATES, answers="RA", lock=False)
def set_rate(agency: Agency, *, specialism: str, price_kopecks: int, cost_kopecks: int, starts_on: date, by: Person, at: datetime) -> RateCard:
    """Let an hour of a specialism be sold for and cost so much from a day on; the rate before ends there and stays.

    Raises Malformed for a strange specialism, Refused for a day that is past (of all but the first rate) or not after the
    newest one, and for an hour that is worth nothing.
    """
    found = Specialism.objects.select_for_update(no_key=True).filter(code=specialism).first()
    if found is None:
        raise Malformed(_("There is no such specialism: %(code)s.") % {"code": specialism})
    last = found.rates.order_by("-starts_on").first()
    refuse_if(rules.reasons_not_a_rate(price_kopecks=price_kopecks, cost_kopecks=cost_kopecks, starts_on=starts_on, today=today(at),
                                       last_starts_on=last.starts_on if last else None))  # fmt: skip
    found.rates.filter(ends_on=None).update(ends_on=starts_on)
    rate = RateCard.objects.create(specialism=found, price_kopecks=price_kopecks, cost_kopecks=cost_kopecks, starts_on=starts_on)
    record(rate, "deals.rate_set", by=by, at=at, specialism=found.name, price_kopecks=price_kopecks, starts_on=str(starts_on))
    return rate


@action(RATES, answers="RA", lock=False)
def set_person_rate(agency: Agency, *, person: str, cost_kopecks: int, starts_on: date, by: Person, at: datetime) -> PersonRate:
    """Let an hour of one person cost so much from a day on, whatever their specialism does; never of a day that is past.

    The journal keeps that it was set, not how much it is. Raises Malformed for a strange login, Refused as `set_rate` does.
    """
    who = Person.objects.select_for_update(no_key=True).get(pk=colleague("person", person).pk)
    last = who.rates.order_by("-starts_on").first()
    refuse_if(rules.reasons_not_a_rate(cost_kopecks=cost_kopecks, starts_on=starts_on, today=today(at),
                                       last_starts_on=last.starts_on if last else date.min))  # fmt: skip
    who.rates.filter(ends_on=None).update(ends_on=starts_on)
    rate = PersonRate.objects.create(person=who, cost_kopecks=cost_kopecks, starts_on=starts_on)
    record(rate, "deals.person_rate_set", by=by, at=at, person=who.name, starts_on=str(starts_on))
    return rate


@action(RATES, answers="RA", lock=False)
def set_term(agency: Agency, *, code: str, value: Decimal, starts_on: date, by: Person, at: datetime) -> DealTerm:
    """Let a term of deals be so from a day on. Raises Malformed for a strange term, Refused for a strange value or day."""
    if code not in Term.values:
        raise Malformed(_("There is no such term."))
    last = DealTerm.objects.filter(code=code).order_by("-starts_on").first()
    refuse_if(rules.reasons_not_a_term(code=code, value=value, starts_on=starts_on, today=today(at),
                                       last_starts_on=last.starts_on if last else None))  # fmt: skip
    term = DealTerm.objects.create(code=code, value=value, starts_on=starts_on)
    forget("deals.terms")
    record(term, "deals.term_set", by=by, at=at, term=str(Term(code).label), value=str(value), starts_on=str(starts_on))
    return term


@action(RATES, answers="RA")
def call_off(row: RateCard | PersonRate | DealTerm, *, by: Person, at: datetime) -> None:
    """Take back a rate or a term that has not begun; what was before it goes on. Raises Refused of one that has begun."""
    refuse_if(rules.reasons_not_to_call_off(starts_on=row.starts_on, today=today(at)))
    record(row, "deals.called_off", by=by, at=at, starts_on=str(row.starts_on))
    if isinstance(row, DealTerm):
        row.delete()
        return
    model, whose = type(row), {"specialism": row.specialism} if isinstance(row, RateCard) else {"person": row.person}
    row.delete()
    model.objects.filter(**whose, ends_on=row.starts_on).update(ends_on=None)
