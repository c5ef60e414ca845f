"""The act and the invoice as papers: blocks that become a PDF or a Word file."""

import io
from datetime import date
from decimal import Decimal

import segno

from svyazka.deals.papers import signature_of
from svyazka.kit.money import vat_inside
from svyazka.kit.papers import (
    Block,
    Cell,
    Column,
    Facts,
    Gap,
    Line,
    Paragraph,
    Picture,
    Run,
    Runs,
    Signatures,
    Table,
    Title,
    amount_in_figures,
    amount_in_words,
    day_in_words,
    percent_said,
    runs,
)
from svyazka.kit.papers import Paper as Drawing
from svyazka.money import queries
from svyazka.money.models import Act, Invoice, Paper
from svyazka.money.rules import qr_payload
from svyazka.people.queries import today

QR_MM = 36


def act_paper(act: Act) -> Drawing:
    """Return the act with its lines, the sum in words and both signatures' places."""
    items = tuple(str(item) for item in act.result.items)
    handed = (Paragraph(runs(f"Заказчику переданы: {'; '.join(items)}."), "left"),) if items else ()
    blocks = (
        Title(_heading("Акт", act.number, act.dated_on), "о выполнении работ, оказании услуг"), Line(),
        Facts((("Исполнитель", _company(act.legal_entity)), ("Заказчик", _company(act.engagement.client)), ("Основание", runs(_basis(act))))),
        Gap(), _lines(act, act, "Наименование работ, услуг"), *_sum_said(act, "Всего выполнено на сумму"), *handed,
        Paragraph(runs("Работы выполнены, услуги оказаны полностью и в срок. Заказчик претензий по объёму, качеству и срокам не имеет.")),
        Signatures(signature_of(act.legal_entity, "Исполнитель"), signature_of(act.engagement.client, "Заказчик")),
    )  # fmt: skip
    return _drawing("Акт", act, act.dated_on, blocks)


def invoice_paper(invoice: Invoice) -> Drawing:
    """Return the invoice with the bank's box and, when the requisites are complete, the payment QR (GOST R 56042)."""
    entity = invoice.legal_entity
    head: tuple[Block, ...] = (
        Title(_heading("Счёт на оплату", invoice.number, invoice.issued_on)),
        Facts((("Поставщик", _company(entity)), ("Покупатель", _company(invoice.engagement.client)), ("Основание", runs(_basis(invoice))),
               ("Оплатить до", runs(Run(day_in_words(invoice.due_on), bold=True))))),
    )  # fmt: skip
    qr = _qr(invoice)
    blocks = (
        _bank(entity), Gap(2), *((Picture(qr, QR_MM, "Оплата по QR-коду", head),) if qr else head), Gap(),
        _lines(invoice, invoice.act, "Наименование"), *_sum_said(invoice, "Всего к оплате"),
        Signatures(signature_of(entity, "Поставщик")),
    )  # fmt: skip
    return _drawing("Счёт", invoice, invoice.issued_on, blocks)


def _drawing(name: str, paper: Paper, day: date | None, blocks: tuple[Block, ...]) -> Drawing:
    title = _heading(name, paper.number, day)
    return Drawing(title, blocks, day or today(paper.made_at), author=paper.legal_entity.name, draft=not paper.number)


def _heading(name: str, number: str, day: date | None) -> str:
    return f"{name} № {number} от {day_in_words(day)}" if number and day else f"{name} (черновик)"


def _bank(entity) -> Table:
    """Return the box from which a payment order is filled in: bank, BIK, accounts, the payee."""
    payee = ", ".join(filter(None, (f"ИНН {entity.inn}", f"КПП {entity.kpp}" if entity.kpp else "")))
    rows = (
        (Cell(runs(f"{entity.bank}\n", Run("Банк получателя", italic=True)), rowspan=2), runs("БИК"), runs(entity.bik)),
        (runs("Сч. №"), runs(entity.correspondent_account)),
        (runs(f"{payee}\n{entity.name}\n", Run("Получатель", italic=True)), runs("Сч. №"), runs(entity.account)),
    )  # fmt: skip
    return Table((Column(), Column(18), Column(60)), rows=rows)


def _lines(paper: Paper, act: Act, name: str) -> Table:
    columns = (Column(10, "center"), Column(), Column(15, "center"), Column(12, "center"), Column(36, "right"), Column(37, "right"))
    told = list(act.lines.all())
    rows = tuple(
        (runs(str(n)), runs(line.title), runs("1"), runs("усл."), *(runs(amount_in_figures(line.total_kopecks)),) * 2) for n, line in enumerate(told, start=1)
    )
    total = amount_in_figures(paper.total_kopecks)
    vat = (f"В том числе НДС {percent_said(paper.vat_percent)}:", amount_in_figures(paper.vat_kopecks)) if paper.vat_percent else ("НДС:", "не облагается")
    return Table(columns, ("№", name, "Кол-во", "Ед.", "Цена, руб.", "Сумма, руб."), rows, (("Итого:", total), vat))


def _sum_said(paper: Paper, said: str) -> tuple[Block, ...]:
    words = Run(f"{amount_in_words(paper.total_kopecks)}.", bold=True)
    return (Paragraph(runs(f"{said} {amount_in_figures(paper.total_kopecks)} руб. ", words, f" {_vat_sentence(paper)}"), "left"),)


def _vat_sentence(paper: Paper) -> str:
    if not paper.vat_percent:
        return f"НДС не облагается на основании {paper.vat_basis}." if paper.vat_basis else "НДС не облагается."
    words = amount_in_words(paper.vat_kopecks)
    return f"В том числе НДС {percent_said(Decimal(paper.vat_percent))} – {words[0].lower()}{words[1:]}."


def _company(side) -> Runs:
    told = [f"ИНН {side.inn}" if side.inn else "", f"КПП {side.kpp}" if side.kpp else "", side.address]
    return runs(Run(side.full_name or side.name, bold=True), "".join(f", {part}" for part in told if part))


def _basis(paper: Paper) -> str:
    contract = paper.contract
    return f"Договор № {contract.number}" + (f" от {day_in_words(contract.signed_on)}" if contract.signed_on else "")


def _purpose(invoice: Invoice, kopecks: int) -> str:
    """Return what a payment order says: VAT of the sum that is paid, in figures."""
    vat = vat_inside(kopecks, invoice.vat_percent).vat_kopecks
    said = f"В том числе НДС {percent_said(invoice.vat_percent)} {amount_in_figures(vat)} руб." if invoice.vat_percent else "НДС не облагается."
    return f"Оплата по счёту № {invoice.number} от {invoice.issued_on:%d.%m.%Y}. {said}".replace("\u00a0", " ")


def _qr(invoice: Invoice) -> bytes | None:
    entity, kopecks = invoice.legal_entity, queries.open_sum(invoice) or invoice.total_kopecks
    if not invoice.number or not all((entity.account, entity.bank, entity.bik, entity.correspondent_account)):
        return None
    payload = qr_payload(
        name=entity.name, account=entity.account, bank=entity.bank, bik=entity.bik, inn=entity.inn, kpp=entity.kpp,
        correspondent_account=entity.correspondent_account, kopecks=kopecks, purpose=_purpose(invoice, kopecks),
    )  # fmt: skip
    image = io.BytesIO()
    segno.make(payload, error="m", micro=False).save(image, kind="png", border=0, scale=8)
    return image.getvalue()
