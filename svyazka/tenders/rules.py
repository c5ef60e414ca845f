"""Tenders in words: laws, stages and what moves them, and terms by rules that carry their source and mark."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

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
    DECLINED = "declined", _("We do not take part")
    REJECTED = "rejected", _("Rejected")
    LOST = "lost", _("Lost")
    CANCELLED = "cancelled", _("Cancelled")


BOARD = ("found", "preparing", "secured", "submitted", "admitted", "bidding", "won", "signing", "running")
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
    "cancel": dict.fromkeys(("found", "preparing", "secured", "submitted", "admitted", "bidding", "won", "signing"), "cancelled"),
})
LABELS = {
    "secure": _("Security paid"), "submit": _("Submitted"), "admit": _("Admitted"), "reject": _("Rejected"),
    "bid": _("Bidding"), "win": _("Won"), "lose": _("Lost"), "sign": _("Contract to sign"),
    "run": _("Being fulfilled"), "cancel": _("Cancelled"),
}  # fmt: skip
LEADING = ("secure", "admit", "bid", "win", "sign", "run", "reject", "lose", "cancel")  # events of who runs the tender
NEEDS_REASON = ("reject", "lose", "cancel")


class Mark(TextChoices):
    """How well a rule is known: a published source says so, or it is to be checked."""

    SOURCE = "V", _("by a published source")
    CHECK = "K", _("check by the documents")


SHIPPED = (  # law, method, what, days, working days, mark, source
    ("fz44", "auction", "Срок подачи заявок, не менее", 7, False, "V", "Обзор госзакупок 2023"),
    ("fz44", "competition", "Срок подачи заявок, не менее", 15, False, "K", ""),
    ("fz44", "quotation", "Срок подачи заявок, не менее", 4, True, "K", ""),
    ("fz44", "auction", "Рассмотрение заявок комиссией, не более", 2, True, "K", ""),
    ("fz44", "", "Подпись контракта победителем, не более", 5, True, "K", ""),
    ("fz44", "", "Оплата после подписания документа о приёмке, не более", 7, True, "V", "44-ФЗ, ст. 34, ч. 13.1"),
    ("fz223", "", "Оплата после приёмки, не более", 7, True, "V", "223-ФЗ, ст. 3, ч. 5.3"),
    ("fz223", "", "Договор после итогового протокола, не ранее", 10, False, "K", ""),
)


def clarify_by(deadline_on: date) -> date:
    """Return the last day to ask the customer for a clarification: three days before the deadline."""
    return deadline_on - timedelta(days=3)


def moves_from(state: str, events: Iterable[str] = LEADING) -> list[str]:
    """List the events that the table knows in this state."""
    return [event for event in events if state in MOVES[event]]
