"""What waits for a person today: rooms offer items, the Today page orders them by duty and clock."""

from dataclasses import dataclass
from datetime import datetime

from svyazka.kit.workclock import ShownClock


@dataclass(frozen=True)
class Item:
    """One thing that waits: what, by when, under which duty, and where to do it; with a clock its time is of work."""

    kind: str
    title: str
    url: str
    due_at: datetime | None = None
    duty: str = ""
    client: str = ""
    tone: str = ""
    action: str = ""
    instead_of: str = ""
    clock: ShownClock | None = None
