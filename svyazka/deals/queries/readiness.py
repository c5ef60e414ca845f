"""What is lacking for a signature: asked before a paper leaves, before it is signed, and by its page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from svyazka.deals.models import Contract
from svyazka.deals.rules import ContractKind, lacking, warnings_of_proxy, wrong_numbers
from svyazka.deals.rules.stages import warnings_of_days


@dataclass(frozen=True)
class Lacking:
    """What one side lacks, and the page on which it is written down."""

    side: str
    what: list
    href: str


def lacking_in(contract: Contract) -> list[Lacking]:
    """List what each side lacks for a signature, and what is wrong in its numbers; nothing when all is there."""
    entity, client = contract.legal_entity, contract.client
    sides = ((entity, f"/people/agency/entities/{entity.pk}/", True), (client, f"/clients/{client.pk}/#requisites", False))
    found = []
    for side, href, bank in sides:
        missing = lacking(side, bank=bank)
        told = [_("not filled in: %(what)s") % {"what": ", ".join(missing)}] if missing else []
        if told := [*told, *wrong_numbers(side)]:
            found.append(Lacking(side.name, told, href))
    return found


def warnings_before_signing(contract: Contract, day: date) -> list:
    """List what to mind before signing: powers of attorney that have ended or end soon, days of stages that are strange."""
    return [*warnings_of_proxy(contract.legal_entity, day), *warnings_of_proxy(contract.client, day), *warnings_of_stages(contract, day)]


def warnings_of_stages(contract: Contract, day: date) -> list:
    """List what to mind about the days of the stages, beside today and the terms that the client was promised."""
    days = [(one.title, one.due_on) for one in contract.stages.all()] if contract.kind != ContractKind.RETAINER else []
    given = contract.engagement.promises.filter(kind="term", state="given").exclude(due_on=None).order_by("due_on")
    return warnings_of_days(days, today=day, promised=list(given.values_list("text", "due_on")))
