"""The ghost of a plan: what was promised, what is forecast, why they part, and whether the client knows."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.formats import day
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import in_agency_language, today
from svyazka.projects import actions, forms, queries
from svyazka.projects.models import Project
from svyazka.projects.queries import Ghost
from svyazka.roles.queries.holders import holders_of


@staff_page
@require_GET
def promises(request):
    """Show what is promised and not accepted yet, the largest drifts first: one's own watch, or all that is seen."""
    at, person = timezone.now(), request.user
    seen = queries.ghosts_seen_by(person, at)
    mine = [ghost for ghost in seen if may(person, actions.WATCH, ghost.stage, at)]
    whose = request.GET.get("whose") or ("mine" if mine else "all")
    rows = sorted(mine if whose == "mine" else seen, key=_by_drift)
    silent = [ghost for ghost in rows if ghost.late and not ghost.client_knows]
    shown = silent if request.GET.get("only") == "silent" else rows
    told = {"rows": shown, "whose": whose, "mine": len(mine), "seen": len(seen), "silent": len(silent), "only": request.GET.get("only", ""),
            "late": sum(ghost.late for ghost in rows), "all": len(rows)}  # fmt: skip
    return render(request, "projects/promises.html", told)


def _by_drift(ghost: Ghost) -> tuple:
    return -(ghost.drift or 0) if ghost.late else 0, ghost.stage.promised_on is None, ghost.stage.promised_on, ghost.stage.pk


@staff_page
@require_GET
def ghost(request, project_id):
    """Show the promised days of one project."""
    return _draw(request, find(queries.visible_to(request.user, timezone.now()), project_id))


def _draw(request, project: Project, *, failed: dict | None = None, status: int = 200):
    at, failed = timezone.now(), failed or {}
    may_say, may_warn = may(request.user, actions.CHANGE_PLAN, project, at), may(request.user, actions.TALK, project, at)
    rows = queries.ghosts_of(project, today(at))
    told = {
        "project": project,
        "on_the_way": queries.changes_on_the_way(project) if any(row.late for row in rows) else {},
        "rows": [(row, *_forms(row, failed), _change_of(row)) for row in rows],
        "late": [row for row in rows if row.late],
        "may_say": may_say,
        "may_warn": may_warn,
        "may_watch": may(request.user, actions.WATCH, project, at),
        "planners": [] if may_say else holders_of(actions.PLAN, project, at),
        "plan_duty": actions.PLAN.code,
        "failed": set(failed),
    }
    return render(request, "projects/ghost.html", told, status=status)


def _forms(row: Ghost, failed: dict) -> tuple:
    """Return the forms of the cause, the warning and a word on the alert, as they were typed if something was wrong."""
    key = row.stage.pk
    cause = failed.get(("cause", key)) or forms.CauseForm(initial={"text": row.cause.text if row.cause else ""}, auto_id=f"cause-{key}-%s")
    warning = failed.get(("warning", key)) or forms.WarningForm(initial={"text": _words(row)}, auto_id=f"warning-{key}-%s")
    return cause, warning, failed.get(("word", key)) or forms.DriftForm(auto_id=f"word-{key}-%s")


def _days_of(row: Ghost) -> dict:
    """Return what every sentence about a late stage names: the stage, its promised day and that of the forecast."""
    return {"stage": row.stage.title, "promised": day(row.stage.promised_on), "forecast": day(row.forecast_on)}


def _change_of(row: Ghost) -> str:
    """Return where the contract is given another day for a stage that is late, as the forecast has it: both sign such a change."""
    if not row.late:
        return ""
    with in_agency_language():
        reason = _("The stage “%(stage)s” is ready on %(forecast)s instead of %(promised)s.") % _days_of(row)
        asked = {"stage": row.stage.contract_stage_id or "", "due_on": row.forecast_on, "reason": reason + (f" {row.cause.text}" if row.cause else "")}
    return reverse("deals:new_amendment", args=[row.stage.project.contract_id]) + "?" + urlencode(asked)


def _words(row: Ghost) -> str:
    """Return what the client may be told, in the agency's language: the AM says it in their own words."""
    if not row.late:
        return ""
    with in_agency_language():
        said = _("The stage “%(stage)s” was promised for %(promised)s. By our forecast it will be ready on %(forecast)s.") % _days_of(row)
        return said + (" " + _("The reason: %(why)s.") % {"why": row.cause.text.rstrip(".")} if row.cause else "")


@staff_page
@require_POST
def cause(request, stage_id):
    """Say why a stage drifts."""
    return _done(request, stage_id, forms.CauseForm, "cause", actions.say_why,
                 _("Written: the AM reads it beside the promised day."))  # fmt: skip


@staff_page
@require_POST
def warning(request, stage_id):
    """Warn the client of a drift."""
    return _done(request, stage_id, forms.WarningForm, "warning", actions.warn_client,
                 _("The client is told; the message stands beside the promised day."))  # fmt: skip


@staff_page
@require_POST
def drift_note(request, stage_id):
    """Leave a word on the alert of a drift: no act, it only rests till tomorrow."""
    return _done(request, stage_id, forms.DriftForm, "word", actions.note_drift,
                 _("Put off: the alert is back tomorrow, unless the client knows by then."))  # fmt: skip


def _done(request, stage_id: int, kind: type, name: str, act, said: str):
    """Do one act on a stage by its form; a form that does not do comes back beside its stage."""
    stage = find(queries.stages_visible_to(request.user, timezone.now()), stage_id)
    form = kind(request.POST, auto_id=f"{name}-{stage.pk}-%s")
    if form.is_valid():
        with refusals_said(request, beside=form):
            act(stage, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, said)
            return redirect("projects:ghost", stage.project_id)
    return _draw(request, stage.project, failed={(name, stage.pk): form}, status=422)
