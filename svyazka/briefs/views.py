"""Pages of specifications: the list, one edition with its verdict, the editor, the promises."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Brief
from svyazka.briefs.rules import BriefState, PromiseState
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels

ON_PAGE = 50
TABLES = {"need": forms.NeedRow, "clause": forms.ClauseRow, "promise": forms.PromiseRow}
TONES = {"submitted": "warn", "feasible": "good", "agreed": "good", "with_client": "info", "conditional": "warn",
         "infeasible": "bad", "checking": "warn", "confirmed": "good", "given": "info", "kept": "good", "changed": "plain",
         "broken": "bad"}  # fmt: skip


@staff_page
@require_GET
def index(request):
    """Show the newest editions this person sees, by state."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").replace("\x00", "").strip()
    found = queries.newest(queries.visible_to(request.user, timezone.now()))
    if state in BriefState.values:
        found = found.filter(state=state)
    if words:
        found = queries.with_words(found, words)
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "state": state, "words": words, "states": BriefState.choices, "tones": TONES}
    return render(request, "briefs/index.html", told)


@staff_page
@require_GET
def one(request, brief_id):
    """Show one edition: needs, clauses, what has changed, promises, the verdict or the form for it."""
    return _draw(request, _brief(request, brief_id))


def _brief(request, brief_id: int) -> Brief:
    return find(queries.visible_to(request.user, timezone.now()), brief_id)


def _draw(request, brief: Brief, form: forms.VerdictForm | None = None, *, status: int = 200):
    at, engagement = timezone.now(), brief.engagement
    editions = list(queries.editions_of(engagement))
    waiting = list(queries.waiting_promises(brief)) if brief.state == BriefState.SUBMITTED else []
    told = {
        "brief": brief,
        "engagement": engagement,
        "needs": list(brief.needs.order_by("position")),
        "clauses": list(brief.clauses.select_related("need")),
        "editions": editions,
        "newest": editions[0].pk == brief.pk,
        "changes": queries.changes_in(brief),
        "verdict": queries.last_verdict(brief),
        "promises": list(queries.promises_visible_to(request.user, at).filter(engagement=engagement).order_by("pk")),
        "may_write": may(request.user, actions.WRITE, brief, at),
        "may_judge": may(request.user, actions.FEASIBLE, brief, at),
        "may_talk": may(request.user, actions.TALK, brief, at),
        "form": form or forms.VerdictForm(promises=waiting),
        "panels": panels("brief.side", request, brief),
        "tones": TONES,
    }
    return render(request, "briefs/one.html", told, status=status)


@staff_page
@require_http_methods(["GET", "POST"])
def new(request, engagement_id):
    """Write the next edition, starting from the newest one."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    if request.method == "GET":
        return _draw_editor(request, engagement, forms.typed_from(queries.latest_brief(engagement)))
    typed = {name: forms.rows_in(row, request.POST, name) for name, row in TABLES.items()}
    if "more" in request.POST:
        return _draw_editor(request, engagement, {name: forms.as_typed(rows) for name, rows in typed.items()})
    if not forms.all_right(*typed.values()):
        return _draw_editor(request, engagement, typed, status=422)
    with refusals_said(request) as outcome:
        brief = actions.write_brief(
            engagement, needs=forms.told(typed["need"]), clauses=forms.told(typed["clause"]),
            promises=forms.told(typed["promise"]), by=request.user, at=at,
        )  # fmt: skip
        messages.success(request, _("Edition %(edition)s is written: read it through and send it to the PM.") % {"edition": brief.edition})
        return redirect("briefs:one", brief.pk)
    return _draw_editor(request, engagement, typed, status=outcome.status)


def _draw_editor(request, engagement, typed: dict, *, status: int = 200):
    told = {
        "engagement": engagement,
        "typed": {name: [*typed.get(name, ()), *(row() for _n in range(2))] for name, row in TABLES.items()},
        "before": queries.latest_brief(engagement),
        "may_write": may(request.user, actions.WRITE, engagement, timezone.now()),
        "standing": list(engagement.promises.exclude(state="withdrawn").order_by("pk")),
        "tones": TONES,
    }
    return render(request, "briefs/editor.html", told, status=status)


@staff_page
@require_GET
def row(request, table):
    """Return one more blank row of a table of the editor."""
    if table not in TABLES:
        raise Http404
    return render(request, "briefs/row.html", {"table": table, "row": TABLES[table]()})


@staff_page
@require_POST
def submit(request, brief_id):
    """Send the edition to the PM."""
    brief = _brief(request, brief_id)
    with refusals_said(request) as outcome:
        actions.submit_brief(brief, by=request.user, at=timezone.now())
        messages.success(request, _("The PM is asked for the verdict."))
        return redirect("briefs:one", brief_id)
    return _draw(request, _brief(request, brief_id), status=outcome.status)


@staff_page
@require_POST
def judge(request, brief_id):
    """Give the verdict."""
    brief = _brief(request, brief_id)
    form = forms.VerdictForm(request.POST, promises=queries.waiting_promises(brief))
    if not form.is_valid():
        return _draw(request, brief, form, status=422)
    with refusals_said(request) as outcome:
        actions.judge_brief(brief, by=request.user, at=timezone.now(), **form.told())
        messages.success(request, _("The verdict is given."))
        return redirect("briefs:one", brief_id)
    return _draw(request, _brief(request, brief_id), form, status=outcome.status)


@staff_page
@require_GET
def promises(request):
    """Show the promises this person sees: what waits for a verdict, what is given, what was kept."""
    found = queries.promises_visible_to(request.user, timezone.now()).order_by("due_on", "pk")
    state = request.GET.get("state", "open")
    if state in PromiseState.values:
        found = found.filter(state=state)
    elif state == "open":
        found = found.exclude(state__in=("kept", "changed", "broken", "withdrawn"))
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "state": state, "states": PromiseState.choices, "tones": TONES, "TALK": actions.TALK,
            "WRITE": actions.WRITE, "at": timezone.now()}  # fmt: skip
    return render(request, "briefs/promises.html", told)


@staff_page
@require_POST
def promise(request, engagement_id):
    """Write down a promise made between editions."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    form = forms.PromiseRow(request.POST)
    if form.is_valid():
        actions.make_promise(engagement, by=request.user, at=at, **form.cleaned_data)
    else:
        messages.error(request, _("Say what was promised."))
    return back(request, "/briefs/promises/")


def _promise(request, promise_id: int):
    return find(queries.promises_visible_to(request.user, timezone.now()), promise_id)


@staff_page
@require_POST
def settle(request, promise_id):
    """Say how a given promise ended."""
    form = forms.OutcomeForm(request.POST)
    if form.is_valid():
        actions.settle_promise(_promise(request, promise_id), by=request.user, at=timezone.now(), **form.cleaned_data)
    else:
        messages.error(request, _("A promise is kept, changed or broken."))
    return back(request, "/briefs/promises/")


@staff_page
@require_POST
def withdraw(request, promise_id):
    """Take a promise back before it is given."""
    form = forms.ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.withdraw_promise(_promise(request, promise_id), reason=reason, by=request.user, at=timezone.now())
    return back(request, "/briefs/promises/")
