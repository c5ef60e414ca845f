"""Whom leads go to: the page of those who take them, their terms, and what is done to an offer on a lead's card."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.guard import may, require
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.leads import actions, forms, queries
from svyazka.leads.models import GivenOffer, Lead, LeadOffer
from svyazka.leads.rules import MOVES, ORDER, Criterion, LeadState, sentence
from svyazka.people.queries import the_agency, today
from svyazka.sources.queries import in_use

RECENT = 50


def offer_row(offer: LeadOffer) -> dict:
    """Return an offer with its reasons in the reader's words."""
    name = offer.to.name if offer.to else ""
    return {"offer": offer, "why": [sentence(one, name) for one in offer.why],
            "over": [{"name": one["name"], "reason": sentence(one, one["name"])} for one in offer.passed_over]}  # fmt: skip


def on_card(request, lead: Lead, at) -> dict:
    """Return what a lead's card shows of its way to whoever holds it, and what the reader may do about it."""
    rows = [offer_row(offer) for offer in queries.offers_of(lead)]
    waiting = next((row["offer"] for row in rows if row["offer"].state == "offered"), None)
    may_assign = lead.state in MOVES["assign"] and bool(may(request.user, actions.ROUTE, lead, at))
    may_pass = lead.state in MOVES["pass"] and bool(may(request.user, actions.QUALIFY, lead, at))
    people = queries.colleagues(lead, at) if may_assign or may_pass else []
    return {
        "offers": rows, "offer": waiting, "decided": _decided(rows, lead), "may_assign": may_assign, "may_pass": may_pass,
        "is_new": lead.state == LeadState.NEW, "returnable": lead.state in MOVES["return"],
        "offered_to_me": waiting is not None and waiting.to_id == request.user.pk,
        "given_by_me": waiting is not None and waiting.by_id == request.user.pk,
        "passing_form": forms.PassingForm(people=people), "decline_form": forms.ReasonForm(auto_id="decline-%s"),
        "return_form": forms.ReasonForm(auto_id="return-%s"),
    }  # fmt: skip


def _decided(rows: list[dict], lead: Lead) -> dict | None:
    """Return the decision that explains where the lead is now: whose offer brought it there, or the one that waits."""
    for row in rows:
        offer = row["offer"]
        holds = offer.state == "accepted" and offer.to_id == lead.taken_by_id
        if holds or (lead.taken_by_id is None and offer.state in ("offered", "nobody")):
            return row
    return None


# ---- acts on the card ---------------------------------------------------------------------------------------------


def _lead(request, lead_id) -> Lead:
    return find(queries.visible_to(request.user, timezone.now()), lead_id)


def _act(request, lead_id, subject, act, **told):
    with refusals_said(request):
        act(subject, by=request.user, at=timezone.now(), **told)
    return back(request, f"/leads/{lead_id}/")


def _reason(request) -> str:
    return request.POST.get("reason", "")[:1000]


@staff_page
@require_POST
def returning(request, lead_id):
    """Return the lead to the others."""
    return _act(request, lead_id, _lead(request, lead_id), actions.return_lead, reason=_reason(request))


@staff_page
@require_POST
def answer(request, lead_id, offer_id):
    """Accept the lead that is offered to me, or decline it with a reason."""
    offer = find(queries.offers_of(_lead(request, lead_id)), offer_id)
    return _act(request, lead_id, offer, actions.answer_offer, accepted=request.POST.get("accepted") == "1", reason=_reason(request))


@staff_page
@require_POST
def withdrawal(request, lead_id, offer_id):
    """Take back the offer that I have made."""
    offer = find(GivenOffer.objects.filter(lead=_lead(request, lead_id)), offer_id)
    return _act(request, lead_id, offer, actions.withdraw_offer, reason=_reason(request))


# ---- who takes leads ----------------------------------------------------------------------------------------------


@staff_page
@require_GET
def routing(request):
    """Show who takes leads and how they stand, and the last decisions with their reasons."""
    at, person = timezone.now(), request.user
    if not queries.may_see_takers(person, at):
        raise Http404
    agency = queries.agency_terms(today(at))
    told = {
        "rows": queries.taker_rows(queries.takers_seen_by(person, at), at),
        "decisions": [offer_row(offer) for offer in queries.decisions(person, at)[:RECENT]],
        "may_route": queries.may_route(person, at),
        "agency": agency,
        "order": [Criterion(code).label for code in (queries.order_on(today(at)) or ORDER)],
        "at": at,
    }
    return render(request, "leads/routing.html", told)


@staff_page
@require_http_methods(["GET", "POST"])
def terms(request, login=""):
    """Set on what terms a person takes leads; without a person, everybody's terms and the order."""
    at = timezone.now()
    if not queries.may_see_takers(request.user, at):
        raise Http404
    person = find(queries.takers(at), None, username=login) if login else None
    require(request.user, actions.ROUTE, the_agency(), at)
    made = forms.TermsForm if person else forms.AgencyTermsForm
    now = queries.own_terms(person, today(at))
    form = made(request.POST or None, initial=_initial(now, at), sources=in_use())
    if form.is_valid():
        with refusals_said(request, beside=form):
            actions.set_terms(the_agency(), person=person, by=request.user, at=at, **form.told())
            return redirect("leads:routing")
    told = {"form": form, "person": person, "coming": queries.terms_to_come(person, today(at))}
    return render(request, "leads/terms.html", told, status=422 if form.errors else 200)


def _initial(now, at) -> dict:
    if now is None:
        return {"starts_on": today(at)}
    told = {name: getattr(now, name) for name in ("most_open", "languages", "refused_sources", "refused_channels", "paused_until")}
    places = {f"place_{n}": code for n, code in enumerate(now.order)}
    return {**told, **places, "regions": "\n".join(now.regions), "starts_on": today(at)}
