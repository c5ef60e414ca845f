"""Tables and blocks that stand in the texts of papers."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import groupby

from svyazka.briefs.models import Brief, Clause
from svyazka.deals import queries
from svyazka.deals.models import ContractStage
from svyazka.deals.papers.facts import AGENCY, CLIENT, Subject
from svyazka.deals.papers.parties import requisites_of, signature_of
from svyazka.deals.rules import PaperKind, vat_in
from svyazka.kit.money import round_kopecks
from svyazka.kit.papers import (
    AnnexHeading,
    Block,
    Column,
    Contents,
    Heading,
    Items,
    Paragraph,
    Run,
    Sides,
    Signature,
    Signatures,
    Table,
    amount_in_figures,
    day_in_words,
    percent_said,
    runs,
)
from svyazka.kit.papers import Clause as ClauseBlock

ANNEXES = {PaperKind.SPECIFICATION: "Техническое задание", PaperKind.PLAN: "Календарный план", PaperKind.PRICE: "Смета и протокол согласования цены"}
NUMBER, SUM, DAY = Column(10, "center"), Column(34, "right"), Column(38)
BLANK_ROWS = 4
Blocks = Sequence[Block]


def _stages(rows: Sequence[ContractStage]) -> Blocks:
    told = tuple(
        (runs(str(stage.position)), runs(stage.title), runs(f"до {day_in_words(stage.due_on)}"), runs(amount_in_figures(stage.value_kopecks))) for stage in rows
    )
    totals = (("Итого:", amount_in_figures(sum(stage.value_kopecks for stage in rows))),)
    return (Table((NUMBER, Column(), DAY, SUM), ("№", "Этап", "Срок", "Стоимость, руб."), told, totals),) if rows else ()


def stages(subject: Subject) -> Blocks:
    """Return the stages with term and value."""
    return _stages(queries.first_stages(subject.contract)) if subject.contract else ()


def plan(subject: Subject) -> Blocks:
    """Return the calendar plan: what comes out of each stage, when it begins and ends."""
    if subject.contract is None:
        return ()
    rows, begins = [], "со дня подписания договора"
    for stage in queries.first_stages(subject.contract):
        rows.append((runs(str(stage.position)), runs(stage.title), runs(begins), runs(f"до {day_in_words(stage.due_on)}"), runs(amount_in_figures(stage.value_kopecks))))
        begins = "после предыдущего этапа"
    total = (("Итого:", amount_in_figures(queries.first_price(subject.contract))),)
    return (Table((NUMBER, Column(), Column(34), Column(38), SUM), ("№", "Этап", "Начало", "Окончание", "Стоимость, руб."), tuple(rows), total),)


def added_stages(subject: Subject) -> Blocks:
    """Return the stages that an amendment adds."""
    return _stages(queries.stages_added_by(subject.amendment)) if subject.amendment else ()


def rates(subject: Subject) -> Blocks:
    """Return the price of an hour of each specialism, as estimated; one that was priced twice is told twice."""
    if subject.estimate is None:
        return ()
    known = {(line.specialism.name, line.rate_kopecks): None for line in subject.estimate.lines.all()}
    rows = tuple((runs(str(n)), runs(name), runs(amount_in_figures(rate))) for n, (name, rate) in enumerate(known, start=1))
    return (Table((NUMBER, Column(), Column(50, "right")), ("№", "Специализация", "Стоимость часа, руб."), rows),)


def estimate(subject: Subject) -> Blocks:
    """Return the lines of the estimate, what brings them to the agreed price, and VAT."""
    if subject.estimate is None:
        return ()
    lines = list(subject.estimate.lines.all())
    rows = tuple(
        (runs(str(n)), runs(line.title), runs(line.specialism.name), runs(_plain(line.hours)), runs(amount_in_figures(line.rate_kopecks)),
         runs(amount_in_figures(line.price_kopecks)))
        for n, line in enumerate(lines, start=1)
    )  # fmt: skip
    head = ("№", "Работа, услуга", "Специализация", "Часы", "Час, руб.", "Сумма, руб.")
    return (Table((NUMBER, Column(), Column(30), Column(15, "right"), Column(24, "right"), Column(29, "right")), head, rows, _totals(subject, lines)),)


def _totals(subject: Subject, lines: list) -> tuple:
    """Return the rows that lead from the sum of the lines to the price: reserve, discount or addition, VAT."""
    price, percent = _price(subject)
    whole = sum(line.price_kopecks for line in lines)
    reserve = round_kopecks(Decimal(whole) * subject.estimate.reserve_percent / 100)
    told = [("Итого по строкам:", amount_in_figures(whole))]
    if reserve:
        told.append((f"Резерв на риски, {percent_said(subject.estimate.reserve_percent)}:", amount_in_figures(reserve)))
    if other := price - whole - reserve:
        told.append(("Скидка:" if other < 0 else "Надбавка по соглашению сторон:", amount_in_figures(other)))
    told.append(("Всего:", amount_in_figures(price)))
    told.append((f"В том числе НДС {percent_said(percent)}:", amount_in_figures(vat_in(price, percent))) if percent else ("НДС:", "без НДС"))
    return tuple(told)


def _price(subject: Subject) -> tuple[int, Decimal | None]:
    """Return the price that was agreed, or offered, and its VAT."""
    if subject.contract and (subject.contract.kind == PaperKind.FIXED or subject.proposal is None):
        return queries.first_price(subject.contract), subject.contract.vat_percent
    return subject.proposal.price_kopecks, subject.proposal.vat_percent


def _plain(hours: Decimal) -> str:
    return format(hours.normalize(), "f").replace(".", ",")


def needs(subject: Subject) -> Blocks:
    """Return what the client wants to change, and how it will be seen."""
    rows = subject.brief.needs.order_by("position") if subject.brief else ()
    told = [_need(need.text, need.goal, need.measure) for need in rows]
    return (Items(tuple(runs(text) for text in told)),) if told else ()


def _need(text: str, goal: str, measure: str) -> str:
    more = [f"цель: {goal}" if goal else "", f"измеряется: {measure}" if measure else ""]
    return "; ".join(part for part in (text.rstrip("."), *more) if part)


def clauses(subject: Subject) -> Blocks:
    """Return what is done and how it is accepted, as a table."""
    told = list(subject.brief.clauses.exclude(kind="wont")) if subject.brief else []
    rows = tuple((runs(str(n)), runs(one.text), runs(one.criterion or "—")) for n, one in enumerate(told, start=1))
    return (Table((NUMBER, Column(), Column(64)), ("№", "Что делаем", "Как принимается"), rows),) if rows else ()


def without(subject: Subject) -> Blocks:
    """Return what stays outside of the work."""
    told = [clause.text for clause in subject.brief.clauses.filter(kind="wont")] if subject.brief else []
    return (Items(tuple(runs(text) for text in told)),) if told else ()


def disagreements(subject: Subject) -> Blocks:
    """Return the protocol: the clause, its wording by each side, the agreed one; rows to be filled in where none is written."""
    told = (queries.disagreements_of(subject.contract) if subject.contract else []) or [queries.Disagreement("", "", "\n", "")] * BLANK_ROWS
    rows = tuple((runs(str(n)), runs(one.clause), runs(one.ours), runs(one.theirs), runs(one.agreed)) for n, one in enumerate(told, start=1))
    head = ("№", "Пункт", "Редакция Исполнителя", "Редакция Заказчика", "Согласованная редакция")
    return (Table((NUMBER, Column(18), Column(), Column(), Column()), head, rows),)


def sections(subject: Subject) -> Blocks:
    """Return the specification: sections in their order, each clause with its criterion and its name for life; then what stays outside."""
    return (*_sections(subject.brief),) if subject.brief else ()


def _sections(brief: Brief) -> list[Block]:
    told = list(brief.clauses.all())
    wanted = [clause for clause in told if clause.kind != "wont"]
    order = {name: n for n, name in reversed(list(enumerate(clause.section for clause in wanted)))}
    blocks: list[Block] = []
    for name, rows in groupby(sorted(wanted, key=lambda clause: order[clause.section]), key=lambda clause: clause.section):
        blocks.append(Heading(runs(name or "Требования к результату")))
        blocks += [block for clause in rows for block in _clause(clause)]
    if outside := [clause for clause in told if clause.kind == "wont"]:
        blocks.append(Heading(runs("Не входит в состав работ")))
        blocks += [block for clause in outside for block in _clause(clause)]
    return blocks


def _clause(clause: Clause) -> list[Block]:
    wish = (Run("Желательно: ", bold=True),) if clause.kind == "should" else ()
    said: list[Block] = [ClauseBlock((*wish, Run(f"{clause.text.strip()} "), Run(f"[ТЗ-{clause.key}]", italic=True)))]
    if clause.criterion:
        said.append(Paragraph(runs(Run("Критерий приёмки: ", bold=True), clause.criterion.strip()), "left"))
    return said


def requisites(subject: Subject) -> Blocks:
    """Return the requisites of both sides."""
    return (Sides(requisites_of(subject.entity, AGENCY), requisites_of(subject.client, CLIENT)),)


def signatures(subject: Subject) -> Blocks:
    """Return the places of both signatures."""
    return (Signatures(signature_of(subject.entity, AGENCY), signature_of(subject.client, CLIENT)),)


def signature_of_agency(subject: Subject) -> Blocks:
    """Return the place of the agency's signature."""
    return (Signatures(signature_of(subject.entity, AGENCY)),)


