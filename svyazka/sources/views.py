"""The page of sources: what each brings, what it costs, where the agency was seen."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Refused
from svyazka.kit.guard import may
from svyazka.kit.http import find, say, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today
from svyazka.sources import actions, forms, queries
from svyazka.sources.rules import cheque, share


@staff_page
@require_GET
def index(request):
    """Show every source on one line, the mix by year and the events."""
    return _draw(request)


def _draw(request, status: int = 200, **typed):
    at, person = timezone.now(), request.user
    rows = [
        {"source": source, "share": share(source.won, source.came), "cheque": cheque(source.won_kopecks, source.won),
         "cost_form": forms.CostForm(initial={"month_on": today(at)}, auto_id=f"cost-{source.pk}-%s"),
         "retire_form": forms.RetireForm(initial={"on": today(at)}, auto_id=f"retire-{source.pk}-%s")}
        for source in queries.told()
    ]  # fmt: skip
    told = {
        "rows": rows,
        "years": queries.mix_by_year(),
        "events": list(queries.events()[:50]),
        "sees_cost": queries.sees_cost(person, at, actions.KEEP),
        "may_keep": may(person, actions.KEEP, the_agency(), at),
        "may_attend": may(person, actions.EVENT, the_agency(), at),
        "event_form": forms.EventForm(initial={"held_on": today(at)}),
    }
    return render(request, "sources/list.html", {**told, **typed}, status=status)


def _act(request, source_id: int, form, act):
    source = find(queries.sources(), source_id)
    if not form.is_valid():
        say(request, Refused(*[error for errors in form.errors.values() for error in errors]))
        return _draw(request, status=422)
    told = form.told() if hasattr(form, "told") else form.cleaned_data
    try:
        act(source, by=request.user, at=timezone.now(), **told)
    except Refused as refused:
        if refused.status == 403:
            raise
        say(request, refused)
    return redirect("sources:list")


@staff_page
@require_POST
def cost(request, source_id):
    """Write down what a source cost in a month."""
    return _act(request, source_id, forms.CostForm(request.POST), actions.set_cost)


@staff_page
@require_POST
def retirement(request, source_id):
    """Retire a source."""
    return _act(request, source_id, forms.RetireForm(request.POST), actions.retire_source)


@staff_page
@require_POST
def events(request):
    """Write down an event."""
    form = forms.EventForm(request.POST)
    if not form.is_valid():
        return _draw(request, status=422, event_form=form)
    actions.write_down_event(the_agency(), speaker=request.user if form.cleaned_data["talk"] else None,
                             by=request.user, at=timezone.now(), **form.told())  # fmt: skip
    return redirect("sources:list")
