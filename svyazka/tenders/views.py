"""Pages of the tender desk: the board by stage and one tender."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.errors import Refused
from svyazka.kit.guard import may
from svyazka.kit.http import find, say, staff_page
from svyazka.kit.pages import render
from svyazka.leads import queries as leads
from svyazka.leads.rules import CLOSED as CLOSED_LEADS
from svyazka.people.queries import today
from svyazka.tenders import actions, forms, queries
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import BEFORE_SUBMISSION, BOARD, CLOSED, MOVES, TenderState, moves_from

MOST = 200


@staff_page
@require_GET
def index(request):
    """Show the board: tenders by stage, then those that are over."""
    at = timezone.now()
    shown = list(queries.visible_to(request.user, at)[:MOST])
    columns = [(TenderState(state).label, [tender for tender in shown if tender.state == state]) for state in BOARD]
    told = {"columns": columns, "any": bool(shown), "over": [tender for tender in shown if tender.state in CLOSED], "at": at}
    return render(request, "tenders/list.html", told)


@staff_page
@require_http_methods(["GET", "POST"])
def new(request):
    """Run a lead as a tender."""
    at = timezone.now()
    free = leads.visible_to(request.user, at).filter(engagement__tender=None).exclude(state__in=CLOSED_LEADS)
    form = forms.TenderForm(request.POST or None, leads=free.order_by("-received_at")[:MOST])
    if form.is_valid():
        told = dict(form.cleaned_data)
        lead, rubles = find(free, told.pop("lead")), told.pop("rubles")
        try:
            tender = actions.open_tender(lead, initial_max_price_kopecks=int(rubles * 100), by=request.user, at=at, **told)
            return redirect("tenders:tender", tender.pk)
        except Refused as refused:
            if refused.status == 403:
                raise
            form.add_error(None, str(refused))
    return render(request, "tenders/new.html", {"form": form}, status=422 if form.errors else 200)


def _found(request, tender_id: int) -> Tender:
    return find(queries.visible_to(request.user, timezone.now()), tender_id)


@staff_page
@require_GET
def tender(request, tender_id):
    """Show one tender."""
    return _draw(request, _found(request, tender_id))


def _draw(request, shown: Tender, status: int = 200, **typed):
    at, person = timezone.now(), request.user
    told = {
        "tender": shown,
        "at": at,
        "terms": list(queries.rules_of(shown, today(at))),
        "clarify_on": clarify_by(today(shown.deadline_at)),
        "decidable": shown.state in BEFORE_SUBMISSION,
        "may_decide": may(person, actions.LEAD, shown, at, answers="RA"),
        "may_move": may(person, actions.LEAD, shown, at),
        "may_price": may(person, actions.PRICE, shown, at),
        "submittable": shown.state in MOVES["submit"],
        "movable": bool(moves_from(shown.state)),
        "decision_form": forms.DecisionForm(),
        "move_form": forms.MoveForm(events=moves_from(shown.state)),
        "price_form": forms.PriceForm(),
    }
    return render(request, "tenders/tender.html", {**told, **typed}, status=status)


def _act(request, shown: Tender, form, name: str, act, told=None):
    if not form.is_valid():
        return _draw(request, shown, status=422, **{name: form})
    try:
        act(shown, by=request.user, at=timezone.now(), **(told(form.cleaned_data) if told else form.cleaned_data))
    except Refused as refused:
        if refused.status == 403:
            raise
        say(request, refused)
    return redirect("tenders:tender", shown.pk)


@staff_page
@require_POST
def decision(request, tender_id):
    """Say whether the agency takes part."""
    return _act(request, _found(request, tender_id), forms.DecisionForm(request.POST), "decision_form", actions.decide_tender)


@staff_page
@require_POST
def move(request, tender_id):
    """Say what has happened to the tender."""
    shown = _found(request, tender_id)
    form = forms.MoveForm(request.POST, events=moves_from(shown.state))
    return _act(request, shown, form, "move_form", actions.move_tender)


@staff_page
@require_POST
def submission(request, tender_id):
    """Submit the application with our price."""
    form = forms.PriceForm(request.POST)
    return _act(request, _found(request, tender_id), form, "price_form", actions.submit_tender,
                lambda told: {"price_kopecks": int(told["rubles"] * 100)})  # fmt: skip
