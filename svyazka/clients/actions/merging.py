"""Two clients that are one, and taking them apart."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients import queries, steps
from svyazka.clients.actions.duties import KEEP
from svyazka.clients.models import Client, ClientMerging
from svyazka.clients.rules.merging import CHOSEN
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action, require
from svyazka.people.models import Person


@action(KEEP, answers="RA", lock=False)
def merge_clients(kept: Client, *, gone: Client, choices: Mapping[str, str] | None = None, by: Person, at: datetime) -> ClientMerging:
    """Merge `gone` into `kept`: contacts, engagements and papers move over, its name keeps leading here.

    `choices` says of a field whose value is kept: "kept" or "gone". Needs the duty for both clients. Raises Refused with the reasons.
    """
    require(by, KEEP, gone, at, answers="RA")
    for name, side in (choices or {}).items():
        if name not in CHOSEN or side not in ("kept", "gone"):
            raise Malformed(_("There is no such choice: %(name)s: %(side)s.") % {"name": name, "side": side})
    merging = steps.join_clients(kept, gone, choices=choices or {}, by=by, at=at)
    for client, other in ((kept, gone), (gone, kept)):
        record(client, "clients.merged", by=by, at=at, name=other.name, kept=kept.pk, gone=gone.pk)
    return merging


@action(KEEP, answers="RA")
def undo_client_merging(merging: ClientMerging, *, by: Person, at: datetime) -> ClientMerging:
    """Take two merged clients apart: what moved and is still there goes back; what came since stays with the kept one.

    Raises Refused if it was undone, if the kept one went further, or if it came with two leads: those are taken apart, and the clients
    with them.
    """
    refuse_if(queries.reasons_not_to_part(merging))
    steps.part_clients(merging, by=by, at=at)
    for client, other in ((merging.kept, merging.gone), (merging.gone, merging.kept)):
        record(client, "clients.taken_apart", by=by, at=at, name=other.name, kept=merging.kept_id, gone=merging.gone_id)
    return merging
