"""The walk of a tender: its stages, and the one table of what moves it from one to another."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves


class Law(TextChoices):
    FZ44 = "fz44", _("44-FZ")
    FZ223 = "fz223", _("223-FZ")
    COMMERCIAL = "commercial", _("Commercial")


class Method(TextChoices):
    AUCTION = "auction", _("Electronic auction")
    COMPETITION = "competition", _("Electronic competition")
    QUOTATION = "quotation", _("Request for quotations")
    PROPOSALS = "proposals", _("Request for proposals")


class TenderState(TextChoices):
    FOUND = "found", _("Found")
    PREPARING = "preparing", _("Preparing")
    SECURED = "secured", _("Security paid")
    SUBMITTED = "submitted", _("Submitted")
    ADMITTED = "admitted", _("Admitted")
    BIDDING = "bidding", _("Bidding")
    WON = "won", _("Won")
    SIGNING = "signing", _("Contract to sign")
    RUNNING = "running", _("Being fulfilled")
    ACCEPTED = "accepted", _("Accepted in EIS")
    PAID = "paid", pgettext_lazy("tender", "Paid")
    FINISHED = "finished", _("Securities returned")
    DECLINED = "declined", _("We do not take part")
    REJECTED = "rejected", _("Rejected")
    LOST = "lost", _("Lost")
    CANCELLED = "cancelled", _("Cancelled")


BOARD = ("found", "preparing", "secured", "submitted", "admitted", "bidding", "won", "signing", "running", "accepted", "paid")
FINISHED = "finished"
WALK = (*BOARD, FINISHED)
CLOSED = ("declined", "rejected", "lost", "cancelled")
BEFORE_SUBMISSION = ("found", "preparing", "secured")

MOVES = Moves(TenderState, {
    "go": {"found": "preparing"},
    "decline": dict.fromkeys(BEFORE_SUBMISSION, "declined"),
    "secure": {"preparing": "secured"},
    "submit": {"preparing": "submitted", "secured": "submitted"},
    "admit": {"submitted": "admitted"},
    "reject": {"submitted": "rejected", "admitted": "rejected"},
    "bid": {"admitted": "bidding"},
    "win": {"admitted": "won", "bidding": "won"},
    "lose": {"submitted": "lost", "admitted": "lost", "bidding": "lost"},
    "sign": {"won": "signing"},
    "run": {"signing": "running"},
    "accept": {"running": "accepted"},
    "pay": {"accepted": "paid"},
    "finish": {"paid": "finished"},
    "cancel": dict.fromkeys(("found", "preparing", "secured", "submitted", "admitted", "bidding", "won", "signing"), "cancelled"),
})
LABELS = {
    "secure": _("Security paid"), "submit": _("Submitted"), "admit": _("Admitted"), "reject": _("Rejected"),
    "bid": _("Bidding"), "win": _("Won"), "lose": _("Lost"), "sign": _("Contract to sign"),
    "run": _("Being fulfilled"), "accept": _("Accepted in EIS"), "pay": pgettext_lazy("tender", "Paid"),
    "finish": _("Securities returned"), "cancel": _("Cancelled"),
}  # fmt: skip
# events of who runs the tender
LEADING = ("secure", "admit", "bid", "win", "sign", "run", "accept", "pay", "finish", "reject", "lose", "cancel")
NEEDS_REASON = ("reject", "lose", "cancel")


def moves_from(state: str, events: Iterable[str] = LEADING) -> list[str]:
    """List the events that the table knows in this state."""
    return [event for event in events if state in MOVES[event]]


def walk(state: str, *, without: Iterable[str] = ()) -> list[tuple]:
    """Return the stages as (label, done | now | ahead); a closed tender has no stage that is now.

    `without` are the stages that this tender left out: they are not shown as passed.
    """
    if state in CLOSED:
        return []
    here = WALK.index(state)
    told = ["done"] * here + ["now"] + ["ahead"] * (len(WALK) - here - 1)
    left_out = set(without)
    return [(TenderState(one).label, place) for one, place in zip(WALK, told, strict=True) if place != "done" or one not in left_out]
