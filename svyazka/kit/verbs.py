"""Phrases for the journal: a room registers its verbs, the journal can then tell its story."""

from django.utils.functional import Promise

VERBS: dict[str, str | Promise] = {}


def register(**phrases) -> None:
    """Add phrases by verb; keys are given as room__verb (`leads__taken=_("took the lead")`)."""
    VERBS.update({key.replace("__", ".", 1): phrase for key, phrase in phrases.items()})


def phrase(verb: str) -> str:
    """Return how the verb is told; an unknown one is told by its code."""
    return str(VERBS.get(verb, verb))
