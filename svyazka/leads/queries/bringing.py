"""Questions about files that were brought in: who sees them, how they are read, what became of their rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from svyazka.kit import files
from svyazka.kit.errors import Refused
from svyazka.kit.guard import DUTIES, may, seen_by
from svyazka.leads.models import ImportRow, ImportRun
from svyazka.leads.rules.bringing import (
    HAND,
    Choices,
    Plan,
    RowState,
    Sheet,
    headings_key,
    name_words,
    plan_of,
    recognised,
    rows_as_csv,
)
from svyazka.people.models import Agency, Person
from svyazka.people.queries import staff, the_agency

MOST_WORDS, PREVIEW = 40, 10


def imports_visible_to(person: Person, at: datetime) -> QuerySet[ImportRun]:
    """Return the files to who may bring them in or sees everything; to others none."""
    runs = ImportRun.objects.select_related("made_by").order_by("-made_at", "-pk")
    return runs if sees_imports(person, at) else runs.none()


def sees_imports(person: Person, at: datetime) -> bool:
    """Tell whether files of leads are shown to the person at all."""
    return person.kind != "contact" and (seen_by(person, at) is None or bool(may(person, DUTIES["lead.bring"], the_agency(), at)))


def counts_of(run: ImportRun) -> dict[str, int]:
    """Return how many rows of the file became new, were known, are wrong, stayed after it was taken back."""
    found = dict(ImportRow.objects.filter(run=run).values_list("state").annotate(n=Count("pk")))
    names = {"new": RowState.MADE, "known": RowState.KNOWN, "wrong": RowState.WRONG, "kept": RowState.KEPT}
    return {name: found.get(state, 0) for name, state in names.items()}


def rows_of(run: ImportRun, state: str = "") -> QuerySet[ImportRow]:
    """Return what the rows of the file became, in its order."""
    rows = ImportRow.objects.filter(run=run).select_related("lead").order_by("number")
    return rows.filter(state=state) if state in RowState.values else rows


def wrong_as_csv(run: ImportRun) -> bytes:
    """Return the rows that are wrong as they came, each with its reasons, for a spreadsheet."""
    wrong = {row.number: "; ".join(f"{heading}: {why}" if heading else why for heading, why in row.wrong) for row in rows_of(run, "wrong")}
    return rows_as_csv(recognised(files.read(run.digest))[1], wrong)


def remembered_columns(headings) -> dict[str, str]:
    """Return how a person has read columns under these headings the last time."""
    last = ImportRun.objects.filter(headings_key=headings_key(headings), preset=HAND).order_by("-pk").first()
    return (last.choices.get("columns") or {}) if last else {}


def plan_for(digest: str, choices: Mapping) -> Plan:
    """Return a kept file as it is read by these choices. Raises Refused if it cannot be."""
    return _planned(digest, Agency.objects.get().zone, Choices.of(choices), get_language() or "ru")


@lru_cache(maxsize=2)  # one file is read once for all of its batches
def _planned(digest: str, zone: str, choices: Choices, language: str) -> Plan:
    return plan_of(files.read(digest), choices, zone=zone)


@dataclass(frozen=True)
class Look:
    """A file as its page shows it: the table with samples, how its first rows are read, the words of stages and sources."""

    sheet: Sheet
    plan: Plan | None
    reasons: tuple
    stages: list[tuple[str, int, str]]  # the file's word, how many rows, what it means
    sources: list[tuple[str, int]]

    @property
    def samples(self) -> list[tuple[str, list[str]]]:
        """Each heading with the first values under it."""
        found = []
        for n, heading in enumerate(self.sheet.headings):
            values = dict.fromkeys(cells[n] for _number, cells in self.sheet.rows[:200] if n < len(cells) and cells[n])
            found.append((heading, list(values)[:3]))
        return found

    @property
    def preview(self) -> list:
        """The first rows in our words."""
        return list(self.plan.rows[:PREVIEW]) if self.plan else []


def look_at(run: ImportRun) -> Look:
    """Return the file as its page shows it."""
    try:
        plan, reasons = (plan_for(run.digest, run.choices) if run.preset else None), ()
    except Refused as refused:
        plan, reasons = None, refused.reasons
    sheet = (plan.sheets if plan else recognised(files.read(run.digest))[1])[0]
    rows = plan.rows if plan else ()
    means = {row.stage: str(row.outcome) for row in rows if row.stage}
    stages = Counter(row.stage for row in rows if row.stage).most_common(MOST_WORDS)
    sources = Counter(row.source for row in rows if row.source).most_common(MOST_WORDS)
    return Look(sheet, plan, reasons, [(word, n, means[word]) for word, n in stages], sources)


class Colleagues:
    """Finds our person by the name in a file: exactly one match, or nobody."""

    def __init__(self):
        self.by_words: dict[frozenset[str], list[Person]] = {}
        for person in staff():
            self.by_words.setdefault(name_words(person.name), []).append(person)

    def named(self, name: str) -> Person | None:
        """Return the one colleague of this name."""
        found = self.by_words.get(name_words(name), []) if name else []
        return found[0] if len(found) == 1 else None


def people_of(owners: Mapping[str, int]) -> list[tuple[str, int, Person | None]]:
    """Return the names of a file, each with its number of rows and our person of this name."""
    colleagues = Colleagues()
    return [(name, n, colleagues.named(name)) for name, n in owners.items()]
