"""The five tabs of the page of sources: one line each, personal brand, search, mix, sufficiency."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from svyazka.kit import worth
from svyazka.kit.guard import may
from svyazka.kit.http import misread, say, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today
from svyazka.sources import actions, forms, queries
from svyazka.sources.queries import demand as demand_queries
from svyazka.sources.queries import event as event_queries
from svyazka.sources.queries.enough import enough
from svyazka.sources.queries.source import last_cost_on
from svyazka.sources.rules import Touched
from svyazka.sources.rules.event import verdicts
from svyazka.sources.rules.mix import drawable
from svyazka.sources.rules.picture import COLUMNS, ROWS, stacked, tiles


def shared(request, at, **told) -> dict:
    """Return what every tab shows: which is open, what the person sees and may do."""
    person, agency = request.user, the_agency()
    sees = queries.sees_cost(person, at, actions.KEEP)
    return {
        "sees_cost": sees, "sees_margin": sees and worth.ask().may_see(person, at), "today": today(at),
        "may_keep": may(person, actions.KEEP, agency, at), "may_attend": may(person, actions.EVENT, agency, at), **told,
    }  # fmt: skip


def narrowed(request, form_class, at) -> tuple[dict, date, date]:
    """Return what the address asks for, and the days [first, until); a period that is none is told and left out."""
    form = form_class(request.GET)
    if not form.is_valid():
        say(request, misread(form))
    asked = {name: form.cleaned_data.get(name) for name in form.fields}
    first, until = queries.usual_period(today(at))
    until = asked["last"] + timedelta(days=1) if asked["last"] and asked["last"] < date.max else until
    first = asked["first"] or min(first, until - timedelta(days=1))
    return {**asked, "by": asked["by"] or Touched.FIRST, "first": first, "last": until - timedelta(days=1)}, first, max(until, first)


@staff_page
@require_GET
def index(request):
    """Show every source on one line."""
    return draw_lines(request)


def draw_lines(request, status: int = 200, **typed):
    """Draw the lines, with what was typed wrong if anything was."""
    at = timezone.now()
    asked, first, until = narrowed(request, forms.PeriodForm, at)
    rows = queries.lines(first, until, by=asked["by"], day=today(at))
    told = shared(request, at, asked=asked, rows=rows, total=queries.total_of(rows), touches=Touched.choices, cost_on=last_cost_on(),
                  source_form=forms.SourceForm())  # fmt: skip
    if told["may_keep"]:
        told["keeping"] = [_forms_of(row["source"], at) for row in rows]
    return render(request, "sources/lines.html", {**told, **typed}, status=status)


def _forms_of(source, at) -> dict:
    day = today(at)
    return {
        "source": source,
        "cost": forms.CostForm(initial={"month_on": day}, auto_id=f"cost-{source.pk}-%s"),
        "name": forms.SourceForm(initial={"name": source.name, "kind": source.kind}, auto_id=f"name-{source.pk}-%s"),
        "fade": forms.FadeForm(initial={"on": day}, auto_id=f"fade-{source.pk}-%s"),
        "retire": forms.RetireForm(initial={"on": day}, auto_id=f"retire-{source.pk}-%s"),
    }


@staff_page
@require_GET
def brand(request):
    """Show the events with what came of them, the verdict by audience, the speakers."""
    return draw_brand(request)


def draw_brand(request, status: int = 200, **typed):
    """Draw the events, with what was typed wrong if anything was."""
    at = timezone.now()
    rows = event_queries.told(list(queries.events()[:200]), today(at))
    told = shared(request, at, rows=rows, verdicts=verdicts(rows), speakers=list(event_queries.speakers()))
    told["event_form"] = forms.EventForm(initial={"held_on": today(at), "hours": 0}) if told["may_attend"] else None
    return render(request, "sources/brand.html", {**told, **typed}, status=status)


@staff_page
@require_GET
def search(request):
    """Show what was looked for by region and who wrote to us: a picture, a grid, the files."""
    return draw_search(request)


def draw_search(request, status: int = 200, **typed):
    """Draw the search, with what a file would change if one is being checked."""
    at = timezone.now()
    asked, first, until = narrowed(request, forms.SearchForm, at)
    asked |= {"paint": asked["paint"] or "visits", "group": asked["group"] or ""}
    grid = demand_queries.grid(first.replace(day=1), until, queries.moments(first, until), group=asked["group"])
    told = shared(request, at, asked=asked, grid=grid, tiles=tiles(grid["regions"], asked["paint"]), columns=COLUMNS, rows_of_tiles=ROWS,
                  groups=list(demand_queries.groups()), months=demand_queries.months(), plan=None)  # fmt: skip
    told["regions"] = sorted(grid["regions"].items(), key=lambda row: (-row[1]["visits"], -row[1]["leads"], row[0]))
    told["names"] = sorted(grid["groups"], key=lambda name: (not name, -grid["groups"][name]["visits"], name))
    if told["may_keep"]:
        told |= {"loads": list(demand_queries.loads()[:10]), "demand_form": forms.DemandForm(), "figure_form": forms.FigureForm()}
    return render(request, "sources/search.html", {**told, **typed}, status=status)


@staff_page
@require_GET
def mix(request):
    """Show how the mix of sources changed by year."""
    at = timezone.now()
    by = request.GET.get("by") if request.GET.get("by") in Touched.values else Touched.FIRST
    table = queries.mix(by, today(at))
    shown = drawable(table, others=_("Other sources"))
    told = shared(request, at, mix=table, shown=shown, picture=stacked(shown), by=by, touches=Touched.choices)
    return render(request, "sources/mix.html", told)


@staff_page
@require_GET
def sufficiency(request):
    """Show whether the inbound flow is enough for the next ninety days."""
    at = timezone.now()
    return render(request, "sources/sufficiency.html", shared(request, at, told=enough(today(at))))
