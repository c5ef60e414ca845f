"""The rule of small promises and the norms of the PM's word, kept by date."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from svyazka.briefs.actions.duties import RULES
from svyazka.briefs.models import SmallPromiseRule, VerdictNorm
from svyazka.briefs.rules.small import Judged, reasons_not_a_rule
from svyazka.journal.steps import record
from svyazka.kit.dated import reasons_not_a_norm
from svyazka.kit.errors import refuse_if, unknown
from svyazka.kit.guard import action
from svyazka.kit.hours import changed
from svyazka.kit.memo import forget
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today


@action(RULES, lock=False)
def set_small_rule(agency: Agency, *, starts_on: date, most_hours: Decimal, kinds: Sequence[str], new_integrations: bool = False,
                   most_kopecks: int | None = None, by: Person, at: datetime) -> SmallPromiseRule:  # fmt: skip
    """Say which promises pass without the PM from a day on; none do by a rule of no kinds. What was judged stays so.

    Raises Refused for a day that has passed or that has its rule already, and for what is no rule.
    """
    taken = SmallPromiseRule.objects.filter(starts_on=starts_on).exists()
    refuse_if(reasons_not_a_rule(most_hours=most_hours, kinds=kinds, most_kopecks=most_kopecks, starts_on=starts_on, today=today(at), taken=taken))
    row = SmallPromiseRule.objects.create(
        starts_on=starts_on, most_hours=most_hours, kinds=sorted(set(kinds)), new_integrations=new_integrations, most_kopecks=most_kopecks, set_by=by
    )
    forget("briefs.small")
    record(row, "briefs.small_rule_set", by=by, at=at, on=str(starts_on), hours=str(most_hours), kinds=row.kinds)
    return row


@action(RULES, lock=False)
def set_verdict_norm(agency: Agency, *, of: str, minutes: int, starts_on: date, by: Person, at: datetime) -> VerdictNorm:
    """Let a norm of the PM's word hold from a day on; clocks that run are set by it.

    Raises Refused for a day that has passed or that has its norm already, Malformed for a strange kind.
    """
    if of not in Judged.values:
        raise unknown("of", of)
    taken = VerdictNorm.objects.filter(of=of, starts_on=starts_on).exists()
    refuse_if(reasons_not_a_norm(minutes=minutes, starts_on=starts_on, today=today(at), taken=taken))
    row = VerdictNorm.objects.create(of=of, minutes=minutes, starts_on=starts_on)
    forget("briefs.norms")
    changed(by=by, at=at)
    record(row, "briefs.verdict_norm_set", by=by, at=at, of=of, minutes=minutes, on=str(starts_on))
    return row
