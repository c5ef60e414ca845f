"""The page on which a whole edition is written at once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from svyazka.briefs import actions, forms, queries, rules
from svyazka.briefs.rules.tones import TONES
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, as_typed, rows_in, told

TABLES = {"need": forms.NeedRow, "clause": forms.ClauseRow, "promise": forms.PromiseRow}


@staff_page
@require_http_methods(["GET", "POST"])
def new(request, engagement_id):
    """Write the next edition, starting from the newest one."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    if request.method == "GET":
        return _draw_editor(request, engagement, forms.typed_from(queries.latest_brief(engagement)))
    typed = {name: rows_in(row, request.POST, name) for name, row in TABLES.items()}
    if "more" in request.POST:
        return _draw_editor(request, engagement, {name: as_typed(rows) for name, rows in typed.items()})
    if not all_right(*typed.values()):
        return _draw_editor(request, engagement, typed, status=422)
    with refusals_said(request) as outcome:
        brief = actions.write_brief(
            engagement, needs=told(typed["need"]), clauses=told(typed["clause"]),
            promises=told(typed["promise"]), seen=request.POST.get("seen"), by=request.user, at=at,
        )  # fmt: skip
        messages.success(request, _("Edition %(edition)s is written: read it through and send it to the PM.") % {"edition": brief.edition})
        return redirect("briefs:one", brief.pk)
    return _draw_editor(request, engagement, typed, status=outcome.status)


def _draw_editor(request, engagement, typed: dict, *, status: int = 200):
    before = queries.latest_brief(engagement)
    told = {
        "engagement": engagement,
        "typed": {name: [*typed.get(name, ()), *(row() for _n in range(2))] for name, row in TABLES.items()},
        "before": before,
        "seen": request.POST["seen"] if "seen" in request.POST and status != 409 else rules.stands(before),
        "may_write": may(request.user, actions.WRITE, engagement, timezone.now()),
        "standing": list(engagement.promises.exclude(state="withdrawn").order_by("pk")),
        "tones": TONES,
    }
    return render(request, "briefs/editor.html", told, status=status)


@staff_page
@require_GET
def row(request, table):
    """Return one more blank row of a table of the editors."""
    tables = TABLES | {"row": forms.OutlineRow}
    if table not in tables:
        raise Http404
    return render(request, "briefs/row.html", {"table": table, "row": tables[table]()})
