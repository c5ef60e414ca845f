"""Two clients that are one company: what becomes of whatever hangs on the one that goes, and what stands in the way."""

from collections.abc import Mapping

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
CONTACT_PARTS = (Part("leads.lead.contact", Fate.STAYS, _("leads")),)  # a contact moves whole, with whatever hangs on it

FILLED = ("region", "zone", "address", "site", "ogrn", "signer_name", "signer_position")  # taken from the other where empty
CHOSEN = ("name", "kind", *FILLED)


def reasons_not_one_client(*, one: Mapping[str, str], other: Mapping[str, str]) -> list:
    """List why the two are not one company; `one` and `other` tell name, inn, and into whom they were merged already."""
    reasons = [_("“%(name)s” was merged into another client already.") % {"name": each["name"]} for each in (one, other) if each["merged_into"]]
    if one["inn"] and other["inn"] and one["inn"] != other["inn"]:
        reasons.append(_("They have different INNs, %(one)s and %(other)s: these are two companies.") % {"one": one["inn"], "other": other["inn"]})
    return reasons
