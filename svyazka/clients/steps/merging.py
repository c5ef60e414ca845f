"""Two clients joined, and taken apart."""

from collections.abc import Mapping
from datetime import datetime

from svyazka.clients import queries
from svyazka.clients.models import Client, ClientMerging
from svyazka.clients.rules.merging import CLIENT_PARTS
from svyazka.kit.errors import refuse_if
from svyazka.kit.joining import hang_back, hang_over, paired, restore, rewrite
from svyazka.kit.memo import forget


def join_clients(kept: Client, gone: Client, *, choices: Mapping[str, str], with_leads: bool = False, by, at: datetime) -> ClientMerging:
    """Make two clients one: whatever hangs on the one that goes moves; its name keeps leading to the other."""
    kept, gone = paired(kept, gone)
    refuse_if(queries.reasons_not_to_join(kept, gone))
    values = queries.client_after(kept, gone, choices)
    moved = hang_over(CLIENT_PARTS, gone, kept)
    given_up = {"inn": "", "kpp": ""} if values.get("inn") else {}  # two clients do not hold one INN
    written = {"gone": rewrite(gone, {"merged_into_id": kept.pk, **given_up}), "kept": rewrite(kept, values)}
    forget()
    return ClientMerging.objects.create(kept=kept, gone=gone, moved=moved, written=written, with_leads=with_leads, merged_by=by, merged_at=at)


def part_clients(merging: ClientMerging, *, by, at: datetime) -> ClientMerging:
    """Make them two again: whatever moved and is still there goes back; what came since stays with the kept one."""
    kept, gone = paired(merging.kept, merging.gone)
    restore(kept, merging.written["kept"])
    restore(gone, merging.written["gone"])
    hang_back(merging.moved, kept, gone)
    forget()
    merging.undone_by, merging.undone_at = by, at
    merging.save(update_fields=["undone_by", "undone_at"])
    return merging
