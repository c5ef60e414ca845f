"""A part of the work that the client has accepted, as pages of earlier rooms ask about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class AcceptedPart:
    """What was accepted and on which day; `reached_on` is the later of that day and the promised one, `last` ends the work."""

    engagement: Any
    accepted_on: date
    reached_on: date
    last: bool
    page: str
