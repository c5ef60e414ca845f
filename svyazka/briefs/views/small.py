"""The page on which the agency keeps its rule of small promises and the norms of the PM's word."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.rules.small import Judged
from svyazka.kit.doing import done
from svyazka.kit.formats import work_length
from svyazka.kit.guard import may
from svyazka.kit.http import staff_page
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
    return done(request, lambda said: act(the_agency(), by=request.user, at=timezone.now(), **said), to=("briefs:small_rules",),
                draw=lambda **typed: _draw(request, **typed), name=name, form=form, beside=True, said=_("It is written down, by its day."))  # fmt: skip


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
