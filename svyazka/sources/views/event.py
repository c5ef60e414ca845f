"""One event with the people met and the leads that came of it; one speaker with their talks."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.guard import require
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today
from svyazka.sources import actions, forms, queries
from svyazka.sources.queries import event as event_queries
from svyazka.sources.rules.event import counts_until, verdicts
from svyazka.sources.rules.meeting import cards_in
from svyazka.sources.views.acts import done_or_told
from svyazka.sources.views.tabs import shared


@staff_page
@require_GET
def one(request, event_id):
    """Show an event."""
    return _draw(request, find(queries.events(), event_id))


def _draw(request, event, status: int = 200, **typed):
    at = timezone.now()
    (figures,) = event_queries.told([event], today(at))
    told = shared(request, at, event=event, told=figures, until=counts_until(event.held_on), cards=None,
                  leads=event_queries.seen_among(figures["rows"], request.user, at), meetings=list(event_queries.meetings_of(event)))  # fmt: skip
    if told["may_attend"]:
        told |= {"people_form": forms.PeopleForm(), "event_form": forms.EventForm(initial=_initial(event))}
    return render(request, "sources/event.html", {**told, **typed}, status=status)


def _initial(event) -> dict:
    names = ("name", "kind", "held_on", "audience", "region", "talk", "speaker", "hours", "people_met")
    return {name: getattr(event, name) for name in names} | {"rubles": event.cost_kopecks / 100}


@staff_page
@require_POST
def card(request, event_id):
    """Write an event down anew."""
    event, form = find(queries.events(), event_id), forms.EventForm(request.POST)
    if not form.is_valid():
        return _draw(request, event, status=422, event_form=form)
    return done_or_told(request, f"/sources/events/{event.pk}/", actions.correct_event, event, **form.told())


@staff_page
@require_POST
def people(request, event_id):
    """Remember who was met, or only show how the lines are understood."""
    event, form = find(queries.events(), event_id), forms.PeopleForm(request.POST)
    if not form.is_valid():
        return _draw(request, event, status=422, people_form=form)
    cards = cards_in(form.cleaned_data["lines"])
    if "check" in request.POST:
        require(request.user, actions.EVENT, event, timezone.now())
        return _draw(request, event, people_form=form, cards=cards)
    with refusals_said(request) as outcome:
        actions.meet_people(event, people=[vars(one) for one in cards], by=request.user, at=timezone.now())
        return redirect("sources:event", event.pk)
    return _draw(request, event, status=outcome.status, people_form=form, cards=cards)


@staff_page
@require_POST
def removal(request, event_id, meeting_id):
    """Take back that somebody was met."""
    event = find(queries.events(), event_id)
    return done_or_told(request, f"/sources/events/{event.pk}/", actions.forget_meeting, event, meeting_id=meeting_id)


@staff_page
@require_GET
def speaker(request, login):
    """Show the talks of one person, and what came of them."""
    at = timezone.now()
    person = event_queries.speakers().filter(username=login).first()
    if person is None:
        raise Http404
    rows = event_queries.told(list(queries.events().filter(speaker=person)), today(at))
    sums = {name: sum(row[name] for row in rows) for name in ("met", "leads", "won", "won_kopecks", "cost_kopecks", "margin_kopecks")}
    told = shared(request, at, speaker=person, rows=rows, verdicts=verdicts(rows), sums=sums, agency=the_agency())
    return render(request, "sources/speaker.html", told)
