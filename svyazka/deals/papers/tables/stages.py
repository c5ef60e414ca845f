"""Stages of a contract and what an amendment makes of them and of the terms."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from svyazka.deals import queries
from svyazka.deals.models import Contract, ContractStage
from svyazka.deals.papers.facts import Subject
from svyazka.deals.papers.said import hours_in_genitive, hours_said
from svyazka.deals.papers.tables.columns import DAY, NUMBER, SUM, Blocks, cost_head
from svyazka.deals.rules import PaperKind
from svyazka.kit.papers import Column, Items, Table, amount_in_figures, day_in_words, form_of, runs

PERIOD = "Период"


def _stages(rows: Sequence[ContractStage], contract: Contract) -> Blocks:
    told = tuple(
        (runs(str(n)), runs(stage.title + (f" (аванс {stage.advance_percent} %)" if stage.advance_percent else "")),
         runs(f"до {day_in_words(stage.due_on)}"), runs(amount_in_figures(stage.value_kopecks))) for n, stage in enumerate(rows, start=1)
    )  # fmt: skip
    totals = (("Итого:", amount_in_figures(sum(stage.value_kopecks for stage in rows))),)
    return (Table((NUMBER, Column(), DAY, SUM), ("№", _part(contract), "Срок", _cost(contract)), told, totals),) if rows else ()


def _part(contract: Contract) -> str:
    return PERIOD if contract.kind == PaperKind.RETAINER else "Этап"


def _cost(contract: Contract) -> str:
    return cost_head(contract.vat_percent)


def stages(subject: Subject) -> Blocks:
    """Return the stages with term and value."""
    return _stages(queries.first_stages(subject.contract), subject.contract) if subject.contract else ()


def plan(subject: Subject) -> Blocks:
    """Return the calendar plan: what comes out of each stage, when it begins and ends."""
    if subject.contract is None:
        return ()
    rows, begins = [], "с подписания договора"
    for stage in queries.first_stages(subject.contract):
        rows.append((runs(str(stage.position)), runs(stage.title), runs(begins), runs(f"до {day_in_words(stage.due_on)}"), runs(amount_in_figures(stage.value_kopecks))))
        begins = f"после {'периода' if _part(subject.contract) == PERIOD else 'этапа'} {stage.position}"
    total = (("Итого:", amount_in_figures(queries.first_price(subject.contract))),)
    return (Table((NUMBER, Column(), Column(32), Column(36), SUM), ("№", _part(subject.contract), "Начало", "Окончание", _cost(subject.contract)), tuple(rows), total),)


def added_stages(subject: Subject) -> Blocks:
    """Return the stages that an amendment adds."""
    return _stages(queries.stages_added_by(subject.amendment), subject.amendment.contract) if subject.amendment else ()


def changed_stages(subject: Subject) -> Blocks:
    """Return the stages that an amendment changes, as they were and as they become; one that is taken out becomes nothing."""
    rows = queries.stages_changed_by(subject.amendment) if subject.amendment else []
    told = tuple((runs(str(n)), runs(_stage_said(row.was_title, row.was_due_on, row.was_kopecks)),
                  runs(_stage_said(row.title, row.due_on, row.value_kopecks) if row.change == "changed" else "исключается"))
                 for n, row in enumerate(rows, start=1))  # fmt: skip
    return (Table((NUMBER, Column(), Column()), ("№", "Было", "Стало"), told),) if told else ()


def _stage_said(title: str, due_on: date | None, kopecks: int) -> str:
    by = f", до {day_in_words(due_on)}" if due_on else ""
    return f"{title}{by}, {amount_in_figures(kopecks)} руб."


def changed_terms(subject: Subject) -> Blocks:
    """Return the terms that an amendment sets anew."""
    terms = subject.amendment.terms if subject.amendment else {}
    told = {**{name: value for name, value in terms.items() if name != "retainer"}, **terms.get("retainer", {})}
    said = [TERMS_SAID[name](value) for name, value in told.items()]
    return (Items(tuple(runs(text.rstrip(".") + "." if n == len(said) else f"{text};") for n, text in enumerate(said, start=1))),) if said else ()


LEFT_SAID = {
    "none": "часы, не использованные в периоде, не переносятся",
    "cap": "часы, не использованные в периоде, переносятся на следующий период в пределах предельного объёма",
    "expiry": "часы, не использованные в периоде, переносятся на ограниченное число следующих периодов",
}
TERMS_SAID = {
    "from_number": lambda number: f"изменения условий о периодах действуют с периода № {number}",
    "starts_on": lambda day: f"первый день периода, с которого действуют изменения, – {day_in_words(date.fromisoformat(day))}",
    "rollover": lambda way: LEFT_SAID[way],
    "cap_hours": lambda hours: f"предельный объём переноса – {hours_said(Decimal(hours))}",
    "lasts": lambda count: f"перенесённые часы действуют в течение {count} {form_of(count, 'периода', 'периодов', 'периодов')}",
    "borrow_hours": lambda hours: f"из следующего периода можно взять не более {hours_in_genitive(Decimal(hours))}" if Decimal(hours) else "часы следующего периода заранее не используются",
    "acceptance_days": lambda days: f"срок приёмки – {days} {form_of(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}",
    "rounds_included": lambda count: f"в стоимость включено – {count} {form_of(count, 'круг', 'круга', 'кругов')} правок" if count else "круги правок в стоимость не входят",
    "round_price_kopecks": lambda kopecks: f"стоимость следующего круга правок – {amount_in_figures(kopecks)} руб.",
    "payment_days": lambda days: f"срок оплаты счёта – {days} {form_of(days, 'календарный день', 'календарных дня', 'календарных дней')}",
    "hour_kopecks": lambda kopecks: f"цена часа – {amount_in_figures(kopecks)} руб.",
    "silence_means_accepted": lambda yes: "молчание Заказчика считается приёмкой" if yes else "молчание Заказчика приёмкой не считается",
    "count": lambda count: f"всего оплачиваемых периодов – {count}",
    "hours": lambda hours: f"объём каждого периода, который ещё не начался, – {hours_said(Decimal(hours))}",
    "fee_kopecks": lambda kopecks: f"плата за каждый период, который ещё не начался, – {amount_in_figures(kopecks)} руб.",
    "overage_kopecks": lambda kopecks: f"цена часа сверх объёма периода – {amount_in_figures(kopecks)} руб.",
}  # fmt: skip
