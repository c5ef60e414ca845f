"""Pages of estimates and proposals: the desk, the editor, the price against the floor of margin."""


from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.briefs.queries import visible_to as briefs_visible_to
from svyazka.deals import actions, forms, queries
from svyazka.deals.models import Estimate
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.money import rubles
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, as_typed, rows_in, told
from svyazka.people.queries import today

ON_PAGE = 50
KINDS = ("contracts", "proposals", "estimates")
TONES = {"approved": "good", "sent": "info", "accepted": "good", "declined": "bad", "with_client": "info", "disagreement": "warn",
         "signed": "good", "running": "good"}  # fmt: skip


@staff_page
@require_GET
def index(request):
    """Show contracts, proposals or estimates."""
    at, kind = timezone.now(), request.GET.get("kind", "contracts")
    kind = kind if kind in KINDS else KINDS[0]
    words = request.GET.get("q", "").replace("\x00", "").strip()
    page = Paginator(queries.desk(request.user, at, kind, words), ON_PAGE).get_page(request.GET.get("page"))
    rows = [(row, queries.totals_of(row) if kind == "estimates" else None) for row in page.object_list]
    return render(request, "deals/index.html", {"page": page, "rows": rows, "kind": kind, "words": words, "tones": TONES})


@staff_page
@require_GET
def row(request, table):
    """Return one more blank row of a table of lines or stages."""
    if blank := {"stage": forms.StageRow, "disagreement": forms.DisagreementRow}.get(table):
        return render(request, "deals/row.html", {"table": table, "row": blank(), "clauses": []})
    if table != "line":
        raise Http404
    brief = find(briefs_visible_to(request.user, timezone.now()), _number(request.GET.get("brief")))
    return render(request, "deals/row.html", {"table": table, "row": forms.LineRow(), "clauses": list(brief.clauses.all())})


def _number(typed: str | None) -> int:
    if not typed or not typed.isdecimal():
        raise Http404
    return int(typed)


@staff_page
@require_http_methods(["GET", "POST"])
def new(request, brief_id):
    """Build an estimate of a brief."""
    at = timezone.now()
    brief = find(briefs_visible_to(request.user, at), brief_id)
    if request.method == "GET":
        return _draw_editor(request, brief, _from_clauses(brief), forms.ReserveForm())
    rows, reserve = rows_in(forms.LineRow, request.POST, "line"), forms.ReserveForm(request.POST)
    if "more" in request.POST:
        return _draw_editor(request, brief, as_typed(rows), forms.ReserveForm(initial=request.POST.dict()))
    if not all_right(rows, [reserve]):
        return _draw_editor(request, brief, rows, reserve, status=422)
    with refusals_said(request) as outcome:
        estimate = actions.build_estimate(
            brief.engagement, brief_id=brief.pk, lines=_priced(told(rows), today(at)), by=request.user, at=at, **reserve.cleaned_data
        )
        return redirect("deals:estimate", estimate.pk)
    return _draw_editor(request, brief, rows, reserve, status=outcome.status)


def _priced(lines: list[dict], day) -> list[dict]:
    """Fill an empty rate from the price list of that day."""
    card = queries.rates_on(day)
    listed = {code: rate.price_kopecks for code, rate in card.items()}
    return [line if line["rate_kopecks"] is not None else {**line, "rate_kopecks": listed.get(line["specialism"], 0)} for line in lines]


def _from_clauses(brief) -> list[forms.LineRow]:
    """Return a line for each clause to be done, so that none is forgotten."""
    wanted = brief.clauses.exclude(kind="wont")
    return [forms.LineRow(initial={"title": clause.text[:300], "clause_id": clause.pk}) for clause in wanted]


def _draw_editor(request, brief, rows: list, reserve: forms.ReserveForm, *, status: int = 200):
    at = timezone.now()
    told = {
        "brief": brief,
        "rows": [*rows, forms.LineRow(), forms.LineRow()],
        "reserve": reserve,
        "clauses": list(brief.clauses.all()),
        "rates": sorted(queries.rates_on(today(at)).values(), key=lambda rate: rate.pk),
        "may_estimate": may(request.user, actions.ESTIMATE, brief, at),
        "sees_money": queries.sees_money(request.user, brief.engagement, at),
    }
    return render(request, "deals/estimate_editor.html", told, status=status)


@staff_page
@require_GET
def one(request, estimate_id):
    """Show an estimate: lines, totals, the margin for those who may see it, and the price to offer."""
    return _draw(request, _estimate(request, estimate_id))


def _estimate(request, estimate_id: int) -> Estimate:
    return find(queries.visible_to(request.user, timezone.now()), estimate_id)


def _draw(request, estimate: Estimate, form: forms.OfferForm | None = None, *, approval_form=None, status: int = 200):
    at, by = timezone.now(), request.user
    sums, floor = queries.totals_of(estimate), queries.floor_on(today(at))
    told = {
        "estimate": estimate,
        "engagement": estimate.engagement,
        "sums": sums,
        "floor": floor,
        "below": sums.margin_percent() is not None and sums.margin_percent() < floor,
        "sees_money": queries.sees_money(by, estimate.engagement, at),
        "clauses_left": queries.clauses_left(estimate),
        "proposals": list(estimate.proposals.select_related("sent_by").order_by("-pk")),
        "may_estimate": may(by, actions.ESTIMATE, estimate, at),
        "may_offer": may(by, actions.OFFER, estimate, at),
        "may_approve": may(by, actions.APPROVE, estimate, at),
        "form": form or forms.suggested_offer(sums.price_kopecks, today(at)),
        "approval_form": approval_form or forms.suggested_approval(estimate.approved_price_kopecks or sums.price_kopecks),
        "tones": TONES,
    }
    return render(request, "deals/estimate.html", told, status=status)


@staff_page
@require_POST
def approve(request, estimate_id):
    """Let a price go out below the floor."""
    estimate, form = _estimate(request, estimate_id), forms.ApprovalForm(request.POST, auto_id="approval_%s")
    if not form.is_valid():
        return _draw(request, estimate, approval_form=form, status=422)
    with refusals_said(request) as outcome:
        actions.approve_estimate(estimate, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("deals:estimate", estimate_id)
    return _draw(request, _estimate(request, estimate_id), status=outcome.status)


@staff_page
@require_POST
def offer(request, estimate_id):
    """Send the client the price."""
    estimate, form = _estimate(request, estimate_id), forms.OfferForm(request.POST)
    if not form.is_valid():
        return _draw(request, estimate, form, status=422)
    with refusals_said(request) as outcome:
        made = actions.send_proposal(estimate, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("deals:proposal", made.pk)
    return _draw(request, _estimate(request, estimate_id), form, status=outcome.status)


def price_typed(kopecks: int) -> str:
    """Return the sum as it is typed."""
    return format(rubles(kopecks), "f")
