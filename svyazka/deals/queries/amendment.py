"""What exactly an amendment says: what stood before, what stands after, what the client reads of it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from svyazka.briefs.queries import digest_of as digest_of_brief
from svyazka.deals.models import Amendment, AmendmentAnswer, Contract
from svyazka.deals.queries.life import amendments_visible_to
from svyazka.deals.queries.paper import first_terms, in_force_before, price_after
from svyazka.deals.queries.text import digest_of
from svyazka.deals.rules.amendment import OPEN, TOLD, StageChange

CHANGE = ("change", "position", "title", "value_kopecks", "advance_percent", "placement_kopecks", "was_title", "was_kopecks")


def amendment_told(amendment: Amendment) -> dict[str, Any]:
    """Return what an amendment says, in plain JSON: what it changes, the price after it, the words of the edition it brings in."""
    brief = amendment.brief
    return {
        "contract": amendment.contract.number, "kind": amendment.kind, "number": amendment.number, "reason": amendment.reason,
        "terms": amendment.terms, "added_kopecks": amendment.added_kopecks, "price_kopecks": price_after(amendment),
        "specification": {"edition": brief.edition, "digest": digest_of_brief(brief)} if brief else None,
        "stages": [{**{name: getattr(row, name) for name in CHANGE}, "due_on": row.due_on.isoformat(),
                    "was_due_on": row.was_due_on.isoformat() if row.was_due_on else None} for row in amendment.changes.all()],
    }  # fmt: skip


def altered_answers() -> Iterator[str]:
    """Tell every answer to an amendment that does not rest any more on the words that were read."""
    for answer in AmendmentAnswer.objects.select_related("amendment__contract").iterator(200):
        if digest_of(answer.told) != answer.digest:
            yield f"contract {answer.amendment.contract.number}, amendment {answer.amendment.number}: the words that were answered to are not kept"


def amendments_told(person, at: datetime) -> QuerySet[Amendment]:
    """Return the amendments and orders whose words the client holds: sent as they stand, or signed."""
    return amendments_visible_to(person, at).filter(state__in=TOLD)


def amendments_ever_told(contract: Contract) -> list[Amendment]:
    """Return the amendments of a contract that the client has ever got, in the order of their force, those not signed last."""
    told = contract.amendments.filter(Q(sent_at__isnull=False) | Q(state="signed")).select_related("brief").prefetch_related("changes")
    return sorted(told, key=lambda one: (one.signed_on or date.max, one.pk))


def terms_before(amendment: Amendment) -> dict[str, Any]:
    """Return the terms as they stood before the amendment, those of periods under "retainer"."""
    terms = dict(first_terms(amendment.contract))
    terms["retainer"] = dict(terms.get("retainer") or {})
    for one in in_force_before(amendment):
        terms["retainer"] |= one.terms.get("retainer", {})
        terms |= {name: value for name, value in one.terms.items() if name != "retainer"}
    return terms


def last_days(amendment: Amendment) -> tuple[date, date] | None:
    """Return the last day of the contract before and after an amendment that is not in force; None where it moves nothing."""
    if amendment.state not in OPEN:
        return None
    now = {stage.pk: stage.due_on for stage in amendment.contract.stages.all()}
    then = dict(now)
    for row in amendment.changes.all():
        if row.change == StageChange.REMOVED:
            then.pop(row.stage_id, None)
        else:
            then[row.stage_id or f"new {row.pk}"] = row.due_on
    days = (max(now.values(), default=None), max(then.values(), default=None))
    return days if all(days) and days[0] != days[1] else None  # type: ignore[return-value]


def what_it_sets(amendment: Amendment) -> frozenset:
    """Return what an amendment sets, so that a later one may set it anew; a stage that it adds or takes out stays its own."""
    terms = {*(name for name in amendment.terms if name != "retainer"), *(("period", name) for name in amendment.terms.get("retainer", {}))}
    stages = {("stage", row.stage_id) if row.change == StageChange.CHANGED and row.stage_id else ("row", row.pk) for row in amendment.changes.all()}
    return frozenset({*terms, *stages, *(["specification"] if amendment.brief_id else [])})
