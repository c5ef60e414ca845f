"""The two sides of a paper: how they are named in a preamble, in requisites and under a signature."""

import re
from typing import Protocol

from svyazka.deals.rules.side import foreign, natural, sole
from svyazka.kit.papers import Side, Signature, day_in_words
from svyazka.kit.papers.cases import (
    basis_in_genitive,
    called,
    is_woman,
    name_in_genitive,
    position_in_genitive,
    short_name,
)

PASSPORT = "Паспорт: ______ № __________, выдан ______________________, «___» __________ _____ г."
REGISTERED = "Регистрационный номер: ________________"
IF_ANY = "М. П. (при наличии)"
LINE = "________________"  # what nobody has told yet, within a phrase
TOWN = re.compile(r"\b(?:г\.|город)\s*([А-ЯЁ][А-Яа-яЁё -]*[А-Яа-яЁё])")


class Party(Protocol):
    """What a legal entity and a client have in common."""

    name: str
    full_name: str
    inn: str
    kpp: str
    ogrn: str
    address: str
    bank: str
    bik: str
    account: str
    correspondent_account: str
    signer_name: str
    signer_position: str
    signer_genitive: str
    signer_basis: str
    proxy_number: str
    proxy_on: object
    proxy_until: object


def fields_of(party: Party, code: str, role: str) -> dict[str, str]:
    """Return what texts may name of a side."""
    told = {
        "name": party.name, "full_name": party.full_name or party.name, "inn": party.inn, "kpp": party.kpp, "ogrn": party.ogrn, "address": party.address,
        "bank": party.bank, "bik": party.bik, "account": party.account, "correspondent_account": party.correspondent_account,
        "signer": party.signer_name, "position": party.signer_position, "represented": represented(party), "basis": basis_of(party),
        "preamble": preamble(party, role),
    }  # fmt: skip
    return {f"{code}.{name}": value for name, value in told.items()}


def represented(party: Party) -> str:
    """Return who signs after «в лице»: «генерального директора Иванова Ивана Ивановича»."""
    return party.signer_genitive or " ".join(filter(None, (position_in_genitive(party.signer_position), name_in_genitive(party.signer_name))))


def basis_of(party: Party) -> str:
    """Return by what right after «на основании»: the power of attorney if there is one, else what is written."""
    if party.proxy_number:
        return f"доверенности № {party.proxy_number} от {day_in_words(party.proxy_on)}" if party.proxy_on else f"доверенности № {party.proxy_number}"
    return basis_in_genitive(party.signer_basis)


def preamble(party: Party, role: str) -> str:
    """Return the beginning of a contract about one side; what is not known is a line to be filled in."""
    name = party.full_name or party.name
    woman = is_woman(party.signer_name or party.name)
    if natural(party):
        living = f", {'зарегистрированная' if woman else 'зарегистрированный'} по адресу: {party.address}" if party.address else ""
        return f"{name}{living}, {'именуемая' if woman else 'именуемый'} в дальнейшем «{role}», {'действующая' if woman else 'действующий'} от своего имени"
    if sole(party):
        numbered = f", ОГРНИП {party.ogrn}" if party.ogrn else ""
        return f"{name}{numbered}, {called(name, party.signer_name or name)} в дальнейшем «{role}», {'действующая' if woman else 'действующий'} от своего имени"
    acting = "действующей" if woman else "действующего"
    return f"{name}, {called(name)} в дальнейшем «{role}», в лице {represented(party) or LINE}, {acting} на основании {basis_of(party) or LINE}"


def requisites_of(party: Party, role: str) -> Side:
    """Return the side's requisites, line by line."""
    registered = "ОГРНИП" if sole(party) else "ОГРН"
    lines = [PASSPORT if natural(party) else REGISTERED if foreign(party) else "",
             _pair("ИНН", party.inn, "КПП", party.kpp), _pair(registered, party.ogrn), f"Адрес: {party.address}" if party.address else "",
             _pair("р/с", party.account), party.bank, _pair("БИК", party.bik, "к/с", party.correspondent_account)]  # fmt: skip
    return Side(role, party.full_name or party.name, tuple(line for line in lines if line))


def _pair(*told: str) -> str:
    pairs = zip(told[::2], told[1::2], strict=True)
    return ", ".join(f"{label} {value}" for label, value in pairs if value)


def signature_of(party: Party, role: str, *, dated: bool = False) -> Signature:
    """Return the place where the side signs; whoever signs by a power of attorney says so."""
    if natural(party):
        return Signature(role, "", "", short_name(party.full_name or party.name), stamp="", dated=dated)
    basis = f"на основании {basis_of(party)}" if party.proxy_number else ""
    company = party.name if not sole(party) else ""
    position = party.signer_position or ("Индивидуальный предприниматель" if sole(party) else "")
    stamp = IF_ANY if sole(party) or foreign(party) else Signature.stamp
    return Signature(role, company, position[:1].upper() + position[1:], short_name(party.signer_name), basis, stamp=stamp, dated=dated)


def town_of(party: Party) -> str:
    """Return the town in the side's address: «г. Красноярск»; nothing if the address does not name one."""
    found = TOWN.search(party.address)
    return f"г. {found[1].strip()}" if found else ""
