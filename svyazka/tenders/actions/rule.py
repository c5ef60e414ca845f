"""The tables of the desk: terms and figures, criteria of the card, codes of our trade; each is in force from a day to a day."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Agency, Person
from svyazka.tenders.actions.duties import RULES
from svyazka.tenders.models import Criterion, OurCode, Tender, TenderRule
from svyazka.tenders.rules import CLOSED, FINISHED, Base, Bound, Kind, Law, Mark, Method, reasons_not_a_rule
from svyazka.tenders.steps import count_deadlines


@action(RULES, lock=False)
def add_rule(agency: Agency, *, kind: str, starts_on: date, law: str = "", method: str = "", title: str = "", base: str = "",
             days: int | None = None, working_days: bool = False, before: bool = False, bound: str = Bound.MOST,
             percent_from: Decimal | None = None, percent_to: Decimal | None = None, price_from_kopecks: int | None = None,
             price_to_kopecks: int | None = None, mark: str = Mark.CHECK, source: str = "", by: Person, at: datetime) -> TenderRule:  # fmt: skip
    """Add a term or a figure in force from that day; days of open tenders are counted anew. Raises Malformed, Refused with reasons."""
    _check(kind=(kind, Kind), law=(law or Law.FZ44, Law), method=(method or Method.AUCTION, Method), base=(base or Base.DEADLINE, Base),
           bound=(bound, Bound), mark=(mark, Mark))  # fmt: skip
    refuse_if(reasons_not_a_rule(kind=kind, base=base, days=days, percent_from=percent_from, percent_to=percent_to,
                                 price_from=price_from_kopecks, price_to=price_to_kopecks, title=title))  # fmt: skip
    rule = TenderRule.objects.create(
        kind=kind, law=law, method=method, title=title.strip()[:200], base=base, days=days, working_days=working_days, before=before, bound=bound,
        percent_from=percent_from, percent_to=percent_to, price_from_kopecks=price_from_kopecks, price_to_kopecks=price_to_kopecks,
        mark=mark, source=source[:300], starts_on=starts_on,
    )  # fmt: skip
    record(rule, "tenders.rule_added", by=by, at=at, rule=rule.name, starts_on=str(starts_on), tenders=_count_anew())
    return rule


def _check(**told) -> None:
    for field, (value, choices) in told.items():
        if value not in choices.values:
            raise Malformed(_("%(field)s: there is no “%(value)s” here.") % {"field": field, "value": value})


def _count_anew() -> int:
    """Count the days of every open tender anew, and return how many tenders have days that moved."""
    return sum(bool(count_deadlines(tender)) for tender in Tender.objects.exclude(state__in=(*CLOSED, FINISHED)).order_by("pk"))


@action(RULES)
def end_rule(rule: TenderRule, *, on: date, by: Person, at: datetime) -> TenderRule:
    """End the rule from that day on; days of open tenders are counted anew. Raises Refused if it has ended."""
    _end(rule, on)
    record(rule, "tenders.rule_ended", by=by, at=at, rule=rule.name, on=str(on), tenders=_count_anew())
    return rule


def _end(row, on: date) -> None:
    if row.ends_on is not None:
        raise Refused(_("It has ended already."))
    if on < row.starts_on:
        raise Malformed(_("It cannot end before it starts."))
    row.ends_on = on
    row.save(update_fields=["ends_on"])


@action(RULES, lock=False)
def add_criterion(agency: Agency, *, title: str, weight: int, starts_on: date, feasibility: bool = False, by: Person, at: datetime) -> Criterion:
    """Add a criterion to the card from that day on. Raises Malformed on an empty name or a weight out of 1 to 100."""
    if not title.strip() or not 1 <= weight <= 100:
        raise Malformed(_("A criterion has a name, and weighs from 1 to 100."))
    row = Criterion.objects.create(title=title.strip()[:200], weight=weight, feasibility=feasibility, starts_on=starts_on)
    record(row, "tenders.criterion_added", by=by, at=at, title=row.title, weight=weight)
    return row


@action(RULES)
def end_criterion(criterion: Criterion, *, on: date, by: Person, at: datetime) -> Criterion:
    """Take the criterion off the card from that day on. Raises Refused if it has ended."""
    _end(criterion, on)
    record(criterion, "tenders.criterion_ended", by=by, at=at, title=criterion.title, on=str(on))
    return criterion


@action(RULES, lock=False)
def add_code(agency: Agency, *, prefix: str, title: str = "", starts_on: date, by: Person, at: datetime) -> OurCode:
    """Say that purchases of this code of the classifier are ours. Raises Malformed on what is not a code."""
    if not prefix.replace(".", "").isdecimal() or not 2 <= len(prefix) <= 12:
        raise Malformed(_("A code looks like 62.01 or 63.11.11."))
    row = OurCode.objects.create(prefix=prefix, title=title[:200], starts_on=starts_on)
    record(row, "tenders.code_added", by=by, at=at, prefix=prefix)
    return row


@action(RULES)
def end_code(code: OurCode, *, on: date, by: Person, at: datetime) -> OurCode:
    """Say that purchases of this code are not ours from that day on. Raises Refused if it has ended."""
    _end(code, on)
    record(code, "tenders.code_ended", by=by, at=at, prefix=code.prefix, on=str(on))
    return code
