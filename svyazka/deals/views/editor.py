"""The editor of estimates: a new one from the clauses, a draft in place, the next edition of a frozen one."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svyazka.briefs.queries import latest_brief
from svyazka.briefs.queries import visible_to as briefs_visible_to
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.deals import actions, forms, queries
from svyazka.deals.models import Estimate
from svyazka.deals.rules import Term
from svyazka.deals.views.estimates import found
from svyazka.kit.errors import Stale
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.money import rubles
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, as_typed, rows_in, told
from svyazka.people.queries import today


@staff_page
@require_http_methods(["GET", "POST"])
def new(request, brief_id):
    """Build an estimate of a brief, or save it as a draft."""
    at = timezone.now()
    brief = find(briefs_visible_to(request.user, at), brief_id)
    if request.method == "GET":
        reserve = forms.ReserveForm(initial={"reserve_percent": _plain(queries.term_on(Term.RESERVE, today(at)))})
        return _draw(request, brief, _from_clauses(brief), [], reserve)
    typed = _Typed(request)
    if typed.wants_more:
        return _draw(request, brief, *typed.again())
    if not typed.is_right:
        return _draw(request, brief, *typed.parts, status=422)
    with refusals_said(request) as outcome:
        estimate = actions.build_estimate(brief.engagement, brief_id=brief.pk, draft="draft" in request.POST, by=request.user, at=at, **typed.told())
        return redirect("deals:estimate", estimate.pk)
    return _draw(request, brief, *typed.parts, status=outcome.status)


class _Typed:
    """What was typed into the editor: lines, what is passed on, the reserve."""

    def __init__(self, request):
        self.post = request.POST
        self.lines = rows_in(forms.LineRow, request.POST, "line")
        self.passed = rows_in(forms.PassRow, request.POST, "pass")
        self.reserve = forms.ReserveForm(request.POST)

    @property
    def parts(self) -> tuple:
        return self.lines, self.passed, self.reserve

    @property
    def wants_more(self) -> bool:
        return "more" in self.post

    def again(self) -> tuple:
        return as_typed(self.lines), as_typed(self.passed), forms.ReserveForm(initial=self.post.dict())

    @property
    def is_right(self) -> bool:
        return all_right(self.lines, self.passed, [self.reserve])

    def told(self) -> dict:
        """Return what is said, in the words of the actions; lines in the order of their numbers, those without one last."""
        lines = sorted(told(self.lines), key=lambda line: line.pop("position") or 10_000)
        lines = [line if line.get("likely") is not None else {**line, "optimistic": None, "pessimistic": None} for line in lines]
        return {"lines": lines, "passed": told(self.passed), **self.reserve.cleaned_data}


def _from_clauses(brief) -> list[forms.LineRow]:
    """Return a line for each clause to be done, so that none is forgotten."""
    return [forms.LineRow(initial={"position": n, "title": clause.text[:300], "clause_id": clause.pk})
            for n, clause in enumerate(queries.binding(brief), start=1)]  # fmt: skip


def _draw(request, brief, lines: list, passed: list, reserve: forms.ReserveForm, *, draft: Estimate | None = None, status: int = 200):
    at = timezone.now()
    told = {
        "brief": brief,
        "draft": draft,
        "rows": [*lines, *(forms.LineRow() for _n in range(2))],
        "passed": [*passed, forms.PassRow()],
        "reserve": reserve,
        "clauses": list(brief.clauses.all()),
        "rates": sorted(queries.rates_on(today(at)).values(), key=lambda rate: rate.pk),
        "may_estimate": may(request.user, actions.ESTIMATE, draft or brief, at),
        "sees_cost": queries.sees_cost(request.user, brief, at),
        "is_newest": latest_brief(brief.engagement) == brief,
    }
    return render(request, "deals/estimate_editor.html", told, status=status)


@staff_page
@require_http_methods(["GET", "POST"])
def edit(request, estimate_id):
    """Write a draft in place, and freeze it if that is asked for."""
    draft, at = found(request, estimate_id), timezone.now()
    if draft.state != "draft":
        return redirect("deals:estimate", estimate_id)
    if request.method == "GET":
        return _draw(request, draft.brief, *_as_it_is(draft), draft=draft)
    typed = _Typed(request)
    if typed.wants_more:
        return _draw(request, draft.brief, *typed.again(), draft=draft)
    if not typed.is_right:
        return _draw(request, draft.brief, *typed.parts, draft=draft, status=422)
    try:
        with refusals_said(request) as outcome:
            written = actions.write_estimate(draft, by=request.user, at=at, **typed.told())
            if "freeze" in request.POST:
                actions.freeze_estimate(written, by=request.user, at=at)
            return redirect("deals:estimate", estimate_id)
    except Stale:
        messages.error(request, _("Somebody has saved this draft since you opened it. Your lines are below and not saved: compare them "
                                  "with the saved ones, then save."))  # fmt: skip
        return _draw(request, draft.brief, *typed.parts, draft=found(request, estimate_id), status=412)
    return _draw(request, draft.brief, *typed.parts, draft=found(request, estimate_id), status=outcome.status)


def _as_it_is(draft: Estimate) -> tuple:
    """Return the editor's rows as the draft has them."""
    lines = [
        forms.LineRow(initial={
            "position": line.position, "title": line.title, "specialism": line.specialism.code, "group": line.group, "option": line.option,
            "person": line.person.username if line.person else "", "optimistic": _plain(line.optimistic),
            "hours": _plain(line.hours if line.likely is None else line.likely) if line.hours else "", "pessimistic": _plain(line.pessimistic),
            "rate_kopecks": _plain(rubles(line.rate_kopecks)), "clause_id": line.clause_id,
        }) for line in draft.lines.all()
    ]  # fmt: skip
    passed = [
        forms.PassRow(initial={"kind": row.kind, "title": row.title, "sum_kopecks": _plain(rubles(row.sum_kopecks)),
                               "fee_percent": _plain(row.fee_percent), "vat_note": row.vat_note, "in_price": "1" if row.in_price else "0"})
        for row in draft.passed.all()
    ]  # fmt: skip
    reserve = forms.ReserveForm(initial={"reserve_percent": _plain(draft.reserve_percent), "legal_entity": draft.legal_entity_id})
    return lines, passed, reserve


def _plain(value: Decimal | None) -> str:
    """Return the number as it is typed."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@staff_page
@require_POST
def next_edition(request, engagement_id):
    """Draft the next edition: the former lines, and one for each clause without."""
    engagement = find(engagements_visible_to(request.user, timezone.now()), engagement_id)
    with refusals_said(request):
        draft = actions.draft_estimate(engagement, by=request.user, at=timezone.now())
        return redirect("deals:edit", draft.pk)
    former = queries.visible_to(request.user, timezone.now()).filter(engagement=engagement).order_by("-edition").first()
    return redirect("deals:estimate", former.pk) if former else redirect("clients:engagement", engagement.pk)


@staff_page
@require_POST
def fill(request, estimate_id):
    """Bring a draft to the newest specification."""
    with refusals_said(request):
        actions.fill_from_clauses(found(request, estimate_id), by=request.user, at=timezone.now())
    return redirect("deals:edit", estimate_id)


@staff_page
@require_POST
def freeze(request, estimate_id):
    """Freeze a draft."""
    with refusals_said(request):
        actions.freeze_estimate(found(request, estimate_id), by=request.user, at=timezone.now())
    return redirect("deals:estimate", estimate_id)
