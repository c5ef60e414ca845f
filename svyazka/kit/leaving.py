"""Words on their way to a client: rooms say why they do not leave yet, and learn which have left."""

from collections.abc import Callable
from datetime import datetime

STOPPING: list[Callable] = []
LEARNING: list[Callable] = []


def before_leaving(function: Callable) -> Callable:
    """Mark function(engagement, text, *, at) -> reasons as what is asked before the words leave."""
    STOPPING.append(function)
    return function


def after_leaving(function: Callable) -> Callable:
    """Mark function(message, *, at) as what a room does once a message has left, in the same transaction."""
    LEARNING.append(function)
    return function


def reasons_to_stay(engagement, text: str, *, at: datetime) -> list:
    """List why these words do not leave for the client yet."""
    return [reason for ask in STOPPING for reason in ask(engagement, text, at=at)]


def has_left(message, *, at) -> None:
    """Let every room know that the client has been told this."""
    for learn in LEARNING:
        learn(message, at=at)
