"""Files of other systems: kept, looked at, tried, brought in while one watches, taken back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.formats import number
from svyazka.kit.guard import may, require
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.leads import actions, forms, queries
from svyazka.leads.models import ImportRun
from svyazka.leads.rules import LeadState
from svyazka.leads.rules.bringing import HAND, PRESETS, Outcome, RunState
from svyazka.people.queries import the_agency
from svyazka.sources.queries import sources

SHOWN = 100


@staff_page
@require_http_methods(["GET", "POST"])
def imports(request):
    """List the files of other systems, and take one more."""
    at, form = timezone.now(), forms.ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        require(request.user, actions.BRING, the_agency(), at)
        if form.is_valid() and (kept := _kept(request, form.cleaned_data["file"], at)):
            return redirect("leads:import", kept.pk)
    sees = queries.sees_imports(request.user, at)
    runs = list(queries.imports_visible_to(request.user, at)[:50])
    counts = queries.counts_of_many(runs)
    told = {"runs": [(run, counts[run.pk]) for run in runs], "form": form, "sees": sees,
            "may_bring": may(request.user, actions.BRING, the_agency(), at), "labels": _labels()}  # fmt: skip
    return render(request, "leads/imports.html", told, status=422 if request.method == "POST" else 200)


def _kept(request, file, at) -> ImportRun | None:
    with refusals_said(request):
        return actions.keep_import(ImportRun(name=file.name or ""), raw=file.read(), by=request.user, at=at)
    return None


def _labels() -> dict[str, str]:
    return {**{code: preset.label for code, preset in PRESETS.items()}, HAND: _("Columns by hand"), "": _("Nobody knows yet")}


@staff_page
@require_GET
def one(request, run_id):
    """Show a file: how it is read, what it would make, how far it has come, what is wrong."""
    run = find(queries.imports_visible_to(request.user, timezone.now()), run_id)
    if request.htmx and run.state != RunState.RUNNING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _draw(request, run)


def _draw(request, run: ImportRun, *, form=None, status: int = 200):
    at = timezone.now()
    told = {"run": run, "counts": queries.counts_of(run), "may_bring": may(request.user, actions.BRING, the_agency(), at)}
    if request.htmx:
        return render(request, "leads/import.html", told, block="progress")
    look = queries.look_at(run)
    told |= {
        "look": look, "form": form or forms.ChoicesForm(run=run, look=look, ours=sources()), "label": _labels().get(run.preset, run.preset),
        "wrong": list(queries.rows_of(run, "wrong")[:SHOWN]), "kept": list(queries.rows_of(run, "kept")[:SHOWN]),
        "trial": _trial_of(run), "outcomes": {code: str(label) for code, label in Outcome.choices},
        "open": bool(form) or run.preset in ("", HAND) or bool(look.reasons),
    }  # fmt: skip
    return render(request, "leads/import.html", told, status=status)


def _trial_of(run: ImportRun) -> dict:
    """Return what the last dry run told, in words."""
    if run.state != RunState.TRIED:
        return {}
    told = {"rows": run.table_rows, "repeated": run.repeated, "empty": 0, "states": {}, **run.trial}
    stands = [f"{Outcome(code).label}: {number(n)}" for code, n in told["outcomes"].items()]
    here = [f"{LeadState(code).label}: {number(n)}" for code, n in told["states"].items()]
    return {**told, "here": ", ".join(here), "frozen": told["states"].get(LeadState.FROZEN, 0), "at": datetime.fromisoformat(told["at"]), "stands": ", ".join(stands), "people": queries.people_of(told["owners"])}


def _act(request, run_id: int, act, said: str = "", **more):
    run = find(queries.imports_visible_to(request.user, timezone.now()), run_id)
    with refusals_said(request):
        act(run, by=request.user, at=timezone.now(), **more)
        if said:
            messages.success(request, said)
    return redirect("leads:import", run_id)


@staff_page
@require_POST
def choices(request, run_id):
    """Say what the columns hold and what stages and sources mean."""
    run = find(queries.imports_visible_to(request.user, timezone.now()), run_id)
    require(request.user, actions.BRING, the_agency(), timezone.now())
    form = forms.ChoicesForm(request.POST, run=run, look=queries.look_at(run), ours=sources())
    if not form.is_valid():
        return _draw(request, run, form=form, status=422)
    return _act(request, run_id, actions.choose_import, _("The file is read so from now on."), choices=form.told())


@staff_page
@require_POST
def trial(request, run_id):
    """Tell what the file would make; nothing is brought in."""
    return _act(request, run_id, actions.try_import)


@staff_page
@require_POST
def running(request, run_id):
    """Begin to bring the file in, or go on where it stopped."""
    return _act(request, run_id, actions.start_import, queued=True)


@staff_page
@require_POST
def undoing(request, run_id):
    """Take back what the file has made."""
    return _act(request, run_id, actions.undo_import)


@staff_page
@require_GET
def errors(request, run_id):
    """Download the rows that are wrong, as they came, each with its reasons."""
    run = find(queries.imports_visible_to(request.user, timezone.now()), run_id)
    name = f"errors-{run.pk}.csv"
    return HttpResponse(queries.wrong_as_csv(run), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f"attachment; filename={name}"})
