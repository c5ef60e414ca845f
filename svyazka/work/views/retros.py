"""Looks back: opened, filled with thoughts, led on, promised from, closed."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.kit.live import hears, of_engagement
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.people.queries import today
from svyazka.work import actions, forms, queries
from svyazka.work.models import Retro
from svyazka.work.rules import MOST_ACTIONS, PHASES, RetroPhase, of_retro
from svyazka.work.views.sprints import draw as draw_sprints
from svyazka.work.views.tasks import found_project

USUAL_TERM = timedelta(days=14)  # offered for what is promised: till about the next look back


@staff_page
@require_POST
def open_retro(request, project_id):
    """Open a look back."""
    project, at = found_project(request, project_id), timezone.now()
    form = forms.RetroForm(request.POST, formats=queries.formats_on(today(at)).values())
    if not form.is_valid():
        raise Malformed(_("There is no such form of retrospective."))
    with refusals_said(request, beside=form) as outcome:
        retro = actions.open_retro(project, by=request.user, at=at, **form.cleaned_data)
        return redirect("work:retro", retro.pk)
    return draw_sprints(request, project, retro_form=form, status=outcome.status)


def found_retro(request, retro_id: int) -> Retro:
    return find(queries.retros_visible_to(request.user, timezone.now()), retro_id)


@staff_page
@require_GET
def retro(request, retro_id):
    """Show a look back as far as it has come: before the reveal everyone sees their own cards only."""
    return draw(request, found_retro(request, retro_id))


@staff_page
@require_GET
def live(request, retro_id):
    """Let the open page hear of what is done on the look back."""
    shown = found_retro(request, retro_id)
    return hears(request, of_engagement(shown.engagement_id), of_retro(shown.pk), seen=queries.stands(shown))


def draw(request, shown: Retro, *, status: int = 200, card_form=None, action_form=None):
    at, person = timezone.now(), request.user
    topics = queries.topics_of(shown, person)
    made, returned = list(shown.actions.select_related("owner", "engagement__client").order_by("pk")), queries.returned_to(shown)
    told = {
        "retro": shown, "project": shown.project, "P": RetroPhase, "today": today(at), "may_retro": may(person, actions.RETRO, shown, at),
        "phases": [(phase.label, _stands(phase, shown.phase)) for phase in PHASES[:-1]],
        "columns": queries.by_column(shown, topics), "topics": topics, "count": shown.cards.count(), "seen": queries.stands(shown),
        "votes_left": shown.votes - queries.own_votes(shown, person).count() if shown.phase == RetroPhase.VOTE else 0,
        "made": made, "actions_left": MOST_ACTIONS - len(made), "returned": returned,
        "may_close": {one.pk for one in (*made, *(back.promised for back in returned)) if may(person, actions.KEEP_PROMISE, one, at)},
        "votes_given": shown.ballots.count() if shown.phase == RetroPhase.VOTE else 0,
        "skipped": [] if shown.am_id or shown.closed_at else queries.skipped_on(shown.engagement, queries.last_looked(shown.project)),
        "panels": panels("retro", request, shown), "card_form": card_form, "action_form": action_form or forms.ActionForm(retro=shown, at=at, auto_id="action-%s", initial={"due_on": today(at) + USUAL_TERM}),
    }  # fmt: skip
    return render(request, "work/retro.html", told, status=status)


def _stands(phase: str, now: str) -> str:
    """Return how a phase stands while the look back is in this one."""
    places = [one.value for one in PHASES]
    mine, there = places.index(phase), places.index(now)
    return "now" if mine == there else "done" if mine < there else "next"


@staff_page
@require_POST
def lead(request, retro_id):
    """Go on to the next phase."""
    shown = found_retro(request, retro_id)
    with refusals_said(request):
        actions.lead_retro(shown, to=request.POST.get("to", ""), by=request.user, at=timezone.now())
    return redirect("work:retro", retro_id)


@staff_page
@require_POST
def group(request, retro_id):
    """Put chosen cards together, or take one out."""
    shown = found_retro(request, retro_id)
    form = forms.GroupForm(request.POST, retro=shown)
    if not form.is_valid():
        messages.error(request, _("Choose cards of this retrospective."))
        return draw(request, shown, status=422)
    actions.group_cards(shown, cards=form.cleaned_data["cards"], by=request.user, at=timezone.now())
    return redirect("work:retro", retro_id)


@staff_page
@require_POST
def promise(request, retro_id):
    """Write what will change."""
    shown = found_retro(request, retro_id)
    form = forms.ActionForm(request.POST, retro=shown, at=timezone.now(), auto_id="action-%s")
    if not form.is_valid():
        return draw(request, shown, action_form=form, status=422)
    with refusals_said(request, beside=form) as outcome:
        actions.promise_action(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("work:retro", retro_id)
    return draw(request, shown, action_form=form, status=outcome.status)


@staff_page
@require_POST
def close_retro(request, retro_id):
    """Close the look back."""
    actions.close_retro(found_retro(request, retro_id), by=request.user, at=timezone.now())
    messages.success(request, _("Closed. Who wrote what cannot be found any more; open actions come back at the next one."))
    return redirect("work:retro", retro_id)


@staff_page
@require_POST
def close_action(request, action_id):
    """Close what was promised."""
    promised = find(queries.retro_actions_visible_to(request.user, timezone.now()), action_id)
    form = forms.OutcomeForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say what came of it: done, or dropped and why."))
    actions.close_action(promised, by=request.user, at=timezone.now(), **form.cleaned_data)
    return back(request, f"/work/projects/{promised.retro.project_id}/sprints/")
