"""Documents of the agency that a tender asks for: which kinds, and whether what lies in the locker is in force long enough."""

from collections.abc import Iterable
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaperKind(TextChoices):
    ERUZ = "eruz", _("Registration in the register of participants (ERUZ)")
    SIGNATURE = "signature", _("Qualified electronic signature")
    EGRUL = "egrul", _("Extract from the register of companies")
    CHARTER = "charter", _("Charter")
    POWERS = "powers", _("Powers of the one who signs")
    APPROVAL = "approval", _("Approval of a large transaction")
    TAX = "tax", _("Certificate of no tax debts")
    ACCOUNTS = "accounts", _("Annual accounts")
    LICENCE = "licence", _("Licence")
    IT_REGISTER = "it_register", _("IT accreditation")
    EXPERIENCE = "experience", _("Fulfilled contracts, as experience")
    STAFF = "staff", _("Qualification of people")
    OTHER = "other", pgettext_lazy("document", "Other")


class PaperState(TextChoices):
    READY = "ready", _("in the locker")
    EXPIRES = "expires", _("expires before the tender is over")
    EXPIRED = "expired", _("has expired")
    MISSING = "missing", _("not in the locker")


USUAL = {
    "fz44": (PaperKind.ERUZ, PaperKind.SIGNATURE, PaperKind.POWERS, PaperKind.APPROVAL),
    "fz223": (PaperKind.SIGNATURE, PaperKind.EGRUL, PaperKind.CHARTER, PaperKind.POWERS, PaperKind.TAX),
    "commercial": (PaperKind.EGRUL, PaperKind.CHARTER, PaperKind.POWERS, PaperKind.EXPERIENCE),
}


def needed_by(law: str) -> tuple[PaperKind, ...]:
    """Return the documents that such a purchase usually asks for."""
    return USUAL.get(law, ())


def paper_state(expiries: Iterable[date | None], *, day: date, until: date) -> PaperState:
    """Tell how a required document stands: `expiries` are the last days of those in the locker, None means without end."""
    ends = list(expiries)
    if not ends:
        return PaperState.MISSING
    longest = None if None in ends else max(end for end in ends if end is not None)
    if longest is None or longest >= until:
        return PaperState.READY
    return PaperState.EXPIRES if longest >= day else PaperState.EXPIRED
