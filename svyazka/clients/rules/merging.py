"""Two clients that are one company: what becomes of whatever hangs on the one that goes, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from svyazka.kit.joining import Fate, Part

CLIENT_PARTS = (
    Part("clients.contact.client", Fate.MOVES, _("contacts")),
    Part("clients.engagement.client", Fate.MOVES, _("engagements")),
    Part("clients.client.parent", Fate.MOVES, _("daughter companies")),
    Part("clients.client.merged_into", Fate.STAYS, _("clients merged earlier")),
    Part("clients.clientmerging.kept", Fate.STAYS, _("mergings")),
    Part("clients.clientmerging.gone", Fate.STAYS, _("mergings")),
    Part("deals.contract.client", Fate.SINGLE, _("contracts")),
    Part("growth.developmentcell.client", Fate.SINGLE, _("cells of the development map")),
    Part("growth.idea.client", Fate.MOVES, _("ideas")),
)
CONTACT_PARTS = (  # a contact moves whole, with whatever hangs on it
    Part("leads.lead.contact", Fate.STAYS, _("leads")),
    Part("briefs.interview.contact", Fate.STAYS, _("interviews on needs")),
    Part("sources.eventmeeting.contact", Fate.STAYS, _("meetings at events")),
)

FILLED = ("region", "zone", "address", "site", "domain", "full_name", "ogrn")  # taken from the other where empty
TOGETHER = (  # taken from the other only where all of them are empty: an account is of its bank, a basis is of its signer
    ("bank", "bik", "account", "correspondent_account"),
    ("signer_name", "signer_position", "signer_genitive", "signer_basis", "proxy_number", "proxy_on", "proxy_until"),
)
CHOSEN = ("name", "kind", "region", "address", "site")


@dataclass(frozen=True)
class Company:
    """One of the two clients, as the rules see it."""

    name: str
    inn: str
    merged: bool


def reasons_not_one_client(one: Company, other: Company, *, same: bool, forbidding: list) -> list:
    """List why the two are not made one client; `forbidding` names what only one of them may have."""
    if same:
        return [_("This is one and the same client: there is nothing to merge.")]
    reasons = [_("“%(name)s” was merged into another client already.") % {"name": each.name} for each in (one, other) if each.merged]
    if forbidding:
        parts = ", ".join(str(label) for label in forbidding)
        reasons.append(_("Both have what only one client may have: %(parts)s.") % {"parts": parts})
    return reasons + reasons_of_inn(one.inn, other.inn)


def reasons_of_inn(one: str, other: str) -> list:
    """List why two INNs are not of one company: they differ."""
    if not one or not other or one == other:
        return []
    return [_("They have different INNs, %(one)s and %(other)s: these are two companies.") % {"one": one, "other": other}]


def forbidding(counted: Mapping[Part, tuple[int, int]]) -> list:
    """Return the labels of what stands in the way; the kept one and the one that goes are counted, in this order."""
    stands = [part.label for part, (kept, gone) in counted.items() if gone and (part.fate == Fate.FORBIDS or (part.fate == Fate.SINGLE and kept))]
    return list(dict.fromkeys(stands))


def reasons_not_to_part(*, undone: bool, kept_into: str, with_leads: bool) -> list:
    """List why two merged clients are not taken apart; `kept_into` is the client into which the kept one went since."""
    if undone:
        return [_("This merging was undone already.")]
    reasons = [_("“%(name)s” is where the kept client has gone since: take those apart first.") % {"name": kept_into}] if kept_into else []
    if with_leads:
        reasons.append(_("They were merged together with two leads: take the leads apart, and the clients go with them."))
    return reasons
