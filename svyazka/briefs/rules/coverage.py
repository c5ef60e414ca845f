"""The thread from a clause to what follows from it: estimate line, task, accepted result, line of an act; and where it breaks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules.clause import ClauseKind
from svyazka.kit.strands import Kind, Strand

KINDS = tuple(Kind.values)
NEEDED = (Kind.ESTIMATE, Kind.TASK)  # what every binding clause has before it is accepted


class Gap(TextChoices):
    """Where the thread of a clause breaks."""

    ESTIMATE = "estimate", _("no estimate line")
    TASK = "task", _("no task")
    CRITERION = "criterion", _("no criterion")


@dataclass
class Row:
    """A clause with what follows from it, by kind, and where it breaks."""

    number: str
    clause: Any
    strands: dict[str, list[Strand]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    gaps: list[Gap] = field(default_factory=list)


@dataclass(frozen=True)
class Loose:
    """Work that no clause of this edition asks for; `of_clause` tells of one that is out of scope, or gone from it."""

    strand: Strand
    of_clause: str = ""


@dataclass(frozen=True)
class Coverage:
    """An edition laid over the work: its clauses in order, the loose ends, and how many of each."""

    rows: list[Row]
    loose: list[Loose]

    @property
    def binding(self) -> int:
        return sum(row.clause.kind != ClauseKind.WONT for row in self.rows)

    def gaps(self, gap: str) -> int:
        return sum(gap in row.gaps for row in self.rows)

    def covered(self) -> int:
        return sum(row.clause.kind != ClauseKind.WONT and not row.gaps for row in self.rows)

    def loose_of(self, kind: str) -> list[Strand]:
        return [one.strand for one in self.loose if one.strand.kind == kind]


def laid_over(clauses: Iterable[tuple[str, Any]], strands: Iterable[Strand]) -> Coverage:
    """Lay what later rooms have told over the numbered clauses of an edition, by the keys that live through every edition."""
    rows = {clause.key: Row(number, clause) for number, clause in clauses}
    loose = []
    for strand in strands:
        met = [rows[key] for key in strand.keys if key in rows]
        for row in met:
            row.strands[strand.kind].append(strand)
        if not met:
            loose.append(Loose(strand, "gone" if strand.keys else ""))
        elif all(row.clause.kind == ClauseKind.WONT for row in met):
            loose.append(Loose(strand, "wont"))
    for row in rows.values():
        row.gaps = _gaps(row)
    return Coverage(list(rows.values()), loose)


def _gaps(row: Row) -> list[Gap]:
    if row.clause.kind == ClauseKind.WONT:
        return []
    found = [Gap(kind) for kind in NEEDED if not row.strands[kind]]
    return found if row.clause.criterion.strip() else [*found, Gap.CRITERION]


def hours_in(strands: Iterable[Strand]) -> Decimal | None:
    """Return the hours of these strands together, None where none has any."""
    told = [strand.hours for strand in strands if strand.hours is not None]
    return sum(told, Decimal(0)) if told else None


def kopecks_in(strands: Iterable[Strand]) -> int | None:
    """Return the sum of these strands, None where the reader may see none."""
    told = [strand.kopecks for strand in strands if strand.kopecks is not None]
    return sum(told) if told else None
