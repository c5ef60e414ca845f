"""The page on which the agency keeps its rule of small promises and the norms of the PM's word."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.rules.small import Judged
from svyazka.kit.formats import work_length
from svyazka.kit.guard import may
from svyazka.kit.http import refusals_said, staff_page, typed_in
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today


@staff_page
@require_GET
def small_rules(request):
    """Show the rule of small promises and the norms, by date."""
    return _draw(request)


def _draw(request, status: int = 200, **typed):
    at = timezone.now()
    day, rules, norms = today(at), queries.small_rules(), queries.verdict_norms()
    now = queries.small_rule_on(day)
    begins = {"most_hours": now.most_hours, "kinds": now.kinds} if now else {}
    told = {
        "rows": [(row, queries.small(row)) for row in rules],
        "now": now,
        "norms": norms,
        "norms_now": queries.in_force(norms, day, lambda row: row.of),
        "today_norms": [(label, work_length(timedelta(minutes=queries.verdict_minutes(code, day)))) for code, label in Judged.choices],
        "length_of": lambda minutes: work_length(timedelta(minutes=minutes)),
        "day": day,
        "may_keep": may(request.user, actions.RULES, the_agency(), at),
        "rule_form": forms.SmallRuleForm(initial={"starts_on": day + timedelta(days=1), **begins}, auto_id="rule-%s"),
        "norm_form": forms.VerdictNormForm(initial={"starts_on": day + timedelta(days=1)}, auto_id="norm-%s"),
    }
    return render(request, "briefs/small.html", {**told, **typed}, status=status)


def _act(request, form, name: str, act):
    if not form.is_valid():
        return _draw(request, status=422, **{name: form})
    with refusals_said(request, beside=form) as outcome:
        act(the_agency(), by=request.user, at=timezone.now(), **typed_in(form))
        messages.success(request, _("It is written down, by its day."))
        return redirect("briefs:small_rules")
    return _draw(request, status=outcome.status, **{name: form})


@staff_page
@require_POST
def new_rule(request):
    """Set the rule of small promises from a day on."""
    return _act(request, forms.SmallRuleForm(request.POST, auto_id="rule-%s"), "rule_form", actions.set_small_rule)


@staff_page
@require_POST
def new_norm(request):
    """Let a norm of the PM's word hold from a day on."""
    return _act(request, forms.VerdictNormForm(request.POST, auto_id="norm-%s"), "norm_form", actions.set_verdict_norm)
