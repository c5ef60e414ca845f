"""An estimate is built of a brief: drafted, filled from the clauses, written, frozen; and approved below the floor of margin."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Brief, Clause
from svyazka.briefs.queries import latest_brief
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.deals import queries, rules
from svyazka.deals.actions.duties import APPROVE, ESTIMATE
from svyazka.deals.models import Estimate, EstimateLine
from svyazka.deals.rules import ESTIMATE_MOVES, Term
from svyazka.deals.steps import line_told, write_lines, write_passed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import LegalEntity, Person
from svyazka.people.queries import today


@action(ESTIMATE)
def build_estimate(engagement: Engagement, *, brief_id: int, lines: Iterable[Mapping], reserve_percent: Decimal = Decimal(0),
                   passed: Iterable[Mapping] = (), legal_entity: int | None = None, draft: bool = False, by: Person,
                   at: datetime) -> Estimate:  # fmt: skip
    """Build the next edition of the estimate of a brief, frozen at once unless it is to stay a draft.

    Lines are as `steps.line_told` reads them, `passed` as `steps.write_passed` does. The cost of an hour comes from the
    dated rates. The engagement is locked, so that two at once give two editions. Raises Refused on a closed engagement,
    without lines, for hours or rates that are none, for a second draft; Malformed for a strange brief, entity,
    specialism, person or clause.
    """
    estimate = _begun(engagement, brief_id, legal_entity, draft=draft, by=by, at=at)
    rows, through = [line_told(row, today(at)) for row in lines], list(passed)
    estimate.reserve_percent = reserve_percent
    _check(rows, through, estimate.reserve_percent)
    refuse_if([] if draft else rules.reasons_not_to_freeze((row["title"], row["hours"]) for row in rows))
    estimate.save()
    write_lines(estimate, rows, today(at))
    write_passed(estimate, through)
    record(estimate, "deals.drafted_estimate" if draft else "deals.estimated", by=by, at=at, edition=estimate.edition, lines=len(rows))
    return estimate


def _begun(engagement: Engagement, brief_id: int, legal_entity: int | None, *, draft: bool, by: Person, at: datetime) -> Estimate:
    """Return the next edition, not stored yet, with VAT as the entity pays it today."""
    refuse_if(reasons_if_closed(engagement))
    brief = Brief.objects.filter(engagement=engagement, pk=brief_id).first()
    if brief is None:
        raise Malformed(_("This brief is not of this engagement."))
    others = Estimate.objects.filter(engagement=engagement).order_by("-edition")
    if draft and others.filter(state="draft").exists():
        raise Refused(_("There is a draft of the estimate already: go on with it."))
    before, entity = others.first(), _entity(legal_entity)
    return Estimate(
        engagement=engagement, brief=brief, edition=before.edition + 1 if before else 1, state="draft" if draft else "ready",
        legal_entity=entity, made_by=by, made_at=at, frozen_at=None if draft else at, **queries.vat_of(entity, today(at)),
    )  # fmt: skip


def _entity(key: int | None) -> LegalEntity | None:
    found = LegalEntity.objects.filter(pk=key).first() if key else LegalEntity.objects.order_by("pk").first()
    if key and found is None:
        raise Malformed(_("There is no such legal entity."))
    return found


def _check(rows: list[dict], passed: list[Mapping], reserve_percent: Decimal) -> None:
    told = [{"fee_percent": None, **row} for row in passed]
    refuse_if([*rules.reasons_not_lines(rows), *rules.reasons_not_terms(reserve_percent=reserve_percent, passed=told)])


@action(ESTIMATE)
def draft_estimate(engagement: Engagement, *, by: Person, at: datetime) -> Estimate:
    """Draft the next edition of the newest specification: the lines of the former edition, and one for each clause without.

    A frozen estimate is edited by this. Raises Refused on a closed engagement, without a specification, when a draft
    stands already.
    """
    brief = latest_brief(engagement)
    if brief is None:
        raise Refused(_("There is no specification to estimate yet."))
    former = Estimate.objects.filter(engagement=engagement).order_by("-edition").first()
    estimate = _begun(engagement, brief.pk, former.legal_entity_id if former else None, draft=True, by=by, at=at)
    estimate.reserve_percent = former.reserve_percent if former else queries.term_on(Term.RESERVE, today(at))
    estimate.save()
    write_lines(estimate, _carried(estimate, former), today(at))
    write_passed(estimate, former.passed.values("kind", "title", "sum_kopecks", "fee_percent", "vat_note", "in_price") if former else ())
    record(estimate, "deals.drafted_estimate", by=by, at=at, edition=estimate.edition, lines=estimate.lines.count())
    return estimate


def _carried(estimate: Estimate, former: Estimate | None) -> list[dict]:
    """Return the former lines, each at the clause that bears its key in the estimate's brief, and a line for each clause without."""
    clauses = {clause.key: clause for clause in queries.binding(estimate.brief)}
    old = list(former.lines.select_related("clause", "specialism", "person")) if former else []
    rows = [_again(line, clauses.get(line.clause.key) if line.clause else None) for line in old]
    there = {line.clause.key for line in old if line.clause}
    usual = _usual_specialism(old, estimate)
    return rows + [
        line_told({"title": clause.text[:300], "specialism": usual, "clause_id": clause.pk, "section": clause.section}, today(estimate.made_at))
        for key, clause in clauses.items() if key not in there
    ]  # fmt: skip


def _again(line, clause) -> dict:
    names = ("title", "hours", "optimistic", "likely", "pessimistic", "rate_kopecks", "group", "option")
    return {**{name: getattr(line, name) for name in names}, "specialism": line.specialism.code, "clause_id": clause.pk if clause else None,
            "person": line.person.username if line.person and line.person.is_active else "",
            "section": clause.section if clause and clause.section else line.section}  # fmt: skip


