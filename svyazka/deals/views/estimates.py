"""Pages of estimates: the desk, an estimate against the floor of margin, two editions side by side, the price to offer."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.deals import actions, forms, queries
from svyazka.deals.models import Discount, Estimate
from svyazka.deals.rules import Part, Term
from svyazka.kit.asked import whole
from svyazka.kit.formats import rub
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.money import rubles
from svyazka.kit.pages import render
from svyazka.people.queries import today

ON_PAGE = 50
ABOUT = 100_000  # kopecks: a range is told in thousands of roubles
KINDS = ("contracts", "proposals", "estimates")
TONES = {"approved": "good", "sent": "info", "accepted": "good", "declined": "bad", "with_client": "info", "disagreement": "warn",
         "signed": "good", "running": "good", "waiting": "warn", "draft": "warn"}  # fmt: skip


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
def one(request, estimate_id):
    """Show an estimate: lines, totals, the margin for those who may see it, and the price to offer."""
    return draw(request, found(request, estimate_id))


def found(request, estimate_id: int) -> Estimate:
    """Return the estimate if the person sees it."""
    return find(queries.visible_to(request.user, timezone.now()), estimate_id)


def draw(request, estimate: Estimate, form: forms.OfferForm | None = None, *, status: int = 200, **typed):
    """Draw the page of an estimate, with the forms as they were typed."""
    at, by = timezone.now(), request.user
    parts, day = queries.parts_in(estimate), today(at)
    sums, cost = queries.totals_of(estimate), queries.cost_told(estimate, by, at)
    told = {
        "estimate": estimate,
        "engagement": estimate.engagement,
        "parts": [(part, by_section(part)) for part in parts],
        "sums": sums,
        "cost": cost,
        "sees_cost": cost.exact,
        "terms": queries.terms_on(day),
        "hours_between": sums.hours_between(),
        "price_between": sums.price_between(),
        "about": lambda kopecks: rub(kopecks // ABOUT * ABOUT),
        "clauses_left": queries.clauses_left(estimate),
        "proposals": list(estimate.proposals.select_related("sent_by").order_by("-pk")),
        "discounts": list(estimate.discounts.select_related("asked_by", "answered_by").order_by("-pk")),
        "others": list(Estimate.objects.filter(engagement=estimate.engagement).exclude(pk=estimate.pk).order_by("-edition")),
        "may_estimate": may(by, actions.ESTIMATE, estimate, at),
        "may_offer": may(by, actions.OFFER, estimate, at),
        "may_approve": may(by, actions.APPROVE, estimate, at),
        "form": form or forms.suggested_offer(sums.price_kopecks, day, int(queries.term_on(Term.VALID_DAYS, day))),
        "approval_form": forms.suggested_approval(estimate.approved_price_kopecks or sums.price_kopecks),
        "discount_form": forms.DiscountForm(auto_id="discount_%s"),
        "settle_form": forms.SettleForm(auto_id="settle_%s"),
        "tones": TONES,
    }
    return render(request, "deals/estimate.html", {**told, **typed}, status=status)


def by_section(part: Part) -> list[tuple[str, list]]:
    """Return the lines of a part under the headings of their clauses, in the order in which the headings first stand."""
    sections: dict[str, list] = {}
    for line in part.lines:
        sections.setdefault(line.section, []).append(line)
    return list(sections.items())


@staff_page
@require_GET
def compare(request, estimate_id):
    """Show two editions side by side: this one and the one named, else the one before."""
    after = found(request, estimate_id)
    others = queries.visible_to(request.user, timezone.now()).filter(engagement=after.engagement).exclude(pk=after.pk)
    named = whole(request.GET.get("with", ""))
    before = find(others, named) if named is not None else find(others.order_by("-edition"), None, edition__lt=after.edition)
    told = {
        "after": after, "before": before, "pairs": queries.compared(before, after), "engagement": after.engagement,
        "sums_before": queries.totals_of(before), "sums_after": queries.totals_of(after), "others": list(others.order_by("-edition")),
    }  # fmt: skip
    return render(request, "deals/comparison.html", told)


@staff_page
@require_POST
def approve(request, estimate_id):
    """Let a price go out below the floor."""
    estimate, form = found(request, estimate_id), forms.ApprovalForm(request.POST, auto_id="approval_%s")
    if not form.is_valid():
        return draw(request, estimate, approval_form=form, status=422)
    with refusals_said(request) as outcome:
        actions.approve_estimate(estimate, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("deals:estimate", estimate_id)
    return draw(request, found(request, estimate_id), status=outcome.status)


@staff_page
@require_POST
def offer(request, estimate_id):
    """Send the client the price."""
    estimate, form = found(request, estimate_id), forms.OfferForm(request.POST)
    if not form.is_valid():
        return draw(request, estimate, form, status=422)
    with refusals_said(request) as outcome:
        made = actions.send_proposal(estimate, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("deals:proposal", made.pk)
    return draw(request, found(request, estimate_id), form, status=outcome.status)


@staff_page
@require_POST
def ask_discount(request, estimate_id):
    """Ask the head for a discount."""
    estimate, form = found(request, estimate_id), forms.DiscountForm(request.POST, auto_id="discount_%s")
    if not form.is_valid():
        return draw(request, estimate, discount_form=form, status=422)
    with refusals_said(request) as outcome:
        actions.ask_discount(estimate, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("deals:estimate", estimate_id)
    return draw(request, found(request, estimate_id), discount_form=form, status=outcome.status)


@staff_page
@require_POST
def settle_discount(request, discount_id):
    """Let a discount go out, or not."""
    asked: Discount = find(queries.discounts_visible_to(request.user, timezone.now()), discount_id)
    form = forms.SettleForm(request.POST, auto_id="settle_%s")
    if not form.is_valid():
        return draw(request, found(request, asked.estimate_id), settle_form=form, status=422)
    with refusals_said(request) as outcome:
        actions.settle_discount(asked, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("deals:estimate", asked.estimate_id)
    return draw(request, found(request, asked.estimate_id), settle_form=form, status=outcome.status)


def price_typed(kopecks: int) -> str:
    """Return the sum as it is typed."""
    return format(rubles(kopecks), "f")
