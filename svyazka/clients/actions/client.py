"""The client's card and requisites."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from svyazka.clients import steps
from svyazka.clients.actions.duties import KEEP
from svyazka.clients.models import Client
from svyazka.clients.rules import ClientKind, is_inn
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.kit.requisites import NUMBERS, reasons_against, reasons_against_proxy
from svyazka.people.models import Person

REQUISITES = ("full_name", "inn", "kpp", "ogrn", "address", "bank", "bik", "account", "correspondent_account", "signer_name", "signer_position",
              "signer_genitive", "signer_basis", "proxy_number")  # fmt: skip


@action(KEEP, answers="RA")
def keep_client(client: Client, *, name: str, kind: str = ClientKind.PRIVATE, region: str = "", zone: str = "",
                inn: str | None = None, kpp: str | None = None, address: str | None = None, site: str = "", by: Person,
                at: datetime) -> Client:  # fmt: skip
    """Correct the client's card; their people in the portal read moments in its time zone. Requisites that are not told stay.

    Raises Malformed on a strange kind or zone, or numbers whose check digits are wrong.
    """
    if kind not in ClientKind.values:
        raise Malformed(_("There is no such kind of client."))
    told = {"inn": client.inn if inn is None else inn, "kpp": client.kpp if kpp is None else kpp}
    _check_numbers(told)
    if zone and zone not in available_timezones():
        raise Malformed(_("There is no such time zone."))
    Person.objects.filter(contact__client=client, zone=client.zone).update(zone=zone)
    client.name, client.kind, client.region, client.zone = clean(name)[:300], kind, region[:100], zone[:60]
    client.inn, client.kpp, client.site = told["inn"], told["kpp"], site[:300]
    client.address = client.address if address is None else address[:500]
    client.save(update_fields=["name", "kind", "region", "zone", "inn", "kpp", "address", "site"])
    steps.keep_domain(client)
    record(client, "clients.kept", by=by, at=at, name=client.name)
    return client


def _check_numbers(told: Mapping) -> None:
    if told["inn"] and not is_inn(told["inn"]):
        raise Malformed(_("This INN does not exist: its check digits are wrong."))
    if reasons := reasons_against(**{name: told[name] for name in NUMBERS if name in told}):
        raise Malformed(*reasons)


@action(KEEP, answers="RA")
def keep_requisites(client: Client, *, details: Mapping, by: Person, at: datetime) -> Client:
    """Write the client's requisites, who signs and by what right, whole; whatever is not told is emptied.

    Raises Malformed on numbers whose check digits are wrong, or a power of attorney without its day.
    """
    told = {name: clean(str(details.get(name, ""))).strip() for name in REQUISITES}
    days = {name: details.get(name) for name in ("proxy_on", "proxy_until")}
    _check_numbers(told)
    if reasons := reasons_against_proxy(number=told["proxy_number"], on=days["proxy_on"], until=days["proxy_until"]):
        raise Malformed(*reasons)
    for name, value in (told | days).items():
        setattr(client, name, value)
    client.save(update_fields=[*told, *days])
    record(client, "clients.requisites_kept", by=by, at=at, inn=client.inn, signer=client.signer_name)
    return client