def _usual_specialism(old: list, estimate: Estimate) -> str:
    """Return by whom a new line is done until somebody says: as the former one's first, else the first of the rate card."""
    listed = queries.rates_on(today(estimate.made_at))
    code = old[0].specialism.code if old else next(iter(sorted(listed, key=lambda one: listed[one].specialism_id)), "")
    if not code:
        raise Refused(_("There is no rate card yet: set the rates first."))
    return code


@action(ESTIMATE)
def fill_from_clauses(estimate: Estimate, *, by: Person, at: datetime) -> Estimate:
    """Bring a draft to the newest specification: its lines stand at the same clauses, each clause without a line gets one.

    Raises Refused on a closed engagement or of a frozen estimate.
    """
    refuse_if(reasons_if_closed(estimate.engagement))
    after(ESTIMATE_MOVES, "edit", estimate.state)
    before = estimate.lines.count()
    estimate.brief = latest_brief(estimate.engagement) or estimate.brief
    estimate.save(update_fields=["brief"])
    made = write_lines(estimate, _carried(estimate, estimate), today(at))
    record(estimate, "deals.filled", by=by, at=at, edition=estimate.edition, added=len(made) - before)
    return estimate


@action(ESTIMATE)
def write_estimate(estimate: Estimate, *, lines: Iterable[Mapping], reserve_percent: Decimal, passed: Iterable[Mapping] = (),
                   legal_entity: int | None = None, by: Person, at: datetime) -> Estimate:  # fmt: skip
    """Write a draft anew: these lines in this order, the reserve, what is passed on, in whose name.

    Whoever has seen an older version is refused as stale, so that no line of a colleague is lost. Raises Refused on a
    closed engagement, of a frozen estimate, for figures that are none; Malformed as `build_estimate` does.
    """
    refuse_if(reasons_if_closed(estimate.engagement))
    after(ESTIMATE_MOVES, "edit", estimate.state)
    rows, through, entity = [line_told(row, today(at)) for row in lines], list(passed), _entity(legal_entity)
    _check(rows, through, reserve_percent)
    for name, value in {"reserve_percent": reserve_percent, "legal_entity": entity, **queries.vat_of(entity, today(at))}.items():
        setattr(estimate, name, value)
    estimate.save(update_fields=["reserve_percent", "legal_entity", "vat_mode", "vat_percent", "vat_basis"])
    write_lines(estimate, rows, today(at))
    write_passed(estimate, through)
    record(estimate, "deals.written", by=by, at=at, edition=estimate.edition, lines=len(rows))
    return estimate


@action(ESTIMATE)
def freeze_estimate(estimate: Estimate, *, by: Person, at: datetime) -> Estimate:
    """Freeze a draft: from now on its lines, costs and VAT stay as they are today, and a price can be offered by it.

    Raises Refused on a closed engagement, without lines, while a line has no hours, or of one that is frozen already.
    """
    refuse_if(reasons_if_closed(estimate.engagement))
    state = after(ESTIMATE_MOVES, "freeze", estimate.state)
    refuse_if(rules.reasons_not_to_freeze(estimate.lines.values_list("title", "hours")))
    write_lines(estimate, [_again(line, line.clause) for line in estimate.lines.select_related("clause", "specialism", "person")], today(at))
    for name, value in {"state": state, "frozen_at": at, "made_by": by, **queries.vat_of(queries.entity_for(estimate), today(at))}.items():
        setattr(estimate, name, value)
    estimate.save(update_fields=["state", "frozen_at", "made_by", "vat_mode", "vat_percent", "vat_basis"])
    record(estimate, "deals.estimated", by=by, at=at, edition=estimate.edition, lines=estimate.lines.count())
    return estimate


@action(ESTIMATE)
def tie_line(estimate: Estimate, *, line_id: int, clause_id: int | None, by: Person, at: datetime) -> EstimateLine:
    """Name the clause that a line was counted from, or none; hours and rates stay. Raises Malformed for a line or clause of another."""
    line = estimate.lines.select_for_update(no_key=True).filter(pk=line_id).first()
    if line is None:
        raise Malformed(_("The estimate has no such line."))
    if clause_id is not None and not Clause.objects.filter(pk=clause_id, engagement=estimate.engagement_id).exists():
        raise Malformed(_("This clause is not of this engagement."))
    line.clause_id = clause_id
    line.save(update_fields=["clause"])
    record(estimate, "deals.line_tied", by=by, at=at, edition=estimate.edition, line=line.title, clause_id=clause_id)
    return line


@action(APPROVE)
def approve_estimate(estimate: Estimate, *, price_kopecks: int | None = None, by: Person, at: datetime) -> Estimate:
    """Let a price go out below the floor of margin or above the limit of discounts: this one, or the estimate's own; a lower
    one is asked for again.

    Raises Refused to the one who built the estimate, of a draft, and on a closed engagement.
    """  # fmt: skip
    refuse_if(reasons_if_closed(estimate.engagement))
    price = queries.totals_of(estimate).price_kopecks if price_kopecks is None else price_kopecks
    refuse_if(rules.reasons_not_to_approve(own=estimate.made_by_id == by.pk, price_kopecks=price))
    estimate.state = after(ESTIMATE_MOVES, "approve", estimate.state)
    estimate.approved_by, estimate.approved_at, estimate.approved_price_kopecks = by, at, price
    estimate.save(update_fields=["state", "approved_by", "approved_at", "approved_price_kopecks"])
    record(estimate, "deals.approved", by=by, at=at, edition=estimate.edition, kopecks=price)
    return estimate
