"""Pages of promises."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.rules import PromiseState
from svyazka.briefs.views.brief import ON_PAGE
from svyazka.briefs.views.parts import TONES
from svyazka.clients.actions import TALK
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.http import back, find, staff_page
from svyazka.kit.pages import render


@staff_page
@require_GET
def promises(request):
    """Show the promises this person sees: what waits for a verdict, what is given, what was kept."""
    found = queries.promises_visible_to(request.user, timezone.now()).order_by("due_on", "pk")
    state = request.GET.get("state", "open")
    if state in PromiseState.values:
        found = found.filter(state=state)
    elif state == "open":
        found = found.exclude(state__in=("kept", "changed", "broken", "withdrawn"))
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "state": state, "states": PromiseState.choices, "tones": TONES, "TALK": TALK,
            "WRITE": actions.WRITE, "at": timezone.now()}  # fmt: skip
    return render(request, "briefs/promises.html", told)


@staff_page
@require_POST
def promise(request, engagement_id):
    """Write down a promise made between editions."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    form = forms.PromiseRow(request.POST)
    if form.is_valid():
        actions.make_promise(engagement, by=request.user, at=at, **form.cleaned_data)
    else:
        messages.error(request, _("Say what was promised."))
    return back(request, "/briefs/promises/")


def _promise(request, promise_id: int):
    return find(queries.promises_visible_to(request.user, timezone.now()), promise_id)


@staff_page
@require_POST
def settle(request, promise_id):
    """Say how a given promise ended."""
    form = forms.OutcomeForm(request.POST)
    if form.is_valid():
        actions.settle_promise(_promise(request, promise_id), by=request.user, at=timezone.now(), **form.cleaned_data)
    else:
        messages.error(request, _("A promise is kept, changed or broken."))
    return back(request, "/briefs/promises/")


@staff_page
@require_POST
def withdraw(request, promise_id):
    """Take a promise back before it is given."""
    form = forms.ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.withdraw_promise(_promise(request, promise_id), reason=reason, by=request.user, at=timezone.now())
    return back(request, "/briefs/promises/")
