"""The price of a tender: the floor, the ladder down from the initial price, the protocol with the rivals' prices."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Malformed
from svyazka.kit.fields import NumberField
from svyazka.kit.http import refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.tenders import actions, forms, queries
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import MOVES, dumping, fall, ladder
from svyazka.tenders.views.parts import act
from svyazka.tenders.views.tender import found, head

ROWS = 6


@staff_page
@require_GET
def one(request, tender_id):
    """Show the price of a tender and who took part."""
    return _draw(request, found(request, tender_id))


def _draw(request, shown: Tender, status: int = 200, **typed):
    at = timezone.now()
    figures = queries.figures_of(shown, at)
    initial, asked = shown.initial_max_price_kopecks, shown.price_kopecks
    rule = figures.get("dumping")
    bids = list(shown.bids.all())
    told = {
        **head(request, shown, "price", at),
        "floor": shown.floor_kopecks,
        "ladder": ladder(initial_kopecks=initial, cost_kopecks=shown.cost_kopecks, floor_kopecks=shown.floor_kopecks,
                         dumping_from=rule.percent_from if rule else None),
        "dumping_rule": rule,
        "dumping": dumping(price_kopecks=asked, initial_kopecks=initial, rules=figures) if asked else None,
        "threshold": dumping(price_kopecks=1, initial_kopecks=initial, rules=figures),
        "step": figures.get("step"),
        "fall": fall(asked, initial) if asked else None,
        "submittable": shown.state in MOVES["submit"],
        "bids": [{"bid": bid, "fall": fall(bid.price_kopecks, initial)} for bid in bids],
        "typed": _typed(bids),
        "plan_form": forms.PlanForm(initial=_planned(shown)),
        "price_form": forms.PriceForm(),
    }  # fmt: skip
    return render(request, "tenders/price.html", {**told, **typed}, status=status)


def _planned(shown: Tender) -> dict:
    if shown.cost_kopecks is None:
        return {"margin_percent": 25}
    return {"cost": Decimal(shown.cost_kopecks) / 100, "margin_percent": shown.margin_percent}


def _typed(bids: list) -> list[dict]:
    rows = [{"name": bid.name, "inn": bid.inn, "rubles": Decimal(bid.price_kopecks) / 100, "ours": bid.ours} for bid in bids]
    return rows + [{"name": "", "inn": "", "rubles": "", "ours": False}] * max(1, ROWS - len(rows))


def _act(request, shown: Tender, do, form):
    return act(request, form, lambda **told: do(shown, **told), reverse("tenders:price", args=[shown.pk]),
               lambda status: _draw(request, shown, status))  # fmt: skip


@staff_page
@require_POST
def plan(request, tender_id):
    """Count the floor of the price."""
    return _act(request, found(request, tender_id), actions.plan_price, forms.PlanForm(request.POST))


@staff_page
@require_POST
def submission(request, tender_id):
    """Submit the application with our price."""
    return _act(request, found(request, tender_id), actions.submit_tender, forms.PriceForm(request.POST))


@staff_page
@require_POST
def protocol(request, tender_id):
    """Write the protocol down."""
    shown = found(request, tender_id)
    with refusals_said(request):
        actions.write_protocol(shown, bids=_bids(request.POST), by=request.user, at=timezone.now())
    return redirect("tenders:price", shown.pk)


def _bids(posted) -> list[dict]:
    """Return the lines that were typed; an empty line is none."""
    lines = zip(posted.getlist("name"), posted.getlist("inn"), posted.getlist("rubles"), strict=False)
    return [{"name": name, "inn": inn.strip(), "price_kopecks": _kopecks(rubles), "ours": posted.get("ours") == str(n)}
            for n, (name, inn, rubles) in enumerate(lines) if name.strip() or rubles.strip()]  # fmt: skip


def _kopecks(told: str) -> int:
    found = NumberField(required=False, max_digits=14, decimal_places=2)
    try:
        value = found.clean(told)
    except ValidationError as wrong:
        raise Malformed(_("%(value)s is not a sum.") % {"value": told}) from wrong
    return int((value or 0) * 100)
