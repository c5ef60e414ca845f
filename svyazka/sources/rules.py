"""Sources in words: where leads come from, and what one lead, one cheque and one rouble of cost tell."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SourceKind(TextChoices):
    BRAND = "brand", _("Personal brand and events")
    SEARCH = "search", _("Search by region")
    TENDER = "tender", _("Tender")
    REFERRAL = "referral", _("Referral")
    COLD = "cold", _("Cold outreach")
    OTHER = "other", _("Other")


class Audience(TextChoices):
    CLIENTS = "clients", _("Clients")
    PEERS = "peers", _("Peers")


MERGED = "merged"  # a lead that turned out to be another one: counted with that one
UNQUALIFIED = ("new", "taken", "not_ours")  # states of a lead in which nobody has said yet that it fits

SHIPPED = (
    ("brand", "Личный бренд"),
    ("search", "Поиск по регионам"),
    ("tender", "Тендеры"),
    ("referral", "Рекомендации"),
    ("cold", "Холодные продажи"),
)


MOST_MET = 1_000_000


def reasons_not_an_event(*, name: str, audience: str, cost_kopecks: int, people_met: int) -> list:
    """List why this is no event."""
    reasons = []
    if not name.strip():
        reasons.append(_("An event has a name."))
    if audience not in Audience.values:
        reasons.append(_("The audience is clients or peers."))
    if cost_kopecks < 0:
        reasons.append(_("A cost is not negative."))
    if not 0 <= people_met <= MOST_MET:
        reasons.append(_("People met are counted from 0 to a million."))
    return reasons


def cheque(won_kopecks: int, won: int) -> int | None:
    """Return the average cheque in whole kopecks, or None when nothing was won."""
    return won_kopecks // won if won else None


def share(part: int, whole: int) -> int:
    """Return the share in whole per cent."""
    return round(100 * part / whole) if whole else 0


def mix_of(counted: Mapping[tuple[int, str, bool], int]) -> list[dict]:
    """Return the years, the latest first, each with its sources by weight: name, retired, count, share."""
    years = []
    for year in sorted({key[0] for key in counted}, reverse=True):
        rows = [(name, retired, n) for (its, name, retired), n in counted.items() if its == year]
        whole = sum(n for _name, _retired, n in rows)
        rows.sort(key=lambda row: (-row[2], row[0]))
        parts = [{"name": name, "retired": retired, "count": n, "share": share(n, whole)} for name, retired, n in rows]
        years.append({"year": year, "count": whole, "parts": parts})
    return years
