"""The page of hours: periods of a retainer, or sold time against its price."""

from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.deals import actions, forms, queries
from svyazka.deals.models import Contract, RetainerPeriod
from svyazka.deals.views.contracts import LIFE_TONES, contract_of_page
from svyazka.kit.doing import done
from svyazka.kit.guard import may
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today


@staff_page
@require_GET
def hours(request, contract_id):
    """Show how much of what was agreed is used."""
    return _draw(request, contract_of_page(request, contract_id))


def _draw(request, contract: Contract, *, status: int = 200, **given):
    at = timezone.now()
    views = queries.period_views(contract) if hasattr(contract, "retainer") else []
    told = {
        "contract": contract, "engagement": contract.engagement, "retainer": getattr(contract, "retainer", None), "views": views,
        "this_day": today(at), "limit": queries.limit_of(contract, at), "levels": queries.levels_on(today(at)),
        "may_run": may(request.user, actions.CONTRACT, contract, at), "may_answer": may(request.user, actions.CONTRACT_ANSWER, contract, at),
        "extra_form": forms.ExtraForm(), "answer_form": forms.ExtraAnswerForm(), "tones": LIFE_TONES, **given,
    }  # fmt: skip
    return render(request, "deals/hours.html", told, status=status)


def _then(request, contract: Contract, act, **form):
    return done(request, act, to=("deals:hours", contract.pk), draw=lambda **typed: _draw(request, contract_of_page(request, contract.pk), **typed), **form)


def _period(request, period_id: int) -> RetainerPeriod:
    return find(queries.periods_visible_to(request.user, timezone.now()), period_id)


@staff_page
@require_POST
def turn(request, period_id):
    """Open or close a period as the calendar has it."""
    period, at = _period(request, period_id), timezone.now()
    return _then(request, contract_of_page(request, period.contract_id), lambda _said: actions.turn_period(period, by=request.user, at=at))


@staff_page
@require_POST
def ask_extra(request, period_id):
    """Ask the client for hours above the period's."""
    period, at = _period(request, period_id), timezone.now()
    return _then(request, contract_of_page(request, period.contract_id), lambda said: actions.ask_extra(period, by=request.user, at=at, **said),
                 name="extra_form", form=forms.ExtraForm(request.POST))  # fmt: skip


@staff_page
@require_POST
def answer_extra(request, extra_id):
    """Write down what the client has said to the hours asked for."""
    at = timezone.now()
    extra = find(queries.extras_visible_to(request.user, at), extra_id)
    return _then(request, contract_of_page(request, extra.period.contract_id),
                 lambda said: actions.answer_extra(extra, by=request.user, at=at, **said),
                 name="answer_form", form=forms.ExtraAnswerForm(request.POST), answering=extra.pk)  # fmt: skip
