"""Tables and blocks that stand in the texts of papers."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from svyazka.briefs.models import Clause
from svyazka.briefs.queries import document
from svyazka.briefs.rules.document import Part as DocumentPart
from svyazka.deals import queries
from svyazka.deals.models import ContractStage, ProposalOption
from svyazka.deals.papers.facts import AGENCY, CLIENT, Subject, hours_said, taken_parts
from svyazka.deals.papers.parties import requisites_of, signature_of
from svyazka.deals.rules import PaperKind, Part, vat_in
from svyazka.kit.papers import (
    AnnexHeading,
    Block,
    Column,
    Contents,
    Heading,
    Items,
    Paragraph,
    Row,
    Run,
    Sides,
    Signature,
    Signatures,
    Table,
    amount_in_figures,
    day_in_words,
    form_of,
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
        (runs(str(n)), runs(stage.title + (f" (аванс {stage.advance_percent} %)" if stage.advance_percent else "")),
         runs(f"до {day_in_words(stage.due_on)}"), runs(amount_in_figures(stage.value_kopecks))) for n, stage in enumerate(rows, start=1)
    )  # fmt: skip
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


TERMS_SAID = {
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


def rates(subject: Subject) -> Blocks:
    """Return the price of an hour of each specialism, as estimated; one that was priced twice is told twice."""
    if subject.estimate is None:
        return ()
    known = {(line.specialism.name, line.rate_kopecks): None for line in subject.estimate.lines.all()}
    rows = tuple((runs(str(n)), runs(name), runs(amount_in_figures(rate))) for n, (name, rate) in enumerate(known, start=1))
    return (Table((NUMBER, Column(), Column(50, "right")), ("№", "Специализация", "Стоимость часа, руб."), rows),)


def estimate(subject: Subject) -> Blocks:
    """Return the lines of the estimate that are bought, what brings them to the agreed price, and VAT."""
    if subject.estimate is None:
        return ()
    parts = taken_parts(subject)
    lines = [(part, line) for part in parts for line in part.lines]
    rows = tuple(
        (runs(str(n)), runs(line.title if part.is_base else f"{part.name}: {line.title}"), runs(line.specialism.name), runs(_plain(line.hours)),
         runs(amount_in_figures(line.rate_kopecks)), runs(amount_in_figures(line.price_kopecks)))
        for n, (part, line) in enumerate(lines, start=1)
    )  # fmt: skip
    head = ("№", "Работа, услуга", "Специализация", "Часы", "Час, руб.", "Сумма, руб.")
    return (Table((NUMBER, Column(), Column(30), Column(15, "right"), Column(24, "right"), Column(29, "right")), head, rows, _totals(subject, parts)),)


def _totals(subject: Subject, parts: list[Part]) -> tuple:
    """Return the rows that lead from the sum of the lines to the price: reserve, what is passed on, VAT on top, discount."""
    sums = sum((part.sums for part in parts[1:]), parts[0].sums)
    price, percent = _price(subject)
    told = [("Итого по строкам:", sums.work_kopecks)]
    told.append((f"Резерв на риски, {percent_said(subject.estimate.reserve_percent)}:", sums.reserve_kopecks))
    passed = [row for row in subject.estimate.passed.all() if row.in_price]
    told += [(f"{row.title}:", row.sum_kopecks) for row in passed]
    told.append(("Вознаграждение за закупки:", sums.fee_kopecks))
    told.append((f"НДС {percent_said(percent)} сверх цен:" if percent else "НДС:", sums.price_kopecks - sum(value for _label, value in told)))
    told.append(("Скидка:" if price < sums.price_kopecks else "Надбавка по соглашению сторон:", price - sums.price_kopecks))
    rows = [(label, amount_in_figures(value)) for n, (label, value) in enumerate(told) if value or not n]
    vat = (f"В том числе НДС {percent_said(percent)}:", amount_in_figures(vat_in(price, percent))) if percent else ("НДС:", "без НДС")
    return (*rows, ("Всего:", amount_in_figures(price)), vat)


def _price(subject: Subject) -> tuple[int, Decimal | None]:
    """Return the price that was agreed, or offered, and its VAT."""
    if subject.contract and (subject.contract.kind == PaperKind.FIXED or subject.proposal is None):
        return queries.first_price(subject.contract), subject.contract.vat_percent
    return subject.proposal.price_kopecks, subject.proposal.vat_percent


def options(subject: Subject) -> Blocks:
    """Return what the client may choose: of each choice one, and what may be added, with prices."""
    if subject.proposal is None:
        return ()
    told = queries.proposal_told(subject.proposal)
    rows: list[Row] = [_chosen(choice["name"], row) for choice in told["choices"] for row in choice["options"]]
    rows += [_chosen("Дополнительно", row) for row in told["options"]]
    return (Table((Column(40), Column(), SUM), ("Выбор", "Вариант", "Стоимость, руб."), tuple(rows)),) if rows else ()


def _chosen(choice: str, row: ProposalOption) -> Row:
    usual = " (входит в названную цену)" if row.usual else ""
    what = f": {'; '.join(row.what)}" if row.what else ""
    return runs(choice), runs(Run(row.name, bold=True), f"{what}{usual}"), runs(amount_in_figures(row.price_kopecks))


def passed(subject: Subject) -> Blocks:
    """Return what the client pays beside the price: bought for them and handed on."""
    told = [row for row in subject.estimate.passed.all() if not row.in_price] if subject.estimate else []
    rows = tuple((runs(row.title), runs(row.vat_note or "—"), runs(amount_in_figures(row.sum_kopecks))) for row in told)
    return (Table((Column(), Column(50), SUM), ("Расходы, оплачиваемые отдельно", "НДС", "Сумма, руб."), rows),) if rows else ()


def passed_in_price(subject: Subject) -> Blocks:
    """Return what is bought for the client within the price, with the fee for it; a fee is told as estimated."""
    told = [row for row in subject.estimate.passed.all() if row.in_price] if subject.estimate else []
    rows = tuple((runs(row.title), runs(row.vat_note or "—"), runs(amount_in_figures(row.sum_kopecks)), runs(amount_in_figures(row.fee_kopecks))) for row in told)
    head = ("Расходы, входящие в цену", "НДС", "Сумма, руб.", "Вознаграждение, руб.")
    return (Table((Column(), Column(36), Column(30, "right"), Column(36, "right")), head, rows),) if rows else ()


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
    """Return the specification by the sections of its template, numbered as on the page: each clause with its criterion and name."""
    return (*_sections(document(subject.brief)),) if subject.brief else ()


def _sections(parts: Sequence[DocumentPart]) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        if part.number:
            blocks.append(Heading(runs(part.heading or "Прочие требования")))
        blocks += [block for _number, clause in part.clauses for block in _clause(clause)]
        if not part.clauses:
            blocks.append(Paragraph(runs("Требования не предъявляются.")))
    return blocks


KINDS = {"should": "Желательно: ", "wont": "Не входит: "}


def _clause(clause: Clause) -> list[Block]:
    kind = (Run(KINDS[clause.kind], bold=True),) if clause.kind in KINDS else ()
    said: list[Block] = [ClauseBlock((*kind, Run(f"{clause.text.strip()} "), Run(f"[ТЗ-{clause.key}]", italic=True)))]
    if clause.criterion and clause.kind != "wont":
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


def contents(subject: Subject) -> Blocks:
    """Return the list of sections; nothing of a specification that is not parted."""
    return (Contents("Содержание"),) if subject.brief and document(subject.brief)[0].number else ()


def annex_heading(subject: Subject) -> Blocks:
    """Return the heading of an annex; nothing where the paper stands by itself."""
    if subject.contract is None or not subject.annex:
        return ()
    day = day_in_words(subject.contract.signed_on or subject.day)
    if subject.amendment is not None:
        of = f"к дополнительному соглашению № {subject.amendment.number} от {day_in_words(subject.day)}"
        return (AnnexHeading(f"Приложение № {subject.annex}", f"{of} к договору № {subject.contract.number} от {day}"),)
    return (AnnexHeading(f"Приложение № {subject.annex}", f"к договору № {subject.contract.number} от {day}"),)


def annexes(subject: Subject) -> Blocks:
    """Return the list of annexes."""
    told = [f"Приложение № {n} – {ANNEXES[PaperKind(kind)]}" for n, kind in enumerate(subject.annexes, start=1)]
    return (Items(tuple(runs(f"{text}{'.' if n == len(told) else ';'}") for n, text in enumerate(told, start=1))),) if told else ()


Drawer = Callable[[Subject], Blocks]
TABLES: dict[str, Drawer] = {
    "stages": stages, "plan": plan, "rates": rates, "estimate": estimate, "needs": needs, "clauses": clauses, "without": without,
    "added_stages": added_stages, "changed_stages": changed_stages, "changed_terms": changed_terms, "disagreements": disagreements, "options": options, "passed": passed,
    "passed_in_price": passed_in_price,
}  # fmt: skip
BLOCKS: dict[str, Drawer] = {
    "requisites": requisites, "signatures": signatures, "signature_of_agency": signature_of_agency, "signature_of_person": signature_of_person,
    "approval": approval, "contents": contents, "sections": sections, "annex_heading": annex_heading, "annexes": annexes,
}  # fmt: skip
