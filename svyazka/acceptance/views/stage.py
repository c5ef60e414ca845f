"""Pages of stages and their results: the list of what waits, a stage, a result put together."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.acceptance import actions, forms, queries, rules
from svyazka.acceptance.views.look import shown_look
from svyazka.deals.queries import contract_of
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels


@staff_page
@require_GET
def index(request):
    """Show what is on its way: the reader's own steps first."""
    at = timezone.now()
    rows = queries.desk(request.user, at)
    told = {
        "mine": [row for row in rows if row.mine],
        "others": [row for row in rows if not row.mine],
        "accepted": queries.visible_to(request.user, at).filter(state="accepted")[:10],
        "labels": rules.STEP_LABELS,
        "at": at,
    }
    return render(request, "acceptance/index.html", told)


@staff_page
@require_GET
def stage(request, stage_id):
    """Show a stage: every edition of its result, and the builder for whoever hands over."""
    return _draw_stage(request, find(queries.stages_visible_to(request.user, timezone.now()), stage_id))


def _draw_stage(request, shown, form=None, status: int = 200):
    at, clauses = timezone.now(), queries.clauses_of(shown.engagement)
    results, part = queries.story_of_stage(shown), queries.accepted_part(shown, f"/acceptance/stages/{shown.pk}/")
    live = next((r for r in results if r.state in rules.LIVE), None)
    told = {
        "stage": shown,
        "results": results,
        "live": live,
        "form": form or forms.ResultForm(clauses=clauses),
        "may_build": may(request.user, actions.HAND_OVER, shown, at),
        "open_tasks": queries.open_tasks(shown),
        "unsettled": queries.unclassified(shown) + queries.unplanned(shown),
        "ask_duty": actions.HAND_OVER,
        "contract": contract_of(shown.engagement),
        "after": panels("stage.accepted", request, part) if part else [],
        **shown_look(shown, request),
    }
    return render(request, "acceptance/stage.html", told, status=status)


@staff_page
@require_POST
def build(request, stage_id):
    """Put the result together."""
    at = timezone.now()
    shown = find(queries.stages_visible_to(request.user, at), stage_id)
    form = forms.ResultForm(request.POST, clauses=queries.clauses_of(shown.engagement))
    if not form.is_valid():
        return _draw_stage(request, shown, form, status=422)
    with refusals_said(request) as outcome:
        made = actions.build_result(
            shown, items=form.cleaned_data["items"], criteria=form.criteria(), by=request.user, at=at
        )
        return redirect("acceptance:result", made.pk)
    return _draw_stage(request, find(queries.stages_visible_to(request.user, at), stage_id), form, status=outcome.status)
