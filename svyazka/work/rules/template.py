"""Templates of tasks: what an agency begins with, what a template lacks, which clause of a specification its lines carry out."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml
from django.utils.translation import gettext_lazy as _

SHIPPED = Path(__file__).parents[1] / "task_templates.yaml"
MOST_LINES = 40
BY_SPECIALISM = "task.do"  # the duty of whoever does the work of a specialism


def shipped() -> list[dict]:
    """Return the templates an agency begins with: code, title, lines."""
    told = yaml.safe_load(SHIPPED.read_text("utf-8"))
    return [{"code": code, "title": row["title"], "lines": [whole(line) for line in row["lines"]]} for code, row in told.items()]


def whole(line: Mapping) -> dict:
    """Return the line with everything a line tells."""
    return {
        "title": str(line["title"]).strip(), "specialism": line.get("specialism") or "", "duty": line.get("duty") or BY_SPECIALISM,
        "hours": str(line["hours"]), "section": (line.get("section") or "").strip(), "kind": line.get("kind") or "",
        "words": [word.strip() for word in line.get("words") or () if word.strip()],
        "after": sorted(set(line.get("after") or ())), "points": [text.strip() for text in line.get("points") or () if text.strip()],
    }  # fmt: skip


def reasons_not_a_template(title: str, lines: Sequence[Mapping], *, duties: Collection[str], kinds: Collection[str]) -> list:
    """List what a template of tasks lacks; `duties` are those whose work it may set, `kinds` those of clauses it may serve."""
    reasons = [] if title.strip() else [_("A template has a title.")]
    if not 1 <= len(lines) <= MOST_LINES:
        reasons.append(_("A template has from one to %(most)s tasks.") % {"most": MOST_LINES})
    for number, line in enumerate(lines, 1):
        if not line["title"] or Decimal(line["hours"]) <= 0:
            reasons.append(_("Task %(number)s: say what is done and how many hours it takes.") % {"number": number})
        if line["duty"] not in duties:
            reasons.append(_("Task %(number)s: there is no such duty.") % {"number": number})
        if line["kind"] not in ("", *kinds):
            reasons.append(_("Task %(number)s: there is no such kind of clause.") % {"number": number})
        if any(not 1 <= before < number for before in line["after"]):
            reasons.append(_("Task %(number)s may come only after tasks above it.") % {"number": number})
    return reasons


@dataclass(frozen=True)
class ClauseRow:
    """A clause that is to be done: the key of its row, its number in the edition, its section and kind."""

    key: int
    number: str
    section: str
    kind: str
    text: str


def clause_for(line: Mapping, clauses: Iterable[ClauseRow], taken: Collection[int] = ()) -> int | None:
    """Return the key of the clause that the line carries out, None if none fits; a free one before one `taken` by another line.

    Of the section that the line names, one in which words begin as the line says, the most of them first; where the
    specification has no such section, the words are looked for in all of it.
    """
    kept = [row for row in clauses if line["kind"] in ("", row.kind)]
    inside = [row for row in kept if _is_section(line["section"], row.section)]
    if not line["words"]:
        found = [(0, row) for row in inside]
    else:
        found = [(hits, row) for row in inside or kept if (hits := _hits(line["words"], row.text))]
    best = min(found, key=lambda one: (one[1].key in taken, -one[0]), default=None)
    return best[1].key if best else None


def _is_section(hint: str, heading: str) -> bool:
    said, there = hint.casefold(), heading.strip().casefold()
    return bool(said and there) and (said in there or there in said)


def _hits(words: Iterable[str], text: str) -> int:
    said = re.findall(r"\w+", text.casefold().replace("ё", "е"))
    return sum(any(one.startswith(word.casefold().replace("ё", "е")) for one in said) for word in words)
