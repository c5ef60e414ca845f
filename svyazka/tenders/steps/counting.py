"""Counting the days of a tender from what has happened to it, by the rules in force on those days."""

from datetime import date, datetime

from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.tenders import queries
from svyazka.tenders.models import Happened, Tender, TenderDeadline, TenderRule
from svyazka.tenders.rules import DONE_BY_EVENT, FIGURES, MOOT_BY_EVENT, Base, Kind, counted

NOT_COUNTED = (*FIGURES, Kind.APPLICATION)  # how long applications are taken is told by the notice and only checked


def happen(tender: Tender, base: str, on: date) -> None:
    """Write down on which day the event was."""
    Happened.objects.update_or_create(tender=tender, base=base, defaults={"on": on})


def set_day(tender: Tender, code: str, on: date, *, title: str = "", note: str = "") -> TenderDeadline:
    """Set a day by hand: no rule counts it anew after that."""
    row, _made = TenderDeadline.objects.update_or_create(
        tender=tender, code=code, defaults={"on": on, "by_hand": True, "title": title[:200], "note": note[:300]}
    )
    return row


def done_by(tender: Tender, event: str, *, by: Person, at: datetime) -> None:
    """What the event makes done is marked so; what it makes needless is marked without a doer: nobody is reminded of either."""
    for table, who in ((DONE_BY_EVENT, by), (MOOT_BY_EVENT, None)):
        codes = [kind.value for kind in table.get(event, ())]
        tender.deadlines.filter(code__in=codes, done_at=None).update(done_by=who, done_at=at)


def count_deadlines(tender: Tender) -> dict[str, list]:
    """Count every day anew that no person has set, and return what has changed as {code: [before, after]}.

    A day that has moved is not confirmed any more; a rule that fits no longer takes its day away unless it is done.
    """
    rows = {row.code: row for row in tender.deadlines.select_related("rule")}
    wanted = _wanted(tender)
    changed = {}
    for code, (rule, base_on, on) in wanted.items():
        if moved := _put(tender, rows.get(code), rule, base_on, on):
            changed[code] = moved
    gone = [row for code, row in rows.items() if code not in wanted and not row.by_hand and row.done_at is None]
    TenderDeadline.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return {**changed, **{row.code: [str(row.on), ""] for row in gone}}


def _wanted(tender: Tender) -> dict[str, tuple[TenderRule, date, date]]:
    bases = {Base.DEADLINE: today(tender.deadline_at), **{one.base: one.on for one in tender.happened.all()}}
    add_days, found = agency_window().add_days, {}
    for base, base_on in bases.items():
        for code, rule in queries.best_rules(tender, base_on).items():
            if rule.base == base and rule.kind not in NOT_COUNTED:
                on = counted(base_on, rule.days or 0, working=rule.working_days, before=rule.before, add_days=add_days)
                found[code] = (rule, base_on, on)
    return found


def _put(tender: Tender, row: TenderDeadline | None, rule: TenderRule, base_on: date, on: date) -> list | None:
    if row is None:
        TenderDeadline.objects.create(tender=tender, code=rule.code, rule=rule, base_on=base_on, on=on)
        return ["", str(on)]
    if row.by_hand or (row.on == on and row.rule_id == rule.pk):
        return None
    before, moved = row.on, row.on != on
    row.rule, row.base_on, row.on = rule, base_on, on
    if moved:
        row.confirmed_by, row.confirmed_at = None, None
    row.save(update_fields=["rule", "base_on", "on", "confirmed_by", "confirmed_at"])
    return [str(before), str(on)] if moved else None
