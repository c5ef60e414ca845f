"""Sources in words."""

from svyazka.sources.rules.event import Audience, EventKind, reasons_not_an_event
from svyazka.sources.rules.mix import mix_of
from svyazka.sources.rules.source import MERGED, SHIPPED, UNQUALIFIED, SourceKind, Touched, cheque, share

__all__ = [
    "MERGED", "SHIPPED", "UNQUALIFIED", "Audience", "EventKind", "SourceKind", "Touched", "cheque", "mix_of", "reasons_not_an_event", "share",
]  # fmt: skip
