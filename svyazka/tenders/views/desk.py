"""Pages of the whole desk: the board by stage, the table, the securities, rivals, and a new tender."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.leads import queries as leads
from svyazka.leads.rules import CLOSED as CLOSED_LEADS
from svyazka.people.queries import today
from svyazka.tenders import actions, forms, queries
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import BEFORE_SUBMISSION, BOARD, CLOSED, FINISHED, TenderState
from svyazka.tenders.views.parts import desk_tabs, left_of, tone_of_day

MOST = 200


def _seen(request, at) -> list[Tender]:
    return list(queries.visible_to(request.user, at)[:MOST])


def _waiting(request, at) -> int:
    """Return how many notices wait for the person, if they are the one who looks at them."""
    if not queries.locker_open_to(request.user, actions.DUTIES_OF_THE_DESK, at):
        return 0
    return queries.notices().filter(state="waiting").count() + queries.notice_files().filter(state="dead").count()


@staff_page
@require_GET
def index(request):
    """Show the board: tenders by stage with the nearest day of each, then those that are over."""
    at = timezone.now()
    shown = _seen(request, at)
    nearest = queries.nearest(shown)
    clocks = queries.decision_clocks(shown, at)
    ordered = queries.burning_first(shown, clocks)
    columns = [(TenderState(state).label, [tender for tender in ordered if tender.state == state]) for state in BOARD]
    told = {
        "tabs": desk_tabs(request, "list", waiting=_waiting(request, at)), "columns": columns, "any": bool(shown), "at": at, "day": today(at),
        "over": [tender for tender in shown if tender.state in (*CLOSED, FINISHED)], "nearest": nearest, "left": left_of, "tone": tone_of_day,
        "before": BEFORE_SUBMISSION, "frozen": queries.frozen_kopecks(queries.securities_out(request.user, at)),
        "overdue": [one for one in queries.securities_out(request.user, at).filter(returned_on=None) if one.is_overdue(today(at))],
        "open": [tender for tender in shown if tender.state in BOARD], "clocks": clocks,
        "late": sum(clock.tone == "bad" for clock in clocks.values()),
    }  # fmt: skip
    return render(request, "tenders/list.html", told)


@staff_page
@require_GET
def table(request):
    """Show every tender in one table, filtered by state or law."""
    at = timezone.now()
    state, law = request.GET.get("state", ""), request.GET.get("law", "")
    shown = queries.visible_to(request.user, at)
    shown = shown.filter(state=state) if state in TenderState.values else shown
    shown = shown.filter(law=law) if law else shown
    rows = list(shown[:MOST])
    told = {"tabs": desk_tabs(request, "table"), "rows": rows, "at": at, "states": TenderState.choices, "state": state, "nearest": queries.nearest(rows),
            "clocks": queries.decision_clocks(rows, at), "day": today(at), "left": left_of, "tone": tone_of_day}  # fmt: skip
    return render(request, "tenders/table.html", told)


@staff_page
@require_GET
def money(request):
    """Show the money that lies in securities, and what is to come back."""
    at = timezone.now()
    securities = queries.securities_out(request.user, at)
    rows, day = list(securities[:MOST]), today(at)
    told = {"tabs": desk_tabs(request, "money"), "rows": rows, "day": day, "frozen": queries.frozen_kopecks(securities),
            "guarantees": sum(one.amount_kopecks for one in rows if one.is_out and one.form == "guarantee"),
            "overdue": [one for one in rows if one.is_overdue(day)],
            "to_give": sum(one.amount_kopecks for one in rows if one.paid_on is None and one.tender.state in BOARD)}  # fmt: skip
    return render(request, "tenders/money.html", told)


@staff_page
@require_GET
def rivals(request):
    """Show whom we meet in tenders, how often they win and how deep they fall."""
    at = timezone.now()
    return render(request, "tenders/rivals.html", {"tabs": desk_tabs(request, "rivals"), "rows": queries.rivals(request.user, at)})


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
        told["zone"] = told["zone"] or "Europe/Moscow"
        with refusals_said(request, beside=form):
            tender = actions.open_tender(lead, initial_max_price_kopecks=int(rubles * 100), by=request.user, at=at, **told)
            return redirect("tenders:tender", tender.pk)
    return render(request, "tenders/new.html", {"form": form}, status=422 if form.errors else 200)
