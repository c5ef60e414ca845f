"""Terms and figures of a purchase: what they count from, how a day is counted, which rule fits a tender best."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

AddDays = Callable[[date, int], date]
R = TypeVar("R")


class Mark(TextChoices):
    """How well a rule is known: a published source says so, it is to be checked, or the agency has set it itself."""

    SOURCE = "V", _("by a published source")
    CHECK = "K", _("check by the documents")
    OWN = "O", _("our own order")


class Base(TextChoices):
    """The event a term counts from."""

    PUBLISHED = "published", _("publication of the notice")
    DEADLINE = "deadline", _("deadline of applications")
    ASKED = "asked", _("our question to the customer")
    PROTOCOL = "protocol", _("final protocol")
    DRAFT = "draft", _("draft contract sent to us")
    OURS = "ours", _("our signature")
    SIGNED = "signed", _("contract signed by both")
    ACCEPTED = "accepted", _("acceptance in EIS")
    PAPER = "paper", _("acceptance outside EIS")
    LISTED = "listed", _("entry into the register of unfair suppliers")


class Bound(TextChoices):
    LEAST = "least", _("at least")
    MOST = "most", _("at most")
    EXACTLY = "exactly", _("exactly")


class Kind(TextChoices):
    """What a rule speaks of."""

    GO_NO_GO = "go_no_go", _("Decide whether we take part")
    DOCUMENTS = "documents", _("The documents are collected")
    SECURITY = "security", _("The security of the application is paid")
    PRICE = "price", _("The price is agreed")
    CLARIFY = "clarify", _("The last day to ask the customer")
    APPLICATION = "application", _("Applications are taken for")
    ANSWER = "answer", _("The customer answers the question")
    SESSION = "session", _("The price session")
    REVIEW = "review", _("The commission looks at the applications")
    SUMMARY = "summary", _("The results are summed up")
    DRAFT = "draft", _("The customer sends the draft contract")
    SIGNATURE = "signature", _("We sign the contract")
    COUNTERSIGN = "countersign", _("The customer signs the contract")
    NOT_BEFORE = "not_before", _("The contract is not signed before")
    NOT_AFTER = "not_after", _("The contract is signed not later than")
    PAYMENT = "payment", _("The customer pays")
    PAYMENT_PAPER = "payment_paper", _("The customer pays, acceptance outside EIS")
    REGISTER = "register", _("Years in the register of unfair suppliers are over")
    OWN = "own", _("Our own step")
    BID_SECURITY = "bid_security", _("Security of the application, share of the initial price")
    PERFORMANCE_SECURITY = "performance_security", _("Security of the contract, share of the initial price")
    WARRANTY_SECURITY = "warranty_security", _("Security of the warranty, share of the initial price")
    DUMPING = "dumping", _("Anti-dumping measures from a fall of")
    DUMPING_SECURITY = "dumping_security", _("Security of the contract at a dumping price, times the usual")
    GOOD_FAITH = "good_faith", _("Proof of good faith is enough")
    STEP = "step", _("Step of the auction, share of the initial price")
    LIMIT = "limit", _("The method is for purchases")
    SMALL = "small", _("Purchase from one supplier without a contest")


OWN_STEPS = (Kind.GO_NO_GO, Kind.DOCUMENTS, Kind.SECURITY, Kind.PRICE, Kind.CLARIFY, Kind.OWN)
FIGURES = (Kind.BID_SECURITY, Kind.PERFORMANCE_SECURITY, Kind.WARRANTY_SECURITY, Kind.DUMPING, Kind.DUMPING_SECURITY, Kind.GOOD_FAITH,
           Kind.STEP, Kind.LIMIT, Kind.SMALL)  # fmt: skip
BY_PRICE_ALONE = (Kind.GOOD_FAITH, Kind.LIMIT, Kind.SMALL)  # such a figure says up to which price, and nothing else
BASE_OF_EVENT = {"win": Base.PROTOCOL, "sign": Base.DRAFT, "run": Base.SIGNED, "accept": Base.ACCEPTED}
DONE_BY_EVENT = {  # what has been done once this has happened
    "go": (Kind.GO_NO_GO,),
    "decline": (Kind.GO_NO_GO,),
    "secure": (Kind.SECURITY,),
    "submit": (Kind.GO_NO_GO, Kind.DOCUMENTS, Kind.PRICE),
    "admit": (Kind.REVIEW,),
    "win": (Kind.SESSION, Kind.REVIEW, Kind.SUMMARY),
    "lose": (Kind.SESSION, Kind.REVIEW, Kind.SUMMARY),
    "sign": (Kind.DRAFT,),
    "run": (Kind.SIGNATURE, Kind.COUNTERSIGN),
    "pay": (Kind.PAYMENT, Kind.PAYMENT_PAPER),
}
MOOT_BY_EVENT = {  # what nobody needs to do any more, done or not
    "decline": OWN_STEPS,
    "submit": (Kind.SECURITY, Kind.CLARIFY, Kind.ANSWER, Kind.OWN),
    "run": (Kind.NOT_BEFORE, Kind.NOT_AFTER),
    **dict.fromkeys(("reject", "lose", "cancel"), tuple(set(Kind) - {Kind.REGISTER})),
}
NO_TERM = (Kind.NOT_BEFORE,)  # a day from which something may be done is never late
MOST_DAYS = 3650


def counted(base_on: date, days: int, *, working: bool, before: bool, add_days: AddDays) -> date:
    """Return the day that lies so many days after (or before) the base; `add_days` knows which days are worked."""
    way = -days if before else days
    return add_days(base_on, way) if working else base_on + timedelta(days=way)


def best(rules: Iterable[R]) -> dict[str, R]:
    """Return the one rule a code by which a tender is counted: the most particular of those that fit, the newest of equals."""
    found: dict[str, R] = {}
    for rule in sorted(rules, key=_particular):
        found[rule.code] = rule  # type: ignore[attr-defined]
    return found


def _particular(rule) -> tuple:
    by_price = (rule.price_from_kopecks is not None) + (rule.price_to_kopecks is not None)
    return bool(rule.law), bool(rule.method), by_price, rule.starts_on, rule.pk or 0


def reasons_not_a_rule(*, kind: str, base: str, days: int | None, percent_from, percent_to, price_from: int | None,
                       price_to: int | None, title: str) -> list:  # fmt: skip
    """List why this cannot be a rule; empty means it can."""
    found = []
    if kind in FIGURES:
        if kind not in BY_PRICE_ALONE and percent_from is None and percent_to is None:
            found.append(_("A share needs its per cent."))
        if kind in BY_PRICE_ALONE and price_to is None:
            found.append(_("Say up to which price."))
    elif days is None or not base:
        found.append(_("A term needs its days and what it counts from."))
    elif not 0 <= days <= MOST_DAYS:
        found.append(_("A term is between 0 and %(most)s days.") % {"most": MOST_DAYS})
    if percent_from is not None and percent_to is not None and percent_from > percent_to:
        found.append(_("The lower per cent is above the upper one."))
    if price_from is not None and price_to is not None and price_from >= price_to:
        found.append(_("The lower price is above the upper one."))
    if kind == Kind.OWN and not title.strip():
        found.append(_("Name your own step."))
    return found
