"""Small writes on a contract: its stages, the edition that is sent, who signed it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement, StoredFile
from svyazka.clients.rules import Stream
from svyazka.clients.steps import keep_file
from svyazka.deals import queries
from svyazka.deals.models import Contract, ContractEdition, ContractStage, Retainer
from svyazka.deals.rules import CONTRACT_MOVES, reasons_without_requisites
from svyazka.deals.rules.contract import SigningWay
from svyazka.deals.rules.periods import laid_out
from svyazka.deals.rules.retainer import RetainerTerms
from svyazka.kit.errors import Malformed
from svyazka.kit.papers.cases import basis_in_genitive
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import in_agency_language


def move_contract(contract: Contract, event: str) -> Contract:
    """Move the contract by the event. Raises Refused if the table says no."""
    contract.state = after(CONTRACT_MOVES, event, contract.state)
    contract.save(update_fields=["state"])
    return contract


def add_stages(contract: Contract, rows: Iterable[Mapping]) -> list[ContractStage]:
    """Add stages after those that are there; a row is {"title", "value_kopecks", "due_on", "advance_percent"?, "placement_kopecks"?}."""
    last = contract.stages.aggregate(last=Max("position"))["last"] or 0
    return ContractStage.objects.bulk_create(
        ContractStage(
            contract=contract, engagement=contract.engagement, position=n, title=row["title"], value_kopecks=row["value_kopecks"],
            due_on=row["due_on"], advance_percent=row.get("advance_percent", 0), placement_kopecks=row.get("placement_kopecks", 0),
        ) for n, row in enumerate(rows, start=last + 1)
    )  # fmt: skip


def write_stages(contract: Contract, rows: Iterable[Mapping], plan: RetainerTerms | None) -> None:
    """Write the stages of a contract that is not signed anew, and what is agreed of its periods."""
    contract.stages.all().delete()
    Retainer.objects.filter(contract=contract).delete()
    if plan is not None:
        Retainer.objects.create(contract=contract, **vars(plan))
    add_stages(contract, rows)


def stages_of_periods(plan: RetainerTerms) -> list[dict]:
    """Return a stage for every period of a retainer: its fee, due on its last day."""
    return [{"title": period_title(one.number, one.starts_on, one.ends_on), "value_kopecks": one.fee_kopecks, "due_on": one.ends_on} for one in laid_out(plan)]


def period_title(number: int, first: date, last: date) -> str:
    """Return how the stage of a period is called in papers."""
    with in_agency_language():
        return _("Retainer, period %(number)s: %(first)s – %(last)s") % {
            "number": number, "first": f"{first:%d.%m.%Y}", "last": f"{last:%d.%m.%Y}",
        }  # fmt: skip


def freeze(contract: Contract, *, by: Person, at: datetime) -> ContractEdition:
    """Keep what the contract says now as its next edition."""
    told, before = queries.contract_told(contract), queries.last_edition(contract)
    return ContractEdition.objects.create(
        contract=contract, number=before.number + 1 if before else 1, told=told, digest=queries.digest_of(told), sent_by=by, sent_at=at
    )


def without_requisites(contract: Contract, *, elsewhere: bool | None = False, with_paper: bool = False) -> tuple[list, list]:
    """Return why the sides' requisites do not let a paper be sent or signed, and the pages that mend it; of one drawn `elsewhere` the paper is shown."""
    found = queries.lacking_in(contract)
    against = reasons_without_requisites([(one.side, one.what) for one in found], elsewhere=elsewhere, with_paper=with_paper)
    return against, [(_("Requisites: %(name)s") % {"name": one.side}, one.href) for one in found] if against else []


def signature(*, signed_for_us: str, signed_for_client: str, way: str, contract: Contract) -> dict[str, str]:
    """Return who signed for whom and how, as it is kept; whoever is not named is the signer of the requisites.

    Raises Malformed for a strange way.
    """
    if way not in SigningWay.values:
        raise Malformed(_("A contract is signed on paper or electronically."))
    entity, client = contract.legal_entity, contract.client
    return {
        "signed_for_us": (signed_for_us.strip() or _signer(entity.signer_name, entity.signer_position, _basis(entity.signer_basis)))[:300],
        "signed_for_client": (signed_for_client.strip() or _signer(client.signer_name, client.signer_position, _basis(client.signer_basis)))[:300],
        "signed_way": way,
    }


def _basis(basis: str) -> str:
    with in_agency_language():
        return _("on the basis of %(what)s") % {"what": basis_in_genitive(basis)} if basis.strip() else ""


def _signer(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def signed_file(engagement: Engagement, *, file_id: int | None, scan, by: Person, at: datetime) -> StoredFile | None:
    """Return the signed paper: a file that lies on the engagement, or the scan that came with the signing.

    Raises Malformed for a file of another engagement.
    """
    if scan is not None:
        return keep_file(engagement, scan.read(), name=scan.name, content_type=scan.content_type or "", stream=Stream.CLIENT, by=by, at=at)
    if file_id is None:
        return None
    found = StoredFile.objects.filter(engagement=engagement, pk=file_id).first()
    if found is None:
        raise Malformed(_("This file does not lie on this engagement."))
    return found
