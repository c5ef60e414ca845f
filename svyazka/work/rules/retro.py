"""Looks back in words: their kinds, their phases, and what stands in the way of writing, voting and promising."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RetroKind(TextChoices):
    """Who looks back on what."""

    TEAM = "team", pgettext_lazy("retro", "The team")
    PAIR = "pair", pgettext_lazy("retro", "The pair alone")
    CLIENT = "client", pgettext_lazy("retro", "After an acceptance")
    TRANSITION = "transition", pgettext_lazy("retro", "After a switch of scheme")


class RetroPhase(TextChoices):
    """How far a look back is: it only goes forward."""

    COLLECT = "collect", pgettext_lazy("retro", "Cards")
    REVEAL = "reveal", pgettext_lazy("retro", "Reading")
    GROUP = "group", pgettext_lazy("retro", "Groups")
    VOTE = "vote", pgettext_lazy("retro", "Votes")
    ACT = "act", pgettext_lazy("retro", "Actions")
    CLOSED = "closed", pgettext_lazy("retro", "Closed")


PHASES = tuple(RetroPhase)
PHASE_MOVES: dict[str, frozenset[str]] = {
    RetroPhase.COLLECT: frozenset({RetroPhase.REVEAL}),
    RetroPhase.REVEAL: frozenset({RetroPhase.GROUP, RetroPhase.VOTE}),
    RetroPhase.GROUP: frozenset({RetroPhase.VOTE}),
    RetroPhase.VOTE: frozenset({RetroPhase.ACT}),
    RetroPhase.ACT: frozenset(),
    RetroPhase.CLOSED: frozenset(),
}
MOST_ACTIONS = 3
MOST_CARDS = 20  # of one person: a longer list is not read
MOST_VOTES = 9


def reasons_not_to_promise_action(*, actions: int, closed: bool, due_on: date, today: date, sees: bool) -> list:
    """List why a retrospective cannot take one more action; `sees` if its owner sees the work it is about."""
    reasons = []
    if due_on < today:
        reasons.append(_("The day has passed: promise a day that is still to come."))
    if not sees:
        reasons.append(_("Its owner does not see this work: choose somebody who does."))
    if actions >= MOST_ACTIONS:
        reasons.append(_("A retrospective leaves at most three actions: fewer are done better."))
    if closed:
        reasons.append(_("The retrospective is closed."))
    return reasons


def reasons_not_to_go_on(phase: str, to: str) -> list:
    """List why a look back in this phase cannot go on to that one."""
    if to in PHASE_MOVES.get(phase, frozenset()):
        return []
    if phase == RetroPhase.CLOSED:
        return [_("The retrospective is closed.")]
    return [_("A retrospective goes forward, one phase after another: cards, reading, groups, votes, actions.")]


def reasons_not_to_write(phase: str, *, cards: int = 0) -> list:
    """List why a card cannot be put or changed now by somebody who has put so many."""
    if phase == RetroPhase.CLOSED:
        return [_("The retrospective is closed.")]
    if phase != RetroPhase.COLLECT:
        return [_("The cards are open already: what comes later is said aloud.")]
    return [_("Twenty cards of one person are enough: put the weightiest.")] if cards >= MOST_CARDS else []


def reasons_not_to_vote(phase: str, *, cast: int, votes: int, own: bool, already: bool) -> list:
    """List why one more vote cannot be given: `cast` of `votes` are, `own` if nobody else wrote the topic."""
    reasons = []
    if phase != RetroPhase.VOTE:
        reasons.append(_("Votes are given in their phase only."))
    if cast >= votes:
        reasons.append(_("All your votes are given: take one back to give it elsewhere."))
    if own:
        reasons.append(_("Nobody votes for what they alone wrote."))
    if already:
        reasons.append(_("You have voted for this already."))
    return reasons


def of_retro(key: int) -> str:
    """Return the topic rung when cards of a look back come and go: the journal says nothing of them."""
    return f"retro-{key}"
