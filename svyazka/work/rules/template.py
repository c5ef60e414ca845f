"""Templates of tasks: what an agency begins with, what a template lacks, whom and what its lines fit."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import yaml
from django.utils.translation import gettext_lazy as _

SHIPPED = Path(__file__).parents[1] / "task_templates.yaml"
MOST_LINES = 40


def shipped() -> list[dict]:
    """Return the templates an agency begins with: code, title, lines."""
    told = yaml.safe_load(SHIPPED.read_text("utf-8"))
    return [{"code": code, "title": row["title"], "lines": [whole(line) for line in row["lines"]]} for code, row in told.items()]


def whole(line: Mapping) -> dict:
    """Return the line with everything a line tells."""
    return {"title": str(line["title"]).strip(), "specialism": line.get("specialism") or "", "hours": str(line["hours"]), "section": line.get("section") or "",
            "after": sorted(set(line.get("after") or ())), "points": [text.strip() for text in line.get("points") or () if text.strip()]}  # fmt: skip


def reasons_not_a_template(title: str, lines: Sequence[Mapping]) -> list:
    """List what a template of tasks lacks."""
    reasons = [] if title.strip() else [_("A template has a title.")]
    if not 1 <= len(lines) <= MOST_LINES:
        reasons.append(_("A template has from one to %(most)s tasks.") % {"most": MOST_LINES})
    for number, line in enumerate(lines, 1):
        if not line["title"] or Decimal(line["hours"]) <= 0:
            reasons.append(_("Task %(number)s: say what is done and how many hours it takes.") % {"number": number})
        if any(not 1 <= before < number for before in line["after"]):
            reasons.append(_("Task %(number)s may come only after tasks above it.") % {"number": number})
    return reasons


def clause_for(section: str, clauses: Iterable[tuple[str, int, str]]) -> int | None:
    """Return the key of the clause (key of row, heading) whose section the hint names; the first of it, None without one."""
    hint = section.strip().casefold()
    found = (key for heading, key, _text in clauses if hint and (hint in heading.casefold() or heading.casefold() in hint) and heading)
    return next(found, None)
