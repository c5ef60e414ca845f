"""The queue of promises that wait for the PM's word: one by one by keyboard, or many plain yeses at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.rules import PromiseKind
from svyazka.kit import bulk
from svyazka.kit.asked import wholes
from svyazka.kit.errors import Refused
from svyazka.kit.guard import may
from svyazka.kit.http import back, say, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today

ON_PAGE = 30
ONLY = ("late", "said")


@staff_page
@require_GET
def queue(request):
    """Show what waits for a verdict, the most urgent first, each with its clock."""
    at = timezone.now()
    asked = {"kind": request.GET.get("kind", ""), "by": request.GET.get("by", ""), "only": request.GET.get("only", "")}
    asked["kind"] = asked["kind"] if asked["kind"] in PromiseKind.values else ""
    asked["only"] = asked["only"] if asked["only"] in ONLY else ""
    page = Paginator(queries.narrowed(queries.to_judge(request.user, at), asked, at), ON_PAGE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "asked": asked,
        "clocks": queries.verdict_clocks(page.object_list, at),
        "may_judge": {row.pk for row in page.object_list if may(request.user, actions.FEASIBLE, row, at)},
        "kinds": PromiseKind.choices,
        "askers": queries.askers(request.user, at),
        "form": forms.JudgingForm(auto_id=False),
        "rule": queries.small(queries.small_rule_on(today(at))),
    }
    return render(request, "briefs/checking.html", told)


@staff_page
@require_POST
def judge_many(request):
    """Say a plain yes to each of the chosen promises; conditions and a no are said one by one."""
    at, by = timezone.now(), request.user
    keys = wholes(request.POST.getlist("row"), bulk.MOST)
    rows = list(queries.promises_visible_to(by, at).filter(pk__in=keys))
    if len(rows) < len(keys):
        raise Http404
    try:
        outcome = bulk.each(rows, lambda row: actions.judge_promise(row, verdict="feasible", by=by, at=at))
    except Refused as refused:
        if refused.status == 403:
            raise
        say(request, refused)
        return back(request, "/briefs/promises/checking/")
    for row, refused in outcome.refused[:20]:
        messages.error(request, f"{row}: {refused}")
    if outcome.done:
        told = ngettext("%(num)s promise is feasible.", "%(num)s promises are feasible.", len(outcome.done))
        messages.success(request, told % {"num": len(outcome.done)})
    return back(request, "/briefs/promises/checking/")
