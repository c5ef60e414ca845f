"""What is done with remarks and changes."""

from django.utils import timezone
from django.views.decorators.http import require_POST

from svyazka.acceptance import actions, forms, queries
from svyazka.acceptance.models import ChangeRequest
from svyazka.acceptance.views.result import found, then
from svyazka.kit.http import find, staff_page
from svyazka.people.queries import staff


@staff_page
@require_POST
def classify(request, remark_id):
    """Tell whether a remark is in scope."""
    at = timezone.now()
    remark = find(queries.remarks_visible_to(request.user, at), remark_id)
    form = forms.ClassificationForm(request.POST)
    return then(request, found(request, remark.defence.result_id), "classification_form", form,
                        lambda told: actions.classify_remark(remark, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def plan(request, remark_id):
    """Make a task of a remark."""
    at = timezone.now()
    remark = find(queries.remarks_visible_to(request.user, at), remark_id)
    form = forms.PlanningForm(request.POST, people=staff())
    return then(request, found(request, remark.defence.result_id), "planning_form", form,
                        lambda told: actions.plan_remark(remark, **told, by=request.user, at=at))  # fmt: skip


def _change(request, change_id) -> ChangeRequest:
    return find(queries.changes_visible_to(request.user, timezone.now()).filter(remark__isnull=False), change_id)


@staff_page
@require_POST
def offer(request, change_id):
    """Offer a change at a price."""
    at, change = timezone.now(), _change(request, change_id)
    form = forms.OfferForm(request.POST)
    return then(
        request, found(request, change.remark.defence.result_id), "offer_form", form,
        lambda told: actions.price_change(change, price_kopecks=int(told["price"] * 100), hours=told["hours"],
                                          by=request.user, at=at),
    )  # fmt: skip


@staff_page
@require_POST
def settle(request, change_id):
    """Write down the client's answer to a change."""
    at, change = timezone.now(), _change(request, change_id)
    form = forms.ChangeAnswerForm(request.POST)
    return then(request, found(request, change.remark.defence.result_id), "change_form", form,
                        lambda told: actions.settle_change(change, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def plan_change(request, change_id):
    """Make a task of an agreed change."""
    at, change = timezone.now(), _change(request, change_id)
    form = forms.PlanningForm(request.POST, people=staff())
    return then(request, found(request, change.remark.defence.result_id), "planning_form", form,
                        lambda told: actions.plan_change(change, **told, by=request.user, at=at))  # fmt: skip
