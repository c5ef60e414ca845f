"""Pages of specifications: the list, one edition with its verdict."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Brief
from svyazka.briefs.rules import BriefState
from svyazka.briefs.rules.tones import TONES
from svyazka.briefs.views.document import document_told, opened, the_brief
from svyazka.briefs.views.parts import gaps_told
from svyazka.clients.actions import TALK
from svyazka.kit.guard import may
from svyazka.kit.http import refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels

ON_PAGE = 50


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
    comments = queries.open_comments(brief.engagement_id for brief in page.object_list)
    told = {"page": page, "comments": comments, "state": state, "words": words, "states": BriefState.choices, "tones": TONES}
    return render(request, "briefs/index.html", told)


@staff_page
@require_GET
def one(request, brief_id):
    """Show one edition: needs, clauses by section, what has changed, promises, the verdict or the form for it."""
    brief = the_brief(request, brief_id)
    return draw(request, brief, **opened(request, brief))


def _to_judge(brief: Brief) -> list:
    return [promise for promise in queries.waiting_promises(brief) if not queries.answered(brief, promise)]


def draw(request, brief: Brief, form: forms.VerdictForm | None = None, *, status: int = 200, **typed):
    """Draw the whole page of an edition, with what is being typed into a clause."""
    at, engagement = timezone.now(), brief.engagement
    waiting = _to_judge(brief) if brief.state == BriefState.SUBMITTED else []
    document, needs = document_told(request, brief, **typed), queries.needs_of(brief)
    told = {
        **document,
        "needs": needs,
        "changes": queries.changes_in(brief),
        "verdict": queries.last_verdict(brief),
        "promises": list(queries.promises_visible_to(request.user, at).filter(engagement=engagement).order_by("pk")),
        "may_judge": may(request.user, actions.FEASIBLE, brief, at),
        "may_talk": may(request.user, TALK, brief, at),
        "may_research": may(request.user, actions.RESEARCH, brief, at),
        "in_place": brief.state == BriefState.DRAFT and document["newest"] and not engagement.closed_at,
        "need_forms": {need.pk: (forms.form_of(need, auto_id=f"need-{need.pk}-%s"), forms.touched_rows(need.touched)) for need in needs},
        "sources": queries.sources_of(engagement.pk),
        "answering": {key: found for (_engagement, key), found in queries.answering([engagement.pk]).items()},
        "interviews": list(queries.interviews_of(engagement)),
        **gaps_told(engagement.pk),
        "form": form or forms.VerdictForm(promises=waiting),
        "panels": panels("brief.side", request, brief),
    }
    return render(request, "briefs/one.html", told, status=status)


@staff_page
@require_POST
def submit(request, brief_id):
    """Send the edition to the PM."""
    brief = the_brief(request, brief_id)
    with refusals_said(request) as outcome:
        actions.submit_brief(brief, by=request.user, at=timezone.now())
        messages.success(request, _("The PM is asked for the verdict."))
        return redirect("briefs:one", brief_id)
    return draw(request, the_brief(request, brief_id), status=outcome.status)


@staff_page
@require_POST
def judge(request, brief_id):
    """Give the verdict."""
    brief = the_brief(request, brief_id)
    form = forms.VerdictForm(request.POST, promises=_to_judge(brief))
    if not form.is_valid():
        return draw(request, brief, form, status=422)
    with refusals_said(request) as outcome:
        actions.judge_brief(brief, by=request.user, at=timezone.now(), **form.told())
        messages.success(request, _("The verdict is given."))
        return redirect("briefs:one", brief_id)
    return draw(request, the_brief(request, brief_id), form, status=outcome.status)
