"""What is done from the page of sources: a source is kept, an event is written down, demand is loaded."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from svyazka.kit.guard import require
from svyazka.kit.http import find, misread, refusals_said, say, staff_page, typed_in
from svyazka.people.queries import the_agency
from svyazka.sources import actions, forms, queries
from svyazka.sources.queries import demand as demand_queries
from svyazka.sources.rules.demand import letters_of, read_demand
from svyazka.sources.views.tabs import draw_brand, draw_lines, draw_search


def done_or_told(request, address: str, act, *words, **told):
    """Do the act and come back to the page it was asked from, where a refusal is told."""
    with refusals_said(request):
        act(*words, by=request.user, at=timezone.now(), **told)
    return redirect(address)


def _act(request, source_id: int, form, act):
    source = find(queries.sources(), source_id)
    if not form.is_valid():
        say(request, misread(form))
        return draw_lines(request, status=422)
    return done_or_told(request, "sources:list", act, source, **typed_in(form))


@staff_page
@require_POST
def names(request):
    """Write down a source."""
    form = forms.SourceForm(request.POST)
    if not form.is_valid():
        return draw_lines(request, status=422, source_form=form)
    return done_or_told(request, "sources:list", actions.add_source, the_agency(), **form.cleaned_data)


@staff_page
@require_POST
def name(request, source_id):
    """Call a source otherwise."""
    return _act(request, source_id, forms.SourceForm(request.POST), actions.rename_source)


@staff_page
@require_POST
def cost(request, source_id):
    """Write down what a source cost in a month."""
    return _act(request, source_id, forms.CostForm(request.POST), actions.set_cost)


@staff_page
@require_POST
def fading(request, source_id):
    """Use a source less."""
    return _act(request, source_id, forms.FadeForm(request.POST), actions.fade_source)


@staff_page
@require_POST
def retirement(request, source_id):
    """Retire a source."""
    return _act(request, source_id, forms.RetireForm(request.POST), actions.retire_source)


@staff_page
@require_POST
def comeback(request, source_id):
    """Bring a source back."""
    return done_or_told(request, "sources:list", actions.bring_back_source, find(queries.sources(), source_id))


@staff_page
@require_POST
def events(request):
    """Write down an event."""
    form = forms.EventForm(request.POST)
    if not form.is_valid():
        return draw_brand(request, status=422, event_form=form)
    return done_or_told(request, "sources:brand", actions.write_down_event, the_agency(), **form.told())


@staff_page
@require_POST
def demand(request):
    """Load a file of demand, or only tell what it would change."""
    at = timezone.now()
    form = forms.DemandForm(request.POST, request.FILES)
    if not form.is_valid():
        require(request.user, actions.KEEP, the_agency(), at)
        return draw_search(request, status=422, demand_form=form)
    told = form.told()
    if "check" in request.POST:
        require(request.user, actions.KEEP, the_agency(), at)
        return _checked(request, told)
    with refusals_said(request):
        plan = actions.load_demand(the_agency(), by=request.user, at=at, **told)
        _say(request, plan)
        return redirect("sources:search")
    return draw_search(request, status=422)


MOST_CARRIED = 500_000  # letters of a checked file that the page carries on to its loading


def _checked(request, told: dict):
    plan = demand_queries.plan_of(read_demand(told["raw"], group=told["group"], month_on=told["month_on"]))
    text = letters_of(told["raw"])
    initial = {"rows": text if len(text) <= MOST_CARRIED else "", "group": told["group"], "month_on": told["month_on"]}
    return draw_search(request, plan=plan, plan_name=told["name"], demand_form=forms.DemandForm(initial=initial))


def _say(request, plan) -> None:
    count = len(plan.changes)
    done = ngettext("%(num)d figure of demand is loaded.", "%(num)d figures of demand are loaded.", count) % {"num": count}
    messages.success(request, done if count else _("Nothing has changed: these figures are known."))
    for line, reason in plan.reading.errors[:5]:
        messages.warning(request, _("Line %(row)s: %(reason)s") % {"row": line, "reason": reason})
    if len(plan.reading.errors) > 5:
        messages.warning(request, _("and %(count)s more lines that were not read") % {"count": len(plan.reading.errors) - 5})


@staff_page
@require_POST
def figures(request):
    """Write one figure of demand down."""
    form = forms.FigureForm(request.POST)
    if not form.is_valid():
        return draw_search(request, status=422, figure_form=form)
    return done_or_told(request, "sources:search", actions.keep_demand, the_agency(), **form.cleaned_data)


@staff_page
@require_POST
def undoing(request, load_id):
    """Take a file of demand back."""
    return done_or_told(request, "sources:search", actions.undo_load, find(demand_queries.loads(), load_id))
