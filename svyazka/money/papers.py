"""The act and the invoice as PDF: what the forms are filled with."""

import io
from decimal import Decimal
from pathlib import Path

import segno

from svyazka.kit.papers import amount_in_figures, amount_in_words, as_pdf, day_in_words
from svyazka.money import queries
from svyazka.money.models import Act, Invoice, Paper
from svyazka.money.rules import qr_payload

FORMS = Path(__file__).parent / "typst"


def act_pdf(act: Act) -> bytes:
    """Return the act with its lines, the sum in words and both signatures' places."""
    told = {**_told(act, act), "heading": _heading("Акт", act.number, act.dated_on), "items": act.result.items}
    return as_pdf(FORMS / "act.typ", told)


def invoice_pdf(invoice: Invoice) -> bytes:
    """Return the invoice with requisites and, when they are complete, the payment QR (GOST R 56042)."""
    heading = _heading("Счёт на оплату", invoice.number, invoice.issued_on)
    told = {**_told(invoice, invoice.act), "heading": heading, "due": day_in_words(invoice.due_on), "qr": _qr(invoice)}
    return as_pdf(FORMS / "invoice.typ", told)


def _heading(name: str, number: str, day) -> str:
    return f"{name} № {number} от {day_in_words(day)}" if number and day else f"{name} (черновик)"


def _told(paper: Paper, act: Act) -> dict:
    client = paper.engagement.client
    lines = [{"title": line.title, "total": amount_in_figures(line.total_kopecks)} for line in act.lines.all()]
    return {
        "entity": _entity(paper.legal_entity),
        "client": {"name": client.name, "requisites": _requisites(client), "signer_name": client.signer_name,
                   "signer_position": client.signer_position},
        "basis": _basis(paper.contract),
        "lines": lines,
        "total": amount_in_figures(paper.total_kopecks),
        "words": amount_in_words(paper.total_kopecks),
        **_vat(paper),
    }  # fmt: skip


def _entity(entity) -> dict:
    names = ("name", "inn", "kpp", "address", "bank", "bik", "account", "correspondent_account", "signer_name",
             "signer_position")  # fmt: skip
    return {**{name: getattr(entity, name) for name in names}, "full_name": entity.full_name or entity.name}


def _requisites(client) -> str:
    told = [f"{label} {value}".strip() for label, value in
            (("ИНН", client.inn), ("КПП", client.kpp), ("", client.address)) if value]  # fmt: skip
    return "".join(f", {part}" for part in told)


def _basis(contract) -> str:
    signed = f" от {day_in_words(contract.signed_on)}" if contract.signed_on else ""
    return f"Договор № {contract.number}{signed}"


def _vat(paper: Paper) -> dict:
    if not paper.vat_percent:
        basis = f" ({paper.vat_basis})" if paper.vat_basis else ""
        return {"vat_label": "Без НДС", "vat": "—", "vat_sentence": f"Без НДС{basis}."}
    percent = format(Decimal(paper.vat_percent).normalize(), "f").replace(".", ",")
    vat = amount_in_figures(paper.vat_kopecks)
    return {"vat_label": f"В том числе НДС {percent}%:", "vat": vat,
            "vat_sentence": f"В том числе НДС {percent}% — {amount_in_words(paper.vat_kopecks).lower()}."}  # fmt: skip


def _qr(invoice: Invoice) -> str | None:
    entity = invoice.legal_entity
    needed = (entity.account, entity.bank, entity.bik, entity.correspondent_account)
    if not invoice.number or not all(needed):
        return None
    payload = qr_payload(
        name=entity.name, account=entity.account, bank=entity.bank, bik=entity.bik, inn=entity.inn, kpp=entity.kpp,
        correspondent_account=entity.correspondent_account, kopecks=queries.open_sum(invoice) or invoice.total_kopecks,
        purpose=f"Оплата по счёту № {invoice.number} от {invoice.issued_on:%d.%m.%Y}, {_vat(invoice)['vat_sentence']}",
    )  # fmt: skip
    image = io.BytesIO()
    segno.make(payload, error="m", micro=False).save(image, kind="svg", border=0, scale=4)
    return image.getvalue().decode()
