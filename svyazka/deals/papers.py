"""The proposal and the contract as PDF: what the forms are filled with."""

from decimal import Decimal
from pathlib import Path

from svyazka.deals.models import Contract, Proposal
from svyazka.deals.queries import seller_on
from svyazka.deals.rules import vat_in
from svyazka.kit.papers import amount_in_figures, amount_in_words, as_pdf, day_in_words
from svyazka.people.models import LegalEntity
from svyazka.people.queries import today

FORMS = Path(__file__).parent / "typst"
SUBJECTS = {
    "fixed": "Стоимость работ твёрдая и складывается из стоимости этапов.",
    "tm": "Работы оплачиваются по фактически затраченному времени; стоимость этапов указана ориентировочно.",
    "tm_capped": "Работы оплачиваются по фактически затраченному времени, но не дороже указанной стоимости этапов.",
    "retainer": "Работы выполняются и оплачиваются по периодам в составе абонентского обслуживания.",
}


def proposal_pdf(proposal: Proposal) -> bytes:
    """Return the proposal with the composition of the work, the price in words and its validity."""
    entity, basis = seller_on(today(proposal.sent_at))
    engagement, brief = proposal.engagement, proposal.estimate.brief
    told = {
        "heading": f"Коммерческое предложение № {proposal.number} от {day_in_words(today(proposal.sent_at))}",
        "title": engagement.title,
        "client": engagement.client.name,
        "entity": _entity(entity),
        "needs": [need.text for need in brief.needs.order_by("position")],
        "clauses": [{"text": c.text, "criterion": c.criterion} for c in brief.clauses.exclude(kind="wont")],
        "without": [c.text for c in brief.clauses.filter(kind="wont")],
        "price": amount_in_figures(proposal.price_kopecks),
        "words": amount_in_words(proposal.price_kopecks),
        "vat": _vat(proposal.price_kopecks, proposal.vat_percent, basis),
        "valid": day_in_words(proposal.valid_until_on),
        "author": {"name": proposal.sent_by.name, "email": proposal.sent_by.email},
    }
    return as_pdf(FORMS / "proposal.typ", told)


def contract_pdf(contract: Contract) -> bytes:
    """Return the contract with its stages, the order of acceptance and both sides' requisites."""
    dated = contract.signed_on or today(contract.drafted_at)
    told = {
        "number": contract.number,
        "day": day_in_words(dated),
        "draft": contract.signed_on is None,
        "title": contract.engagement.title,
        "entity": _entity(contract.legal_entity),
        "client": _client(contract.client),
        "subject": SUBJECTS[contract.kind],
        "stages": [
            {"title": s.title, "due": day_in_words(s.due_on), "value": amount_in_figures(s.value_kopecks)} for s in contract.stages.all()
        ],
        "price": amount_in_figures(contract.price_kopecks),
        "words": amount_in_words(contract.price_kopecks),
        "vat": _vat(contract.price_kopecks, contract.vat_percent, contract.vat_basis),
        "acceptance_days": contract.acceptance_days,
        "rounds": contract.rounds_included,
        "round_price": amount_in_figures(contract.round_price_kopecks) if contract.round_price_kopecks else "",
        "silence": contract.silence_means_accepted,
        "amendments": [
            {"number": a.number, "day": day_in_words(today(a.made_at)), "reason": a.reason, "added": amount_in_figures(a.added_kopecks)}
            for a in contract.amendments.order_by("number")
        ],
    }
    return as_pdf(FORMS / "contract.typ", told)


def _vat(kopecks: int, percent: Decimal | None, basis: str) -> str:
    if not percent:
        return f"Без НДС ({basis})." if basis else "Без НДС."
    vat = vat_in(kopecks, percent)
    rate = format(Decimal(percent).normalize(), "f").replace(".", ",")
    return f"В том числе НДС {rate}% — {amount_in_figures(vat)} руб. ({amount_in_words(vat).lower()})."


def _entity(entity: LegalEntity | None) -> dict:
    names = ("name", "inn", "kpp", "ogrn", "address", "bank", "bik", "account", "correspondent_account", "signer_name",
             "signer_position", "signer_basis")  # fmt: skip
    told = {name: getattr(entity, name) if entity else "" for name in names}
    return {**told, "full_name": (entity.full_name or entity.name) if entity else ""}


def _client(client) -> dict:
    names = ("name", "inn", "kpp", "ogrn", "address", "signer_name", "signer_position")
    return {name: getattr(client, name) for name in names}
