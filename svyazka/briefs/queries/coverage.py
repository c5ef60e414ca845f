"""An edition laid over the work that follows from it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Brief, Clause
from svyazka.briefs.rules import Coverage, laid_over
from svyazka.kit.errors import Malformed
from svyazka.kit.strands import strands_of


def coverage_of(brief: Brief, person, at: datetime) -> Coverage:
    """Return the edition's clauses with what this person may see of their estimate lines, tasks, results and acts.

    One query for the clauses and one a room, whatever their number.
    """
    clauses = brief.clauses.only("pk", "key", "position", "section", "kind", "text", "criterion", "brief_id")
    return laid_over(list(clauses), strands_of(brief.engagement, person, at))


def numbered_in(typed: Mapping[str, str], engagement_id: int) -> Clause:
    """Return the clause that was typed by its number: the place in the edition `brief`, counted from 1.

    Many rows are typed in one form: `row` names the one whose button was pressed, its number stands in `n<row>`. Raises Malformed
    if there is no such clause.
    """
    number, brief = typed.get(f"n{typed.get('row', '')}", ""), typed.get("brief", "")
    clauses = Clause.objects.none()
    if _countable(number) and _countable(brief):
        clauses = Clause.objects.filter(engagement=engagement_id, brief=int(brief)).order_by("position", "pk")[int(number) - 1 : int(number)]
    clause = next(iter(clauses), None)
    if clause is None:
        raise Malformed(_("Name the clause by its number in this edition."))
    return clause


def _countable(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 10 and int(typed) > 0
