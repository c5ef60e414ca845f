"""Which norm holds: of the rules in force on a day, the one that names most of the lead, the source before the channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from svyazka.leads.rules.clock import USUAL_MINUTES, NormKind

USUAL = {NormKind.ANSWER: USUAL_MINUTES, NormKind.DECISION: 480, NormKind.INTERVIEW: 960, NormKind.TALK: 120}
SHIPPED = (
    ("answer", "form", None, 15), ("answer", "phone", None, 15), ("answer", "max", None, 15), ("answer", "telegram", None, 15),
    ("answer", "vk", None, 15), ("answer", "portal", None, 15), ("answer", "email", None, 60), ("answer", "", None, 60),
    ("answer", "", "tender", 480), ("decision", "", "tender", 480), ("interview", "", None, 960), ("talk", "", None, 120),
)  # fmt: skip
LEVELS_SHIPPED = ((50, ["holder"]), (100, ["holder", "head"]), (200, ["holder", "head", "director"]))


@dataclass(frozen=True)
class Norm:
    """One rule: blank channel or source 0 means any."""

    kind: str
    channel: str
    source_id: int
    minutes: int
    starts_on: date
    pk: int = 0


def winner(norms: Iterable[Norm], *, kind: str, channel: str, source_id: int, day: date) -> Norm | None:
    """Return the rule that holds for a lead of this channel and source received on that day, or None."""
    fits = [
        norm for norm in norms
        if norm.kind == kind and norm.starts_on <= day and norm.channel in ("", channel) and norm.source_id in (0, source_id)
    ]  # fmt: skip
    return max(fits, key=lambda norm: (norm.source_id != 0, norm.channel != "", norm.starts_on, norm.pk), default=None)


def minutes_of(norms: Iterable[Norm], *, kind: str, channel: str, source_id: int, day: date) -> int:
    """Return the minutes of the rule that holds, or the usual ones."""
    found = winner(norms, kind=kind, channel=channel, source_id=source_id, day=day)
    return found.minutes if found else USUAL[NormKind(kind)]
