"""One more blank row of the tables in which lines, stages and disagreements are typed."""

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_GET

from svyazka.briefs.queries import visible_to as briefs_visible_to
from svyazka.deals import forms
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render


@staff_page
@require_GET
def row(request, table):
    """Return one more blank row of a table of lines, of what is passed on, of stages, or of disagreements."""
    if blank := {"stage": forms.StageRow, "pass": forms.PassRow, "disagreement": forms.DisagreementRow}.get(table):
        return render(request, "deals/row.html", {"table": table, "row": blank(), "clauses": []})
    if table != "line":
        raise Http404
    brief = find(briefs_visible_to(request.user, timezone.now()), _number(request.GET.get("brief")))
    return render(request, "deals/row.html", {"table": table, "row": forms.LineRow(), "clauses": list(brief.clauses.all())})


def _number(typed: str | None) -> int:
    if not typed or not typed.isdecimal():
        raise Http404
    return int(typed)
