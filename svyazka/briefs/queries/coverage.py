"""An edition laid over the work that follows from it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Brief, Clause
from svyazka.briefs.queries.document import document, sections_of
from svyazka.briefs.rules import Coverage, arranged, laid_over
from svyazka.kit.errors import Malformed
from svyazka.kit.strands import strands_of


def coverage_of(brief: Brief, person, at: datetime) -> Coverage:
    """Return the edition's clauses with what this person may see of their estimate lines, tasks, results and acts.

    One query for the clauses and one a room, whatever their number.
    """
    numbered = [row for part in arranged(sections_of(brief), brief.clauses.all()) for row in part.clauses]
    return laid_over(numbered, strands_of(brief.engagement, person, at))


def numbered_in(typed: Mapping[str, str], engagement_id: int) -> Clause:
    """Return the clause that was typed by its number ("4.2") in the edition `brief`.

    Many rows are typed in one form: `row` names the one whose button was pressed, its number stands in `n<row>`. Raises Malformed
    if there is no such clause.
    """
    number, edition = typed.get(f"n{typed.get('row', '')}", "").strip(), typed.get("brief", "")
    countable = edition.isascii() and edition.isdecimal() and len(edition) < 18
    brief = Brief.objects.filter(engagement=engagement_id, pk=int(edition)).select_related("template").first() if countable else None
    found = next((clause for part in document(brief) for said, clause in part.clauses if said == number), None) if brief else None
    if found is None:
        raise Malformed(_("Name the clause by its number in this edition."))
    return found
