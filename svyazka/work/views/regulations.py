"""Pages of regulations: what is to be done under each duty, who has read it, the checklists that began."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.asked import whole
from svyazka.kit.doing import done
from svyazka.kit.guard import DUTIES, may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today
from svyazka.work import actions, forms, queries
from svyazka.work.models import ChecklistRun, Regulation


@staff_page
@require_GET
def regulations(request):
    """Show the regulations in force by duty, how they are read, and one's own open checklists."""
    return _draw(request)


def _draw(request, *, form=None, status: int = 200):
    at, person = timezone.now(), request.user
    begins = {"starts_on": today(at) + timedelta(days=1), "duty": request.GET.get("duty", "")}
    told = {
        "rows": sorted(queries.board(person, at), key=lambda row: not row.mine),  # what one is to read stands first
        "runs": list(queries.open_checklists_of(person)),
        "may_keep": may(person, actions.KEEP, the_agency(), at),
        "form": form or forms.RegulationForm(initial=begins),
        "writing": form is not None or "duty" in request.GET,
    }
    return render(request, "work/regulations.html", told, status=status)


@staff_page
@require_POST
def write(request):
    """Write an edition of a regulation."""
    return done(
        request, lambda said: actions.write_regulation(the_agency(), by=request.user, at=timezone.now(), **said), name="form",
        form=forms.RegulationForm(request.POST), beside=True, said=_("Written. Those who do the duty are told to read it."),
        to=lambda made: ("work:regulation", made.pk), draw=lambda **drawn: _draw(request, **drawn),
    )  # fmt: skip


@staff_page
@require_GET
def regulation(request, regulation_id):
    """Show one edition: its text, its steps, who has read it."""
    at, shown = timezone.now(), find(Regulation.objects.all(), regulation_id)
    read = dict(shown.acknowledgements.values_list("person", "at"))
    people = list(queries.readers(shown, at))
    keeps = may(request.user, actions.KEEP, the_agency(), at)
    title, text, steps = shown.words
    begins = {"duty": shown.duty, "title": title, "text": text, "steps": "\n".join(steps), "starts_by": shown.starts_by, "each": shown.each,
              "starts_on": today(at) + timedelta(days=1)}  # fmt: skip
    now = queries.in_force_on(today(at)).get(shown.duty)
    told = {
        "regulation": shown, "duty": DUTIES[shown.duty], "editions": list(queries.editions_of(shown.duty)), "now": now,
        "people": [(who, read.get(who.pk)) for who in people],
        "asked": request.user.pk in {who.pk for who in people} and request.user.pk not in read and now == shown,
        "begins_by": [forms.told_beginning(name) for name in shown.starts_by],
        "compared": queries.compared(shown, whole(request.GET.get("with", ""), digits=5)),
        "read_at": read.get(request.user.pk), "may_keep": keeps, "form": forms.RegulationForm(initial=begins) if keeps else None,
    }  # fmt: skip
    return render(request, "work/regulation.html", told)


@staff_page
@require_POST
def end(request, regulation_id):
    """End the regulation of a duty."""
    actions.end_regulation(find(Regulation.objects.all(), regulation_id), by=request.user, at=timezone.now())
    messages.success(request, _("Ended: no checklist begins by it from the next day on."))
    return redirect("work:regulations")


@staff_page
@require_POST
def acknowledge(request, regulation_id):
    """Say that one has read an edition."""
    actions.acknowledge(find(Regulation.objects.all(), regulation_id), by=request.user, at=timezone.now())
    messages.success(request, _("Noted: you have read it and work by it."))
    return redirect("work:regulation", regulation_id)


def _run(request, run_id: int) -> ChecklistRun:
    return find(queries.checklists_visible_to(request.user, timezone.now()), run_id)


@staff_page
@require_GET
def checklist(request, run_id):
    """Show one checklist."""
    return _draw_run(request, _run(request, run_id))


def _draw_run(request, run: ChecklistRun, *, failed: dict | None = None, status: int = 200):
    followed = run.closed_at is not None and queries.has_open_checklist(run)
    told = {"run": run, "followed": followed, "may_follow": may(request.user, actions.FOLLOW, run, timezone.now()), "steps": list(run.steps.all()), "duty": DUTIES.get(run.duty), "failed": failed or {}}
    return render(request, "work/checklist.html", told, status=status)


@staff_page
@require_POST
def tick(request, run_id, position):
    """Tick a step."""
    with refusals_said(request):
        actions.tick_step(_run(request, run_id), position=position, by=request.user, at=timezone.now())
    return redirect("work:checklist", run_id)


@staff_page
@require_POST
def untick(request, run_id, position):
    """Let a step wait again."""
    with refusals_said(request):
        actions.untick_step(_run(request, run_id), position=position, by=request.user, at=timezone.now())
    return redirect("work:checklist", run_id)


@staff_page
@require_POST
def skip(request, run_id, position):
    """Skip a step with a reason."""
    run, form = _run(request, run_id), forms.SkipForm(request.POST, auto_id=f"skip-{position}-%s")
    return done(
        request, lambda said: actions.skip_step(run, position=position, by=request.user, at=timezone.now(), **said), form=form, beside=True, again=True, name="form",
        to=("work:checklist", run_id), draw=lambda form, **drawn: _draw_run(request, run, failed={position: form}, **drawn),
    )  # fmt: skip
