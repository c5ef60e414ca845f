"""The page on which the head keeps norms, levels of escalation and reasons of closing."""

from datetime import timedelta

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.rules import Channel
from svyazka.kit.formats import work_length
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.leads import actions, forms, queries
from svyazka.leads.rules.clock import Called, NormKind
from svyazka.people.queries import the_agency, today
from svyazka.sources.queries import in_use


@staff_page
@require_GET
def norms(request):
    """Show the norms with the one that wins for each source and channel, the levels and the reasons."""
    return _draw(request)


def _draw(request, status: int = 200, **typed):
    at = timezone.now()
    day, rows, levels = today(at), list(queries.norm_rows()), list(queries.level_rows())
    sources = list(in_use())
    told = {
        "rows": rows,
        "rows_now": queries.in_force(rows, day, lambda row: (row.kind, row.channel, row.source_id)),
        "levels": levels,
        "levels_now": queries.in_force(levels, day, lambda row: row.percent),
        "reasons": list(queries.closing_reasons()),
        "channels": Channel.choices,
        "length_of": lambda minutes: work_length(timedelta(minutes=minutes)),
        "called_names": lambda codes: ", ".join(str(Called(code).label) for code in codes),
        "grid": [(source, [queries.norm_minutes(channel, source.pk, day) for channel in Channel.values]) for source in sources],
        "interview_minutes": queries.norm_minutes("", 0, day, NormKind.INTERVIEW),
        "talk_minutes": queries.norm_minutes("", 0, day, NormKind.TALK),
        "decision_minutes": queries.norm_minutes("", next((each.pk for each in sources if each.code == "tender"), 0), day, NormKind.DECISION),
        "day": day,
        "may_keep": may(request.user, actions.NORMS, the_agency(), at),
        "norm_form": forms.NormForm(initial={"starts_on": day}, auto_id="norm-%s"),
        "level_form": forms.LevelForm(initial={"starts_on": day}, auto_id="level-%s"),
        "reason_form": forms.ClosingReasonForm(auto_id="reason-%s"),
    }
    return render(request, "leads/norms.html", {**told, **typed}, status=status)


def _act(request, form, name: str, act, subject):
    if not form.is_valid():
        return _draw(request, status=422, **{name: form})
    with refusals_said(request):
        act(subject, by=request.user, at=timezone.now(), **form.cleaned_data)
    return redirect("leads:norms")


@staff_page
@require_POST
def new_norm(request):
    """Let a norm hold from a day on."""
    return _act(request, forms.NormForm(request.POST, auto_id="norm-%s"), "norm_form", actions.set_norm, the_agency())


@staff_page
@require_POST
def new_level(request):
    """Say who is told at which per cent."""
    return _act(request, forms.LevelForm(request.POST, auto_id="level-%s"), "level_form", actions.set_level, the_agency())


@staff_page
@require_POST
def new_reason(request):
    """Add a reason of closing."""
    return _act(request, forms.ClosingReasonForm(request.POST, auto_id="reason-%s"), "reason_form", actions.add_reason, the_agency())


@staff_page
@require_POST
def retire_reason(request, reason_id):
    """Let nobody choose the reason any more."""
    reason = find(queries.closing_reasons(), reason_id)
    with refusals_said(request):
        actions.retire_reason(reason, on=today(timezone.now()), by=request.user, at=timezone.now())
    return redirect("leads:norms")
