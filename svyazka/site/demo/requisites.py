"""Requisites of the demo's clients: numbers whose control digits agree, of companies that are not there."""

from datetime import date, datetime

from svyazka.clients.actions import keep_requisites
from svyazka.clients.models import Client
from svyazka.people.models import Person

SIGNERS = (
    ("Захаров Пётр Сергеевич", "Генеральный директор"), ("Краснова Елена Викторовна", "Директор"), ("Белых Игорь Андреевич", "Исполнительный директор"),
    ("Тимофеева Ольга Петровна", "Заместитель директора по развитию"), ("Галеев Рустам Ильдарович", "Управляющий"),
)  # fmt: skip
TOWNS = {"Красноярский край": "Красноярск", "Новосибирская область": "Новосибирск", "Москва": "Москва", "Иркутская область": "Иркутск"}
BANK = {"bank": "Сибирский банк ПАО Сбербанк", "bik": "045004641", "correspondent_account": "30101810500000000641"}
WEIGHTS = (7, 1, 3)


def told_requisites(client: Client, *, by: Person, at: datetime) -> None:
    """Fill in the card of a client whose INN is known, unless it is filled in."""
    if client.inn and not client.ogrn:
        keep_requisites(client, details=requisites_of(client), by=by, at=at)


def requisites_of(client) -> dict:
    """Return what the client's card is filled with before a contract is signed; every fourth is signed by a power of attorney."""
    name, position = SIGNERS[client.pk % len(SIGNERS)]
    town = TOWNS.get(client.region, "Томск")
    proxy = {"proxy_number": f"{client.pk}/26", "proxy_on": date(2026, 1, 12), "proxy_until": date(2027, 1, 12)} if "Заместитель" in position else {}
    return {
        "inn": client.inn, "kpp": f"{client.inn[:4]}01001", "ogrn": _ogrn(client), "address": f"г. {town}, ул. Ленина, {client.pk}",
        "account": _account(client.pk), "signer_name": name, "signer_position": position, "signer_basis": "" if proxy else "Устав", **BANK, **proxy,
    }  # fmt: skip


def _ogrn(client) -> str:
    """Return a number with its control digit: the remainder of the first twelve by eleven."""
    first = f"1{client.pk % 20 + 3:02d}{client.inn[:2]}0{client.pk:06d}"
    return f"{first}{int(first) % 11 % 10}"


def _account(key: int) -> str:
    """Return an account whose control digit, the ninth, agrees with the bank's BIK."""
    told = [f"40702810{digit}00000{key:06d}" for digit in range(10)]
    return next(one for one in told if sum(int(n) * WEIGHTS[place % 3] for place, n in enumerate(BANK["bik"][-3:] + one)) % 10 == 0)
