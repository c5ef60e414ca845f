"""The page of rates and terms: what holds today, what is to come, what was."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.deals import actions, forms, queries
from svyazka.deals.models import DealTerm, PersonRate, RateCard
from svyazka.kit.doing import done
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today


@staff_page
@require_GET
def rates(request):
    """Show the rate card; what an hour costs to those who may see it."""
    return _draw(request)


def _draw(request, status: int = 200, **typed):
    at, by = timezone.now(), request.user
    day, sees = today(at), queries.sees_cost(by, None, at)
    told = {
        "day": day,
        "card": queries.card(day),
        "people": queries.people_card(day) if sees else [],
        "behind": queries.people_by_specialism(),
        "terms": queries.term_rows(day),
        "usual": queries.terms_on(day),
        "sees_cost": sees,
        "may_keep": may(by, actions.RATES, the_agency(), at, answers="RA"),
        "rate_form": forms.RateForm(initial={"starts_on": day}, auto_id="rate-%s"),
        "person_form": forms.PersonRateForm(initial={"starts_on": day}, auto_id="person-%s"),
        "term_form": forms.TermForm(initial={"starts_on": day}, auto_id="term-%s"),
    }
    return render(request, "deals/rates.html", {**told, **typed}, status=status)


def _act(request, form, name: str, act):
    return done(request, lambda said: act(the_agency(), by=request.user, at=timezone.now(), **said), to=("deals:rates",),
                draw=lambda **typed: _draw(request, **typed), name=name, form=form, beside=True)  # fmt: skip


@staff_page
@require_POST
def new_rate(request):
    """Set a rate of a specialism from a day on."""
    return _act(request, forms.RateForm(request.POST, auto_id="rate-%s"), "rate_form", actions.set_rate)


@staff_page
@require_POST
def new_person_rate(request):
    """Set a person's own rate from a day on."""
    return _act(request, forms.PersonRateForm(request.POST, auto_id="person-%s"), "person_form", actions.set_person_rate)


@staff_page
@require_POST
def new_term(request):
    """Set a term from a day on."""
    return _act(request, forms.TermForm(request.POST, auto_id="term-%s"), "term_form", actions.set_term)


KINDS = {"rates": RateCard, "people": PersonRate, "terms": DealTerm}


@staff_page
@require_POST
def call_off(request, kind, key):
    """Take back a rate or a term that has not begun."""
    if kind not in KINDS or (kind == "people" and not queries.sees_cost(request.user, None, timezone.now())):
        raise Http404
    with refusals_said(request):
        actions.call_off(find(KINDS[kind].objects.all(), key), by=request.user, at=timezone.now())
    return redirect("deals:rates")