def signature_of_person(subject: Subject) -> Blocks:
    """Return the place where a person signs, with the day."""
    return (Signatures(Signature("Субъект персональных данных", "", "", subject.person, stamp=False, dated=True)),)


def approval(subject: Subject) -> Blocks:
    """Return «Утверждаю» of the client and «Согласовано» of the agency, as a title page has them."""
    return (Signatures(signature_of(subject.client, "УТВЕРЖДАЮ", dated=True), signature_of(subject.entity, "СОГЛАСОВАНО", dated=True)),)


def contents(_subject: Subject) -> Blocks:
    """Return the list of sections."""
    return (Contents("Содержание"),)


def annex_heading(subject: Subject) -> Blocks:
    """Return the heading of an annex; nothing where the paper stands by itself."""
    if subject.contract is None or not subject.annex:
        return ()
    day = day_in_words(subject.contract.signed_on or subject.day)
    return (AnnexHeading(f"Приложение № {subject.annex}", f"к договору № {subject.contract.number} от {day}"),)


def annexes(subject: Subject) -> Blocks:
    """Return the list of annexes."""
    told = [f"Приложение № {n} – {ANNEXES[PaperKind(kind)]}" for n, kind in enumerate(subject.annexes, start=1)]
    return (Items(tuple(runs(f"{text}{'.' if n == len(told) else ';'}") for n, text in enumerate(told, start=1))),) if told else ()


Drawer = Callable[[Subject], Blocks]
TABLES: dict[str, Drawer] = {
    "stages": stages, "plan": plan, "rates": rates, "estimate": estimate, "needs": needs, "clauses": clauses, "without": without,
    "added_stages": added_stages, "disagreements": disagreements,
}  # fmt: skip
BLOCKS: dict[str, Drawer] = {
    "requisites": requisites, "signatures": signatures, "signature_of_agency": signature_of_agency, "signature_of_person": signature_of_person,
    "approval": approval, "contents": contents, "sections": sections, "annex_heading": annex_heading, "annexes": annexes,
}  # fmt: skip
