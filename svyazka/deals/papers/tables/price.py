"""What the price is made of: rates, lines of the estimate, options, expenses."""

from decimal import Decimal

from svyazka.deals import queries
from svyazka.deals.models import ProposalOption
from svyazka.deals.papers.facts import Subject, taken_parts
from svyazka.deals.papers.tables.columns import NUMBER, SUM, Blocks, cost_head
from svyazka.deals.rules import PaperKind, Part, vat_in
from svyazka.kit.papers import Column, Row, Run, Table, amount_in_figures, percent_said, runs
from svyazka.people.rules import VatMode


def rates(subject: Subject) -> Blocks:
    """Return the price of an hour of each specialism, as estimated; one that was priced twice is told twice."""
    if subject.estimate is None:
        return ()
    known = {(line.specialism.name, line.rate_kopecks): None for line in subject.estimate.lines.all()}
    rows = tuple((runs(str(n)), runs(name), runs(amount_in_figures(rate))) for n, (name, rate) in enumerate(known, start=1))
    vat = {VatMode.ON_TOP: " без НДС", VatMode.INCLUDED: " с НДС"}.get(subject.estimate.vat_mode, "")
    return (Table((NUMBER, Column(), Column(50, "right")), ("№", "Специализация", f"Стоимость часа{vat}, руб."), rows),)


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
    return (Table((NUMBER, Column(), Column(31), Column(14, "right"), Column(23, "right"), SUM), head, rows, _totals(subject, parts)),)


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
    vat = (f"В том числе НДС {percent_said(percent)}:", amount_in_figures(vat_in(price, percent))) if percent else ("НДС:", "не облагается")
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
    return (Table((Column(40), Column(), SUM), ("Выбор", "Вариант", cost_head(subject.proposal.vat_percent)), tuple(rows)),) if rows else ()


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
