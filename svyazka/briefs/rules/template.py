"""Templates of a specification in words: how sure a text is, how an outline is told, what is shipped."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from svyazka.briefs.rules.clause import ClauseKind

SECTION = "section"
MOST_SECTIONS, MOST_STARTERS = 60, 500


class Mark(TextChoices):
    """How well what a template says of a standard is known."""

    SOURCE = "V", pgettext_lazy("template", "by a published source")
    CHECK = "K", pgettext_lazy("template", "check by the text of the standard")
    OWN = "O", pgettext_lazy("template", "our own order")


OUTLINE = [(SECTION, gettext_lazy("Section")), *ClauseKind.choices]  # what a row of a template's outline is


@cache
def shipped() -> tuple[dict, ...]:
    """Return the templates that come with the product: code, title, standard, mark, source, sections with their clauses."""
    told = yaml.safe_load((Path(__file__).parents[1] / "spec_templates.yaml").read_text("utf-8"))
    return tuple({**row, "source": row.get("source", ""), "sections": [_section(one, row) for one in row["sections"]]} for row in told)


def _section(told: Mapping, template: Mapping) -> dict:
    clauses = [{"kind": kind, "text": text, "criterion": criterion} for kind, text, criterion in told["clauses"]]
    mark = told.get("mark", Mark.OWN if template["mark"] == Mark.OWN else Mark.CHECK)
    return {"heading": told["heading"], "hint": told["hint"], "mark": mark, "clauses": clauses}


def nested(rows: Iterable[Mapping]) -> list[dict]:
    """Turn an outline, whose rows {"what", "text", "more", "order"?} are sections and clauses, into sections with their clauses.

    `more` is the hint of a section, the criterion of a clause; a row without an order stands after those that have one. Clauses before the first section fall under one without a
    heading, which `reasons_not_a_template` refuses.
    """
    found: list[dict] = []
    for row in sorted(rows, key=lambda one: (one.get("order") is None, one.get("order") or 0)):
        if row["what"] == SECTION or not found:
            heading = row["text"] if row["what"] == SECTION else ""
            found.append({"heading": heading, "hint": row["more"] if heading else "", "mark": row.get("mark") or Mark.OWN, "clauses": []})
        if row["what"] != SECTION:
            found[-1]["clauses"].append({"kind": row["what"], "text": row["text"], "criterion": row["more"]})
    return found


def reasons_not_a_template(title: str, sections: Sequence[Mapping]) -> list:
    """List what a template lacks."""
    headings = [one["heading"].strip() for one in sections]
    twice = sorted({heading for heading in headings if heading and headings.count(heading) > 1})
    reasons = [] if title.strip() else [_("Give the template a name.")]
    if not sections:
        reasons.append(_("A template has at least one section."))
    if "" in headings:
        reasons.append(_("Every clause stands in a section that has a heading."))
    reasons += [_("The heading “%(heading)s” stands twice.") % {"heading": heading} for heading in twice]
    if len(sections) > MOST_SECTIONS or sum(len(one["clauses"]) for one in sections) > MOST_STARTERS:
        reasons.append(_("A template has at most %(sections)s sections and %(clauses)s clauses.") % {"sections": MOST_SECTIONS, "clauses": MOST_STARTERS})
    return reasons
