"""The card of go or no-go."""

from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.guard import may
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today
from svyazka.tenders import actions, forms, queries
from svyazka.tenders.models import Criterion, Tender
from svyazka.tenders.rules import MOVES, Line, weighed
from svyazka.tenders.views.parts import act
from svyazka.tenders.views.tender import found, head


@staff_page
@require_GET
def one(request, tender_id):
    """Show the card of a tender."""
    return _draw(request, found(request, tender_id))


def _draw(request, shown: Tender, status: int = 200):
    at = timezone.now()
    rows = queries.card_of(shown, today(at))
    told = {
        **head(request, shown, "card", at),
        "rows": [{"criterion": criterion, "score": score, "form": _form(criterion, score)} for criterion, score in rows],
        "result": weighed(Line(criterion.weight, score.score if score else None) for criterion, score in rows),
        "may_judge": may(request.user, actions.FEASIBLE, shown, at),
        "decidable": shown.state in MOVES["decline"],
        "decision_form": forms.DecisionForm(),
    }
    return render(request, "tenders/card.html", told, status=status)


def _form(criterion: Criterion, score) -> forms.ScoreForm:
    given = {"score": score.score, "word": score.word} if score else {"score": 3}
    return forms.ScoreForm(initial=given, auto_id=f"criterion-{criterion.pk}-%s")


def _act(request, shown: Tender, do, form=None, **more):
    return act(request, form, lambda **told: do(shown, **told, **more), reverse("tenders:card", args=[shown.pk]),
               lambda status: _draw(request, shown, status))  # fmt: skip


@staff_page
@require_POST
def score(request, tender_id, criterion_id):
    """Give a score by one criterion."""
    criterion = find(Criterion.objects.all(), criterion_id)
    return _act(request, found(request, tender_id), actions.score_tender, forms.ScoreForm(request.POST), criterion=criterion)


@staff_page
@require_POST
def feasibility(request, tender_id):
    """Say, as the PM, whether it can be done in time."""
    return _act(request, found(request, tender_id), actions.judge_tender, forms.ScoreForm(request.POST))


@staff_page
@require_POST
def asking(request, tender_id):
    """Ask the PM for the word."""
    return _act(request, found(request, tender_id), actions.ask_feasible)
