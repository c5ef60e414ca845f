"""Phrases for the journal: a room registers its verbs, the journal can then tell its story."""

from django.utils.functional import Promise

VERBS: dict[str, str | Promise] = {}


def register(**phrases) -> None:
    """Add phrases by verb; keys are given as room__verb (`leads__taken=_("took the lead")`)."""
    VERBS.update({key.replace("__", ".", 1): phrase for key, phrase in phrases.items()})


UNSIGNED: set[str] = set()


def withhold_author(*verbs: str) -> None:
    """Let nobody read who did these: they were written with a name before, and the journal is never changed."""
    UNSIGNED.update(verbs)


def phrase(verb: str) -> str:
    """Return how the verb is told; an unknown one is told by its code."""
    return str(VERBS.get(verb, verb))
