"""Engagements on the way from the PM's verdict to a signed contract."""

from datetime import date
from decimal import Decimal

from svyazka.briefs.tests import make as briefs
from svyazka.clients.models import Client
from svyazka.deals.actions import build_estimate, draft_contract, send_proposal, sign_contract
from svyazka.deals.models import Contract, Estimate, Proposal
from svyazka.deals.steps import ship
from svyazka.people.models import LegalEntity, Person
from svyazka.roles.tests.make import LONG_AGO

MONDAY = briefs.MONDAY
PRICE = 36_000_000
FULL = {"inn": "7707083893", "kpp": "773601001", "ogrn": "1027700132195", "address": "660049, г. Красноярск, пр. Мира, 1", "signer_name": "Иванов Иван Иванович",
        "signer_position": "Генеральный директор", "signer_basis": "Устав"}  # fmt: skip
BANK = {"bank": "ПАО Банк", "bik": "044525225", "account": "40702810138250123017", "correspondent_account": "30101810400000000225"}
LINES = ({"title": "Каталог", "specialism": "dev", "hours": Decimal(120), "rate_kopecks": 300_000},)


def world():
    """Return the world of briefs with rates and the floor of margin in force; both sides may sign."""
    w = briefs.world()
    ship(LONG_AGO)
    filled_in()
    return w


def filled_in() -> None:
    """Write down whatever a signature needs, of both sides."""
    Client.objects.update(**FULL)
    LegalEntity.objects.update(**FULL, **BANK)


def emptied() -> None:
    """Let both sides be known by name and INN alone."""
    Client.objects.update(**dict.fromkeys(FULL, ""))
    LegalEntity.objects.update(**dict.fromkeys((*FULL, *BANK), "") | {"inn": "2460000003"})


def estimated(w, **told) -> Estimate:
    brief = briefs.judged(w)
    return build_estimate(w.engagement, brief_id=brief.pk, lines=told.pop("lines", LINES), by=w.pavel, at=MONDAY, **told)


def offer(w, estimate: Estimate, price_kopecks: int = PRICE, **told) -> Proposal:
    return send_proposal(estimate, price_kopecks=price_kopecks, valid_until_on=date(2026, 3, 20), by=w.anna, at=MONDAY, **told)


def offered(w) -> Proposal:
    return offer(w, estimated(w))


def stages(*values: int) -> list[dict]:
    return [{"title": f"Этап {n}", "value_kopecks": value, "due_on": date(2026, 5, n)} for n, value in enumerate(values, start=1)]


def draft(w, *values: int, kind: str = "fixed", **told) -> Contract:
    entity = LegalEntity.objects.get().pk
    rows = stages(*(values or (PRICE,)))
    return draft_contract(w.engagement, kind=kind, legal_entity=entity, stages=rows, by=w.anna, at=MONDAY, **told)


def drafted(w, *values: int, **told) -> Contract:
    offered(w)
    return draft(w, *values, **told)


def signed(w, *values: int, **told) -> Contract:
    return sign_contract(drafted(w, *values, **told), signed_on=date(2026, 3, 1), by=w.anna, at=MONDAY)


def plan(**told) -> dict:
    """Return the terms of a retainer of three months from the first of March: 40 hours for 120 000 roubles."""
    usual = {"starts_on": date(2026, 3, 1), "count": 3, "hours": Decimal(40), "fee_kopecks": PRICE // 3, "overage_kopecks": 350_000}
    return {**usual, **told}


def retained(w, **told) -> Contract:
    """Return a signed retainer; `told` are terms of its periods."""
    offered(w)
    contract = draft_contract(w.engagement, kind="retainer", legal_entity=LegalEntity.objects.get().pk, retainer=plan(**told), by=w.anna, at=MONDAY)
    return sign_contract(contract, signed_on=date(2026, 3, 1), by=w.anna, at=MONDAY)


def draft_frame(w, kind: str = "tm") -> Contract:
    return draft_contract(w.engagement, kind=kind, legal_entity=LegalEntity.objects.get().pk, is_frame=True, by=w.anna, at=MONDAY)


def client_of(w, login: str = "client") -> Person:
    """Return the client's contact with a sign-in to the portal."""
    contact = w.engagement.client.contacts.get()
    contact.account = Person.objects.create_user(login, kind="contact", name="Пётр")
    contact.save()
    return contact.account
