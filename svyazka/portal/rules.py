"""What a client may call, and what they read of stages and papers: the agency's own steps between stay inside."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.briefs.rules import BriefState
from svyazka.projects.rules import ACCEPTED_STATES, StageState

ANSWERED_IN = frozenset({BriefState.WITH_CLIENT, BriefState.REMARKED})  # where the client may still say yes


OPEN_CALLS = tuple((method, re.compile(path)) for method, path in (
    ("GET", r"/portal(/.*)?"), ("POST", r"/portal/engagements/\d+/(messages|problems)"), ("POST", r"/portal/specifications/\d+/(answers|clauses/\d+/talk)"), ("POST", r"/defences/\d+/verdicts"), ("POST", r"/portal/looks/\d+/(answers|refusal)"),
    ("POST", r"/portal/proposals/\d+/answers"),
    ("GET", r"/(results|defences|acts|invoices)(/\d+)?"), ("GET", r"/(acts|invoices|proposals|contracts|briefs)/\d+/(pdf|docx)"),
    ("GET", r"/contracts/\d+/(annexes/[a-z]+|(amendments|orders)/\d+)/(pdf|docx)"), ("GET", r"/files/\d+"),
    ("POST", r"/portal/contracts/\d+/disagreements"), ("POST", r"/portal/amendments/\d+/answers"), ("POST", r"/extra-hours/\d+/answers"),
    ("GET", r"/me"), ("POST", r"/me/(settings|tokens|tokens/\d+/revocation)"),
))  # fmt: skip
"""The calls of the API that a client's contact may make; every other one is not there for them."""


def open_to_contacts(method: str, path: str) -> bool:
    """Tell whether a client's contact may make this call of the API."""
    return any(method == known and pattern.fullmatch(path) for known, pattern in OPEN_CALLS)


class ShownStage(TextChoices):
    """Where a stage stands in a client's eyes."""

    AHEAD = "ahead", pgettext_lazy("portal", "Ahead")
    IN_WORK = "in_work", pgettext_lazy("portal", "In work")
    SHOWN = "shown", _("Waits for your word")
    REMARKS = "remarks", _("Your remarks are being worked on")
    ACCEPTED = "accepted", pgettext_lazy("portal", "Accepted")


def shown_stage(state: str) -> ShownStage:
    """Return where the stage stands as the client reads it."""
    if state in ACCEPTED_STATES:
        return ShownStage.ACCEPTED
    known = {StageState.PLAN: ShownStage.AHEAD, StageState.ON_DEFENCE: ShownStage.SHOWN, StageState.REMARKS: ShownStage.REMARKS}
    return known.get(StageState(state), ShownStage.IN_WORK)


class Standing(TextChoices):
    """Where a paper stands in a client's eyes: of several, which waits for them, which binds, which is a former one."""

    WAITS = "waits", _("Waits for your word")
    CHANGING = "changing", _("is being changed")
    REMARKED = "remarked", _("Your remarks are being worked on")
    AGREED = "agreed", _("Agreed, waits for signatures")
    BINDS = "binds", pgettext_lazy("portal", "In force")
    AHEAD = "ahead", _("Agreed, not in force yet")
    DONE = "done", pgettext_lazy("portal", "Carried out")
    REPLACED = "replaced", pgettext_lazy("portal", "Replaced")
    WITHDRAWN = "withdrawn", pgettext_lazy("portal", "Withdrawn")


@dataclass(frozen=True)
class Stands:
    """Where a paper stands, and the number of what came instead of it."""

    standing: Standing
    by: int | None = None

    @property
    def order(self) -> int:
        """Return its place in a list: what waits comes first, then what binds, former ones last."""
        return list(Standing).index(self.standing)


@dataclass(frozen=True)
class Edition:
    """An edition that the client has read: `reach` is how far it came, 0 shown, 1 agreed, 2 bound by a signature."""

    number: int
    state: str
    reach: int = 0


def editions_stand(editions: Iterable[Edition], binding: int | None) -> dict[int, Stands]:
    """Return where each edition of a specification stands; `binding` is the number of the one in force, None before any.

    A former one is replaced by the next that came as far as it did.
    """
    shown = sorted(editions, key=lambda one: one.number)
    return {one.number: _stands(one, [other for other in shown if other.number > one.number], binding) for one in shown}


def _stands(one: Edition, newer: list[Edition], binding: int | None) -> Stands:
    if one.number == binding:
        return Stands(Standing.BINDS)
    if one.state == BriefState.AGREED and binding is not None and one.number > binding:
        return Stands(Standing.AHEAD)
    if not newer and one.state in WAITING:
        return Stands(WAITING[one.state])
    as_far = [other.number for other in newer if other.reach >= one.reach] or [other.number for other in newer]
    return Stands(Standing.REPLACED, min(as_far, default=None))


WAITING = {BriefState.WITH_CLIENT: Standing.WAITS, BriefState.REMARKED: Standing.REMARKED}
CONTRACTS = {
    "draft": Standing.CHANGING, "with_client": Standing.WAITS, "disagreement": Standing.REMARKED, "signed": Standing.BINDS,
    "running": Standing.BINDS, "closed": Standing.DONE, "terminated": Standing.WITHDRAWN,
}  # fmt: skip


def contract_stands(state: str) -> Stands:
    """Return where a contract that the client got stands."""
    return Stands(CONTRACTS[state])


AMENDMENTS = {
    "draft": Standing.CHANGING, "with_client": Standing.WAITS, "remarked": Standing.REMARKED, "agreed": Standing.AGREED,
    "signed": Standing.BINDS, "withdrawn": Standing.WITHDRAWN,
}  # fmt: skip


def amendments_stand(rows: Iterable[tuple[int, str, frozenset]]) -> dict[int, Stands]:
    """Return where each amendment stands, by its key; rows are (key, state, what it sets) in the order of their force.

    A signed one gives way once everything it set was set anew by later signed ones.
    """
    told = list(rows)
    return {key: _amended(key, state, sets, told[n + 1 :]) for n, (key, state, sets) in enumerate(told)}


def _amended(key: int, state: str, sets: frozenset, later: list[tuple[int, str, frozenset]]) -> Stands:
    if AMENDMENTS[state] != Standing.BINDS:
        return Stands(AMENDMENTS[state])
    left = set(sets)
    for other, its_state, its_sets in later:
        left -= its_sets if its_state == "signed" else frozenset()
        if not left:
            return Stands(Standing.REPLACED, other)
    return Stands(Standing.BINDS)
